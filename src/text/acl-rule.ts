/**
 * A rule of AWS WAF in words, as its API shapes it: `health (priority 0) allows where the path starts with "/health"`;
 * undefined for what is no rule. A member that has no words here stands as it is.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html
 */
export function aclRuleText(value: Loose, otherwise: (value: unknown) => string): string | undefined {
  const { Name, Priority, Statement, Action, OverrideAction } = value;
  if (typeof Name !== 'string' || typeof Priority !== 'number' || !isLoose(Statement)) return undefined;
  const does = isLoose(Action) ? deedOf(Object.keys(Action)[0]) : overrideOf(OverrideAction);
  return `${Name} (priority ${Priority}) ${does} where ${statementText(Statement, otherwise)}`;
}

type Loose = Readonly<Record<string, unknown>>;
type Otherwise = (value: unknown) => string;

const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const deedOf = (action = 'acts'): string => deeds[action] ?? action;

const deeds: Readonly<Record<string, string>> = {
  Allow: 'allows',
  Block: 'blocks',
  Count: 'counts',
  Captcha: 'asks for a CAPTCHA',
  Challenge: 'challenges',
};

const overrideOf = (override: unknown): string =>
  isLoose(override) && Object.hasOwn(override, 'Count') ? 'only counts' : 'acts by its own rules';

function statementText(statement: Loose, otherwise: Otherwise): string {
  const said = Object.entries(statement).filter(([, value]) => isLoose(value));
  const [[kind, of] = ['', {}], ...more] = said as readonly (readonly [string, Loose])[];
  const words =
    more.length === 0 && Object.hasOwn(kinds, kind) ? kinds[kind]?.(of as Loose, otherwise) : undefined;
  return words ?? otherwise(statement);
}

/** Of several, each within brackets where it is several itself. */
function joined(statements: unknown, word: string, otherwise: Otherwise): string | undefined {
  if (!Array.isArray(statements) || !statements.every(isLoose)) return undefined;
  const isOfSeveral = (one: Loose): boolean => 'AndStatement' in one || 'OrStatement' in one;
  return statements
    .map((one) => (isOfSeveral(one) ? `(${statementText(one, otherwise)})` : statementText(one, otherwise)))
    .join(` ${word} `);
}

const kinds: Readonly<Record<string, (of: Loose, otherwise: Otherwise) => string | undefined>> = {
  ByteMatchStatement: ({ PositionalConstraint, SearchString, ...of }) => {
    const how = positions[String(PositionalConstraint)];
    return how && `${fieldText(of)} ${how} ${searchText(SearchString)}`;
  },
  RegexMatchStatement: ({ RegexString, ...of }) => `${fieldText(of)} matches ${quoted(String(RegexString))}`,
  RegexPatternSetReferenceStatement: ({ ARN, ...of }) =>
    `${fieldText(of)} matches regex pattern set ${nameIn(ARN)}`,
  SizeConstraintStatement: ({ ComparisonOperator, Size, ...of }) => {
    const how = sizes[String(ComparisonOperator)];
    return how && `${fieldText(of)} has ${how} ${String(Size)} bytes`;
  },
  SqliMatchStatement: (of) => `${fieldText(of)} looks like SQL injection`,
  XssMatchStatement: (of) => `${fieldText(of)} looks like cross-site scripting`,
  GeoMatchStatement: ({ CountryCodes, ForwardedIPConfig: by }) =>
    `it comes from ${listed(CountryCodes)}${isLoose(by) ? ` by header ${String(by['HeaderName'])}` : ''}`,
  AsnMatchStatement: ({ AsnList }) => `it comes from AS ${listed(AsnList)}`,
  IPSetReferenceStatement: ({ ARN, IPSetForwardedIPConfig: by }) =>
    `${isLoose(by) ? `the address in header ${String(by['HeaderName'])}` : 'its address'} is in IP set ${nameIn(ARN)}`,
  LabelMatchStatement: ({ Scope, Key }) =>
    `it has ${Scope === 'NAMESPACE' ? 'a label of namespace' : 'label'} ${String(Key)}`,
  RateBasedStatement: (
    { Limit, EvaluationWindowSec = 300, AggregateKeyType, ScopeDownStatement: scope },
    otherwise,
  ) =>
    `more than ${String(Limit)} come in ${String(EvaluationWindowSec)} s by ${String(AggregateKeyType)}${within(scope, otherwise)}`,
  ManagedRuleGroupStatement: ({ VendorName, Name, Version, ScopeDownStatement: scope }, otherwise) =>
    `rule group ${String(VendorName)} ${String(Name)}${typeof Version === 'string' ? ` ${Version}` : ''} matches${within(scope, otherwise)}`,
  RuleGroupReferenceStatement: ({ ARN }) => `rule group ${nameIn(ARN)} matches`,
  AndStatement: ({ Statements }, otherwise) => joined(Statements, 'and', otherwise),
  OrStatement: ({ Statements }, otherwise) => joined(Statements, 'or', otherwise),
  NotStatement: ({ Statement }, otherwise) =>
    isLoose(Statement) ? `not (${statementText(Statement, otherwise)})` : undefined,
};

const within = (scope: unknown, otherwise: Otherwise): string =>
  isLoose(scope) ? `, of those where ${statementText(scope, otherwise)}` : '';

const positions: Readonly<Record<string, string>> = {
  EXACTLY: 'is',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
  CONTAINS: 'contains',
  CONTAINS_WORD: 'contains the word',
};

const sizes: Readonly<Record<string, string>> = {
  EQ: 'exactly',
  NE: 'anything but',
  LE: 'at most',
  LT: 'less than',
  GE: 'at least',
  GT: 'more than',
};

/** What is looked at, and what is done to it before. */
function fieldText({ FieldToMatch, TextTransformations }: Loose): string {
  const [[kind, of] = ['', {}]] = isLoose(FieldToMatch) ? Object.entries(FieldToMatch) : [];
  const name = isLoose(of) && typeof of['Name'] === 'string' ? ` ${of['Name']}` : '';
  const steps = (Array.isArray(TextTransformations) ? TextTransformations : [])
    .filter(isLoose)
    .map(({ Type }) => String(Type))
    .filter((type) => type !== 'NONE');
  return `${fields[kind] ?? `its ${kind}`}${name}${steps.length > 0 ? ` (after ${steps.join(', ')})` : ''}`;
}

const fields: Readonly<Record<string, string>> = {
  UriPath: 'the path',
  UriFragment: 'the fragment',
  QueryString: 'the query string',
  Method: 'the method',
  Body: 'the body',
  JsonBody: 'the JSON body',
  SingleHeader: 'header',
  Headers: 'a header',
  Cookies: 'a cookie',
  SingleQueryArgument: 'query argument',
  AllQueryArguments: 'a query argument',
};

/** Bytes, which AWS and we write in base64; what is no text, or is hidden, stays as it is. */
export function searchText(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  const text = String(value);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return text;
  const decoded = bytes.toString('utf8');
  return Buffer.from(decoded).equals(bytes) && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(decoded)
    ? quoted(decoded)
    : `bytes ${text}`;
}

const quoted = (text: string): string => JSON.stringify(text);

const listed = (values: unknown): string =>
  Array.isArray(values) ? values.map(String).join(', ') : 'nowhere';

// arn:aws:wafv2:<region>:<account>:regional/ipset/<name>/<id>
const nameIn = (arn: unknown): string => String(arn).split('/')[2] ?? String(arn);
