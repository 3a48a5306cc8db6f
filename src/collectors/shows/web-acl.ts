import { anything, boolean, integer, listOf, PATH_SIGNS, type Shows, text } from '../../model/property.ts';

const byDefault = "AWS WAF's default";

export const shows = {
  cloudFormation: {
    Name: true,
    Scope: true,
    Description: true,
    DefaultAction: true,
    Rules: true,
    VisibilityConfig: true,
    CaptchaConfig: true,
    ChallengeConfig: true,
    CustomResponseBodies: true,
    AssociationConfig: true,
    DataProtectionConfig: true,
    ApplicationConfig: true,
    MonetizationConfig: true,
    OnSourceDDoSProtectionConfig: true,
    TokenDomains: true,
    LabelNamespace: { type: text, about: 'What its labels begin with.' },
    Capacity: { type: integer, about: 'How many capacity units it uses.' },
    ManagedByFirewallManager: { type: boolean, about: 'Whether Firewall Manager keeps it.' },
    PreProcessFirewallManagerRuleGroups: {
      type: listOf(anything),
      about: "Firewall Manager's rule groups that come before its rules.",
    },
    PostProcessFirewallManagerRuleGroups: {
      type: listOf(anything),
      about: "Firewall Manager's rule groups that come after its rules.",
    },
  },
  live: {
    LoadBalancerArns: { type: listOf(text), about: 'The application load balancers it stands in front of.' },
    LoggingConfiguration: {
      resource: 'AWS::WAFv2::LoggingConfiguration',
      more: {
        ManagedByFirewallManager: boolean,
        LogType: text,
        LogScope: text,
        RedactedFields: anything,
      },
      mayBeNone: true,
      about: 'Where its logs go; null where nothing is logged.',
    },
    RuleGroups: { type: anything, about: 'The rule groups that its rules refer to, by ARN.' },
    IPSets: { type: anything, about: 'The IP sets that its rules refer to, by ARN.' },
    RegexPatternSets: { type: anything, about: 'The regex pattern sets that its rules refer to, by ARN.' },
    ManagedRuleGroups: { type: anything, about: 'The managed rule groups that its rules refer to.' },
  },
  // What requests are compared with may be a secret, and what responses hold is not kept.
  omits: [
    'ByteMatchStatement.SearchString',
    'ByteMatchStatement.SearchStringBase64',
    'CustomHTTPHeader.Value',
    'CustomResponseBody.Content',
    'IPSetReferenceStatement.Arn',
    'RegexMatchStatement.RegexString',
    'RegexPatternSetReferenceStatement.Arn',
    'RuleGroupReferenceStatement.Arn',
  ],
  adds: {
    'IPSetReferenceStatement.ARN': text,
    'RegexPatternSetReferenceStatement.ARN': text,
    'RuleGroupReferenceStatement.ARN': text,
  },
  signs: {
    any: [
      'ApplicationAttribute.Values',
      'Description',
      'Regex.RegexString',
      'ResponseInspectionBodyContains.FailureStrings',
      'ResponseInspectionBodyContains.SuccessStrings',
      'ResponseInspectionHeader.FailureValues',
      'ResponseInspectionHeader.SuccessValues',
      'ResponseInspectionJson.FailureValues',
      'ResponseInspectionJson.SuccessValues',
    ],
    [PATH_SIGNS]: [
      'AWSManagedRulesACFPRuleSet.CreationPath',
      'AWSManagedRulesACFPRuleSet.RegistrationPagePath',
      'AWSManagedRulesATPRuleSet.LoginPath',
      'JsonMatchPattern.IncludedPaths',
      'ManagedRuleGroupConfig.LoginPath',
      'ResponseInspectionJson.Identifier',
    ],
    [`${PATH_SIGNS}[`]: ['FieldIdentifier.Identifier'],
    '[': ['FieldToProtect.FieldKeys', 'RateLimitQueryArgument.Name', 'SingleQueryArgument.Name'],
    v: ['ManagedRuleGroupStatement.Version'],
    '.': ['TokenDomains', 'Live.LoggingConfiguration.LogDestinationConfigs'],
  },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_WebACL.html',
      none: [
        'Description',
        'CustomResponseBodies',
        'DataProtectionConfig',
        'ApplicationConfig',
        'MonetizationConfig',
      ],
      empty: ['TokenDomains'],
      decidedBy: {
        AssociationConfig: byDefault,
        CaptchaConfig: byDefault,
        ChallengeConfig: byDefault,
        OnSourceDDoSProtectionConfig: byDefault,
      },
    },
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_DefaultAction.html',
      none: ['DefaultAction.Allow', 'DefaultAction.Block'],
    },
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html',
      none: ['Rules[].Action', 'Rules[].OverrideAction'],
      empty: ['Rules[].RuleLabels'],
      decidedBy: { 'Rules[].CaptchaConfig': 'the web ACL', 'Rules[].ChallengeConfig': 'the web ACL' },
    },
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_RuleAction.html',
      none: ['Allow', 'Block', 'Captcha', 'Challenge', 'Count'].map((action) => `Rules[].Action.${action}`),
    },
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_OverrideAction.html',
      none: ['Rules[].OverrideAction.Count', 'Rules[].OverrideAction.None'],
    },
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html',
      none: [
        'Rules[].Statement.RateBasedStatement',
        'Rules[].Statement.RateBasedStatement.ScopeDownStatement',
        'Rules[].Statement.RateBasedStatement.ForwardedIPConfig',
      ],
      empty: ['Rules[].Statement.RateBasedStatement.CustomKeys'],
      is: { 'Rules[].Statement.RateBasedStatement.EvaluationWindowSec': 300 },
    },
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_ManagedRuleGroupStatement.html',
      none: [
        'Rules[].Statement.ManagedRuleGroupStatement',
        'Rules[].Statement.ManagedRuleGroupStatement.ScopeDownStatement',
      ],
      empty: [
        'Rules[].Statement.ManagedRuleGroupStatement.ExcludedRules',
        'Rules[].Statement.ManagedRuleGroupStatement.RuleActionOverrides',
        'Rules[].Statement.ManagedRuleGroupStatement.ManagedRuleGroupConfigs',
      ],
      decidedBy: { 'Rules[].Statement.ManagedRuleGroupStatement.Version': 'the vendor' },
    },
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html',
      none: ['Live.LoggingConfiguration.LoggingFilter'],
      empty: ['Live.LoggingConfiguration.RedactedFields'],
    },
  ],
  forms: { case: ['Live.LoggingConfiguration.RedactedFields[].SingleHeader.Name'] },
} satisfies Shows;
