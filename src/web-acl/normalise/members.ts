import { isObject } from './shapes.ts';

/**
 * What becomes of a member: `read` by the prover; `part`: normalised on its own, with a check of its own; `harmless`:
 * cannot change what a rule does to a request, whatever it holds; else the structure it is, whose members are told.
 */
type Meaning = 'read' | 'part' | 'harmless' | (string & {});
type Members = Readonly<Record<string, Meaning>>;

const as = (meaning: Meaning, ...names: readonly string[]): Members =>
  Object.fromEntries(names.map((name) => [name, meaning]));

const field: Members = { FieldToMatch: 'FieldToMatch', TextTransformations: 'TextTransformation' };
const looks: Members = { ...field, PreParseTextTransformations: 'PreParseTextTransformation' };
const shown = as('harmless', 'VisibilityConfig');
const overrides: Members = { ExcludedRules: 'ExcludedRule', RuleActionOverrides: 'RuleActionOverride' };
const named = as('read', 'Name');
const none: Members = {};

/**
 * AWS's structures as of @aws-sdk/client-wafv2 3.1141; a test tells when the SDK knows more. A member that is not here
 * may narrow or widen what a statement matches, so that whatever holds it is unknown.
 *
 * Harmless are: names, identifiers, descriptions, metrics, samples and what logs leave out (DataProtectionConfig); what a
 * response holds (CustomResponse, CustomResponseBodies) and which headers the application gets (CustomRequestHandling);
 * for how long and where a token is good (CaptchaConfig, ChallengeConfig, TokenDomains), for a valid one is; prices;
 * ApplicationConfig, which the console alone reads; who manages the web ACL; and OnSourceDDoSProtectionConfig, which
 * only ever stops sources that AWS knows for ill.
 */
