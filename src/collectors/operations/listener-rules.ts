import type {
  ActionTypeEnum,
  Action as AwsAction,
  RedirectActionStatusCodeEnum,
  Rule,
  RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Known } from './unknown-values.ts';

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
  readonly ForwardConfig?:
    | {
        readonly TargetGroups: readonly WeightedTargetGroup[];
        readonly TargetGroupStickinessConfig?: Stickiness;
      }
    | undefined;
};

type Stickiness = NonNullable<AwsAction['ForwardConfig']>['TargetGroupStickinessConfig'];

export interface WeightedTargetGroup {
  readonly TargetGroupArn: string;
  /** Not a number where the answer lacks it, and says several target groups to share. */
  readonly Weight: number;
}

export const rulesOf = (rules: readonly Rule[]): ListenerRule[] =>
  rules.map(({ RuleArn, Priority, Conditions = [], Actions = [], IsDefault = Priority === 'default' }) => ({
    RuleArn,
    Priority: IsDefault ? 'default' : Number(Priority),
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
      ForwardConfig: {
        TargetGroups: targetGroupsOf(action.TargetGroupArn, ForwardConfig?.TargetGroups),
        ...(ForwardConfig?.TargetGroupStickinessConfig && {
          TargetGroupStickinessConfig: ForwardConfig.TargetGroupStickinessConfig,
        }),
      },
    }),
  }));

type Tuples = NonNullable<NonNullable<AwsAction['ForwardConfig']>['TargetGroups']>;

function targetGroupsOf(single: string | undefined, several: Tuples = []): WeightedTargetGroup[] {
  const tuples = several.length > 0 ? several : [{ TargetGroupArn: single }];
  const unsaid = tuples.length > 1 ? Number.NaN : 1;
  return tuples.flatMap(({ TargetGroupArn, Weight = unsaid }: Tuples[number]) =>
    TargetGroupArn ? { TargetGroupArn, Weight } : [],
  );
}

/** Rules are tried by their priority, the default rule last. */
export const orderOf = ({ Priority }: ListenerRule): number =>
  Priority === 'default' ? Number.POSITIVE_INFINITY : Priority;

/** What is left out of rules that AWS always says; undefined where all is there. */
export function lackIn(rules: readonly ListenerRule[]): string | undefined {
  if (rules.some(lacksWeight)) return 'the answer lacks the weight of a target group';
  if (rules.some(lacksAction)) return 'the answer does not say what a rule does';
  return rules.some(lacksCondition)
    ? 'the answer lacks a condition of a rule, or what it compares with'
    : undefined;
}

const lacksWeight = ({ Actions }: ListenerRule): boolean =>
  Actions.some(({ ForwardConfig }) => ForwardConfig?.TargetGroups.some(({ Weight }) => Number.isNaN(Weight)));

/** Every rule does something, and what forwards leads somewhere. */
const lacksAction = ({ Actions }: ListenerRule): boolean =>
  Actions.length === 0 ||
  Actions.some(({ Type, ForwardConfig }) => !Type || ForwardConfig?.TargetGroups.length === 0);

/** None but the default rule is for every request, and every condition compares with something. */
const lacksCondition = ({ IsDefault, Conditions }: ListenerRule): boolean =>
  (!IsDefault && Conditions.length === 0) ||
  Conditions.some(
    ({ Values, RegexValues, QueryStrings = [] }) =>
      Values.length + RegexValues.length + QueryStrings.length === 0,
  );

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

/** What of the rules AWS has come to say since this version was made, as its name and its value. */
export function strangeIn(
  rules: readonly ListenerRule[],
): readonly [what: string, value: string] | undefined {
  const said = rules.flatMap(({ Conditions, Actions }) => [
    ...Conditions.map(({ Field }) => ['the field of a condition', Field, fields] as const),
    ...Actions.flatMap(({ Type, RedirectConfig }) => [
      ['the type of an action', Type, actions] as const,
      ['the protocol of a redirect', RedirectConfig?.Protocol, redirectProtocols] as const,
      ['the status of a redirect', RedirectConfig?.StatusCode, statuses] as const,
    ]),
  ]);
  const [what, value] =
    said.find(([, value, known]) => value !== undefined && !Object.hasOwn(known, value)) ?? [];
  return what && value !== undefined ? [what, value] : undefined;
}

const actions: Known<ActionTypeEnum> = {
  'authenticate-cognito': true,
  'authenticate-oidc': true,
  'fixed-response': true,
  forward: true,
  'jwt-validation': true,
  redirect: true,
};
const statuses: Known<RedirectActionStatusCodeEnum> = { HTTP_301: true, HTTP_302: true };
// Not enums in AWS's model, but in its documentation (RedirectActionConfig, RuleCondition).
const redirectProtocols = { '#{protocol}': true, HTTP: true, HTTPS: true } as const;
const fields = {
  'host-header': true,
  'http-header': true,
  'http-request-method': true,
  'path-pattern': true,
  'query-string': true,
  'source-ip': true,
} as const;
