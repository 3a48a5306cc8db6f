import type { Action as AwsAction, Rule, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';

export interface ListenerRule {
  readonly RuleArn?: string | undefined;
  /** The lowest is tried first; the default rule comes when no other matched. */
  readonly Priority: number | 'default';
  readonly Conditions: readonly Condition[];
  readonly Actions: readonly Action[];
  readonly IsDefault: boolean;
}

/** All conditions of a rule must hold; of one condition any value. */
export interface Condition {
  /** `path-pattern`, `host-header`, `http-header`, `http-request-method`, `query-string` or `source-ip`. */
  readonly Field: string;
  /** Patterns with `*` and `?`, methods, or blocks of addresses; empty for a query string. */
  readonly Values: readonly string[];
  readonly RegexValues: readonly string[];
  readonly HttpHeaderName?: string | undefined;
  /** Of a query string: patterns, where `\*` and `\?` are not wildcards. Without a key it is any. */
  readonly QueryStrings?: readonly QueryString[] | undefined;
}

export interface QueryString {
  readonly Key?: string | undefined;
  readonly Value: string;
}

/** With `ForwardConfig` wherever it forwards, whichever of AWS's two ways said where to. */
export type Action = Omit<AwsAction, 'Type' | 'ForwardConfig'> & {
  readonly Type?: string | undefined;
  readonly ForwardConfig?: { readonly TargetGroups: readonly WeightedTargetGroup[] } | undefined;
};

export interface WeightedTargetGroup {
  readonly TargetGroupArn: string;
  readonly Weight: number;
}

export const rulesOf = (rules: readonly Rule[]): ListenerRule[] =>
  rules.map(({ RuleArn, Priority, Conditions = [], Actions = [], IsDefault = Priority === 'default' }) => ({
    RuleArn,
    Priority: IsDefault || Priority === undefined ? 'default' : Number(Priority),
    Conditions: Conditions.map(conditionOf),
    Actions: actionsOf(Actions),
    IsDefault,
  }));

/** What a listener without rules of its own does. */
export const defaultRule = (actions: readonly AwsAction[]): ListenerRule => ({
  Priority: 'default',
  Conditions: [],
  Actions: actionsOf(actions),
  IsDefault: true,
});

export const actionsOf = (actions: readonly AwsAction[]): Action[] =>
  actions.map(({ ForwardConfig, ...action }) => ({
    ...action,
    ...(action.Type === 'forward' && {
      ForwardConfig: { TargetGroups: targetGroupsOf(action.TargetGroupArn, ForwardConfig?.TargetGroups) },
    }),
  }));

type Tuples = NonNullable<NonNullable<AwsAction['ForwardConfig']>['TargetGroups']>;

function targetGroupsOf(single: string | undefined, several: Tuples = []): WeightedTargetGroup[] {
  const tuples = several.length > 0 ? several : [{ TargetGroupArn: single }];
  return tuples.flatMap(({ TargetGroupArn, Weight = 1 }: Tuples[number]) =>
    TargetGroupArn ? { TargetGroupArn, Weight } : [],
  );
}

// AWS says a path or a host twice, in `Values` and in the field's own config; older answers and emulators once.
function conditionOf({ Field = '', Values = [], RegexValues = [], ...condition }: RuleCondition): Condition {
  const { PathPatternConfig, HostHeaderConfig, HttpHeaderConfig } = condition;
  const patterns = [PathPatternConfig, HostHeaderConfig, HttpHeaderConfig];
  const lists = [...patterns, condition.HttpRequestMethodConfig, condition.SourceIpConfig];
  const query = condition.QueryStringConfig?.Values;
  const family = families[condition.SourceIpConfig?.IpAddressType ?? ''] ?? [];
  return {
    Field,
    Values: distinct([...Values, ...lists.flatMap((config) => config?.Values ?? []), ...family]),
    RegexValues: distinct([...RegexValues, ...patterns.flatMap((config) => config?.RegexValues ?? [])]),
    ...(HttpHeaderConfig && { HttpHeaderName: HttpHeaderConfig.HttpHeaderName }),
    ...(query && { QueryStrings: query.map(({ Key, Value = '*' }) => ({ Key, Value })) }),
  };
}

// A rule of a network load balancer tells addresses apart by their family only.
const families: Readonly<Record<string, readonly string[]>> = { ipv4: ['0.0.0.0/0'], ipv6: ['::/0'] };

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