const structures: Readonly<Record<string, Members>> = {
  WebACL: {
    ...as('read', 'Name', 'ARN', 'LabelNamespace'),
    ...as('part', 'Rules', 'PreProcessFirewallManagerRuleGroups', 'PostProcessFirewallManagerRuleGroups'),
    DefaultAction: 'DefaultAction',
    AssociationConfig: 'AssociationConfig',
    ...shown,
    ...as('harmless', 'Id', 'Description', 'Capacity', 'ManagedByFirewallManager'),
    ...as('harmless', 'RetrofittedByFirewallManager', 'DataProtectionConfig', 'CustomResponseBodies'),
    ...as('harmless', 'CaptchaConfig', 'ChallengeConfig', 'TokenDomains', 'OnSourceDDoSProtectionConfig'),
    ...as('harmless', 'ApplicationConfig', 'MonetizationConfig'),
  },
  AssociationConfig: as('part', 'RequestBody'),
  RequestBodyAssociatedResourceTypeConfig: as('read', 'DefaultSizeInspectionLimit'),
  Rule: {
    ...as('read', 'Name', 'Priority'),
    Statement: 'part',
    Action: 'RuleAction',
    OverrideAction: 'OverrideAction',
    RuleLabels: 'Label',
    ...shown,
    ...as('harmless', 'CaptchaConfig', 'ChallengeConfig'),
  },
  FirewallManagerRuleGroup: {
    ...as('read', 'Name', 'Priority'),
    FirewallManagerStatement: 'part',
    OverrideAction: 'OverrideAction',
    ...shown,
  },
  RuleGroup: {
    ...as('read', 'Name', 'ARN', 'LabelNamespace', 'Capacity'),
    Rules: 'part',
    ...shown,
    ...as('harmless', 'Id', 'Description', 'CustomResponseBodies', 'AvailableLabels', 'ConsumedLabels'),
    ...as('harmless', 'MonetizationConfig'),
  },
  IPSet: {
    ...as('read', 'Name', 'ARN', 'Addresses'),
    ...as('harmless', 'Id', 'Description', 'IPAddressVersion'),
  },
  RegexPatternSet: {
    RegularExpressionList: 'Regex',
    ...as('harmless', 'Name', 'Id', 'ARN', 'Description'),
  },
  Regex: as('read', 'RegexString'),
  RuleSummary: { ...named, Action: 'RuleAction' },
  Label: named,
  ExcludedRule: named,
  RuleActionOverride: { ...named, ActionToUse: 'RuleAction' },
  RuleAction: {
    Allow: 'AllowAction',
    Block: 'BlockAction',
    Count: 'CountAction',
    Captcha: 'CaptchaAction',
    Challenge: 'ChallengeAction',
    Monetize: 'MonetizeAction',
  },
  DefaultAction: { Allow: 'AllowAction', Block: 'BlockAction' },
  OverrideAction: { Count: 'CountAction', None: 'NoneAction' },
  NoneAction: none,
  BlockAction: as('harmless', 'CustomResponse'),
  MonetizeAction: as('harmless', 'PriceMultiplier'),
  AllowAction: as('harmless', 'CustomRequestHandling'),
  CountAction: as('harmless', 'CustomRequestHandling'),
  CaptchaAction: as('harmless', 'CustomRequestHandling'),
  ChallengeAction: as('harmless', 'CustomRequestHandling'),
  ByteMatchStatement: { ...looks, ...as('read', 'SearchString', 'PositionalConstraint') },
  RegexMatchStatement: { ...looks, RegexString: 'read' },
  RegexPatternSetReferenceStatement: { ...looks, ARN: 'read' },
  SizeConstraintStatement: { ...looks, ...as('read', 'ComparisonOperator', 'Size') },
  SqliMatchStatement: { ...looks, SensitivityLevel: 'read' },
  XssMatchStatement: looks,
  GeoMatchStatement: { CountryCodes: 'read', ForwardedIPConfig: 'ForwardedIPConfig' },
  AsnMatchStatement: { AsnList: 'read', ForwardedIPConfig: 'ForwardedIPConfig' },
  IPSetReferenceStatement: { ARN: 'read', IPSetForwardedIPConfig: 'IPSetForwardedIPConfig' },
  ForwardedIPConfig: as('read', 'HeaderName', 'FallbackBehavior'),
  IPSetForwardedIPConfig: as('read', 'HeaderName', 'FallbackBehavior', 'Position'),
  LabelMatchStatement: as('read', 'Scope', 'Key'),
  AndStatement: as('part', 'Statements'),
  OrStatement: as('part', 'Statements'),
  NotStatement: as('part', 'Statement'),
  RuleGroupReferenceStatement: { ARN: 'read', ...overrides },
  // What a managed group is told is part of the identity of what it matches.
  ManagedRuleGroupStatement: {
    ...as('read', 'VendorName', 'Name', 'Version', 'ManagedRuleGroupConfigs'),
    ScopeDownStatement: 'part',
    ...overrides,
  },
  RateBasedStatement: {
    ...as('read', 'Limit', 'EvaluationWindowSec', 'AggregateKeyType'),
    ScopeDownStatement: 'part',
    ForwardedIPConfig: 'ForwardedIPConfig',
    CustomKeys: 'RateBasedStatementCustomKey',
  },
  RateBasedStatementCustomKey: {
    Header: 'RateLimitHeader',
    Cookie: 'RateLimitCookie',
    QueryArgument: 'RateLimitQueryArgument',
    QueryString: 'RateLimitQueryString',
    HTTPMethod: 'RateLimitHTTPMethod',
    ForwardedIP: 'RateLimitForwardedIP',
    IP: 'RateLimitIP',
    LabelNamespace: 'RateLimitLabelNamespace',
    UriPath: 'RateLimitUriPath',
    JA3Fingerprint: 'RateLimitJA3Fingerprint',
    JA4Fingerprint: 'RateLimitJA4Fingerprint',
    ASN: 'RateLimitAsn',
  },
  // However it is transformed, or where it is absent, what a client chooses is a key that it varies.
  RateLimitHeader: { ...named, TextTransformations: 'harmless' },
  RateLimitCookie: { ...named, TextTransformations: 'harmless' },
  RateLimitQueryArgument: { ...named, TextTransformations: 'harmless' },
  RateLimitQueryString: as('harmless', 'TextTransformations'),
  RateLimitUriPath: as('harmless', 'TextTransformations'),
  RateLimitJA3Fingerprint: as('harmless', 'FallbackBehavior'),
  RateLimitJA4Fingerprint: as('harmless', 'FallbackBehavior'),
  RateLimitHTTPMethod: none,
  RateLimitForwardedIP: none,
  RateLimitIP: none,
  RateLimitAsn: none,
  RateLimitLabelNamespace: as('read', 'Namespace'),
  FieldToMatch: {
    SingleHeader: 'SingleHeader',
    SingleQueryArgument: 'SingleQueryArgument',
    AllQueryArguments: 'AllQueryArguments',
    UriPath: 'UriPath',
    QueryString: 'QueryString',
    Body: 'Body',
    Method: 'Method',
    JsonBody: 'JsonBody',
    Headers: 'Headers',
    Cookies: 'Cookies',
    HeaderOrder: 'HeaderOrder',
    JA3Fingerprint: 'JA3Fingerprint',
    JA4Fingerprint: 'JA4Fingerprint',
    UriFragment: 'UriFragment',
  },
  SingleHeader: named,
  SingleQueryArgument: named,
  AllQueryArguments: none,
  UriPath: none,
  QueryString: none,
  Method: none,
  Body: as('read', 'OversizeHandling'),
  HeaderOrder: as('read', 'OversizeHandling'),
  JsonBody: as('read', 'MatchPattern', 'MatchScope', 'InvalidFallbackBehavior', 'OversizeHandling'),
  Headers: { MatchPattern: 'HeaderMatchPattern', ...as('read', 'MatchScope', 'OversizeHandling') },
  Cookies: { MatchPattern: 'CookieMatchPattern', ...as('read', 'MatchScope', 'OversizeHandling') },
  HeaderMatchPattern: { All: 'All', ...as('read', 'IncludedHeaders', 'ExcludedHeaders') },
  CookieMatchPattern: { All: 'All', ...as('read', 'IncludedCookies', 'ExcludedCookies') },
  All: none,
  JA3Fingerprint: as('read', 'FallbackBehavior'),
  JA4Fingerprint: as('read', 'FallbackBehavior'),
  UriFragment: as('read', 'FallbackBehavior'),
  TextTransformation: as('read', 'Priority', 'Type'),
  PreParseTextTransformation: as('read', 'Priority', 'Type'),
};

/** What becomes of the members of one of AWS's structures; undefined for one that is not known. */
export function membersOf(structure: string): Members | undefined {
  return Object.hasOwn(structures, structure) ? structures[structure] : undefined;
}

/** The name of a member, however deep, that this version does not know; null where it knows all. */
export function strangeMember(structure: string, value: unknown): string | null {
  if (Array.isArray(value)) return firstOf(value.map((each) => strangeMember(structure, each)));
  if (!isObject(value)) return null;
  const members = membersOf(structure) ?? none;
  return firstOf(
    Object.entries(value)
      .filter(([, held]) => held !== undefined && held !== null)
      .map(([name, held]) => {
        const meaning = Object.hasOwn(members, name) ? members[name] : undefined;
        if (meaning === undefined) return name;
        return meaning === 'read' || meaning === 'part' || meaning === 'harmless'
          ? null
          : strangeMember(meaning, held);
      }),
  );
}

const firstOf = (found: readonly (string | null)[]): string | null =>
  found.find((each) => each !== null) ?? null;
