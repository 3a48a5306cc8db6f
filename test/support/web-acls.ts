import type { ResourceTypes } from '../../src/model/resource.ts';

type Properties = ResourceTypes['AWS::WAFv2::WebACL'];

const arn = (kind: string, name: string) =>
  `arn:aws:wafv2:sa-east-1:111122223333:regional/${kind}/${name}/0f1e`;
export const ruleGroup = (name: string): string => arn('rulegroup', name);
export const ipSet = (name: string): string => arn('ipset', name);

const rule = (Name: string, Priority: number, Statement: object, deed: object) => ({
  Name,
  Priority,
  Statement,
  VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: Name },
  ...deed,
});

export const geo = (Priority: number, CountryCodes: readonly string[], action = 'Block') =>
  rule('geo', Priority, { GeoMatchStatement: { CountryCodes } }, { Action: { [action]: {} } });
export const rate = (Priority: number, Limit: number, EvaluationWindowSec = 300, action = 'Block') =>
  rule(
    'rate',
    Priority,
    { RateBasedStatement: { Limit, EvaluationWindowSec, AggregateKeyType: 'IP' } },
    { Action: { [action]: {} } },
  );
export const managed = (Priority: number, Name = 'AWSManagedRulesCommonRuleSet', VendorName = 'AWS') =>
  rule(Name, Priority, { ManagedRuleGroupStatement: { VendorName, Name } }, { OverrideAction: { None: {} } });
export const group = (Priority: number, name: string) =>
  rule(
    name,
    Priority,
    { RuleGroupReferenceStatement: { ARN: ruleGroup(name) } },
    { OverrideAction: { None: {} } },
  );
export const allowOffice = (Priority: number) =>
  rule('office', Priority, { IPSetReferenceStatement: { ARN: ipSet('office') } }, { Action: { Allow: {} } });

/** A web ACL as the collector shows it. */
export const webAcl = (rules: readonly object[], live: object = {}, more: object = {}): Properties =>
  asProperties({
    Name: 'kiosk-waf',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    Rules: rules,
    PreProcessFirewallManagerRuleGroups: [],
    PostProcessFirewallManagerRuleGroups: [],
    LabelNamespace: 'awswaf:111122223333:webacl:kiosk-waf:',
    Live: live,
    ...more,
  });

// The rules are what the wire holds; the SDK's types want more of them than a test has to say.
const asProperties = (shown: object): Properties => shown as unknown as Properties;
