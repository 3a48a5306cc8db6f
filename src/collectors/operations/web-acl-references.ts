import type {
  DescribeManagedRuleGroupCommandInput,
  DescribeManagedRuleGroupCommandOutput,
  FirewallManagerRuleGroup,
  GetIPSetCommandInput,
  GetIPSetCommandOutput,
  GetRegexPatternSetCommandInput,
  GetRegexPatternSetCommandOutput,
  GetRuleGroupCommandInput,
  GetRuleGroupCommandOutput,
  IPSet,
  ManagedRuleGroupStatement,
  RegexPatternSet,
  Rule,
  RuleAction,
  RuleGroup,
  Scope,
  WebACL,
} from '@aws-sdk/client-wafv2';
import { operation } from '../../model/operation.ts';
import { isGlobal } from '../../model/place.ts';
import type { Place, Wanted } from '../../model/ports.ts';
import type { Gap } from '../../model/unseen.ts';
import { attempt, gapsOf, told } from './attempt.ts';

export const getRuleGroup = operation<GetRuleGroupCommandInput, GetRuleGroupCommandOutput>({
  service: 'wafv2',
  name: 'GetRuleGroup',
  permissions: ['wafv2:GetRuleGroup'],
  answers: 'RuleGroup',
  identity: ['ARN'],
  belongs: ({ ARN }, asked) => ARN === asked.ARN,
});

export const getIPSet = operation<GetIPSetCommandInput, GetIPSetCommandOutput>({
  service: 'wafv2',
  name: 'GetIPSet',
  permissions: ['wafv2:GetIPSet'],
  answers: 'IPSet',
  identity: ['ARN'],
  belongs: ({ Name, Id }, asked) => Name === asked.Name && Id === asked.Id,
});

export const getRegexPatternSet = operation<GetRegexPatternSetCommandInput, GetRegexPatternSetCommandOutput>({
  service: 'wafv2',
  name: 'GetRegexPatternSet',
  permissions: ['wafv2:GetRegexPatternSet'],
  answers: 'RegexPatternSet',
  identity: ['ARN'],
  belongs: ({ Name, Id }, asked) => Name === asked.Name && Id === asked.Id,
});

export const describeManagedRuleGroup = operation<
  DescribeManagedRuleGroupCommandInput,
  DescribeManagedRuleGroupCommandOutput
>({
  service: 'wafv2',
  name: 'DescribeManagedRuleGroup',
  permissions: ['wafv2:DescribeManagedRuleGroup'],
  answers: 'Rules',
  identity: ['Name'],
});

/** A rule of a managed group: its statement is the vendor's secret. */
export interface ManagedRule {
  readonly Name: string;
  readonly Action?: RuleAction | undefined;
}

/** What a web ACL refers to, by ARN or `vendor/name`. What could not be read is missing, and a gap. */
export interface References {
  readonly RuleGroups?: Readonly<Record<string, RuleGroup>> | undefined;
  readonly IPSets?: Readonly<Record<string, IPSet>> | undefined;
  readonly RegexPatternSets?: Readonly<Record<string, RegexPatternSet>> | undefined;
  readonly ManagedRuleGroups?: Readonly<Record<string, readonly ManagedRule[]>> | undefined;
}

export async function referencesOf(
  place: Place,
  wanted: Wanted,
  webAcl: WebACL,
): Promise<{ readonly live: References; readonly gaps: readonly Gap[] }> {
  const groups = wanted.has('Live.RuleGroups')
    ? await readEach('Live.RuleGroups', arnsOf('RuleGroupReferenceStatement', webAcl), (arn) =>
        ruleGroupOf(place, arn),
      )
    : undefined;
  const holders = [webAcl, groups?.found];
  const managed = managedGroupsThatMatter(webAcl);
  const [sets, patterns, managedGroups] = await Promise.all([
    wanted.has('Live.IPSets')
      ? readEach('Live.IPSets', arnsOf('IPSetReferenceStatement', holders), (arn) => ipSetOf(place, arn))
      : undefined,
    wanted.has('Live.RegexPatternSets')
      ? readEach('Live.RegexPatternSets', arnsOf('RegexPatternSetReferenceStatement', holders), (arn) =>
          patternSetOf(place, arn),
        )
      : undefined,
    wanted.has('Live.ManagedRuleGroups')
      ? readEach('Live.ManagedRuleGroups', [...managed.keys()], (name) =>
          managedRulesOf(place, managed.get(name) ?? []),
        )
      : undefined,
  ]);
  return {
    live: {
      RuleGroups: groups?.found,
      IPSets: sets?.found,
      RegexPatternSets: patterns?.found,
      ManagedRuleGroups: managedGroups?.found,
    },
    gaps: [groups, sets, patterns, managedGroups].flatMap((read) => read?.gaps ?? []),
  };
}

async function readEach<T>(
  property: string,
  names: readonly string[],
  read: (name: string) => Promise<T | undefined>,
): Promise<{ readonly found: Readonly<Record<string, T>>; readonly gaps: readonly Gap[] }> {
  const tried = await Promise.all(names.map((name) => attempt(`${property}.${name}`, read(name))));
  const found = names.flatMap((name, index) => {
    const value = told(tried[index]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { found: Object.fromEntries(found), gaps: gapsOf(...tried) };
}

async function ruleGroupOf(place: Place, ARN: string): Promise<RuleGroup | undefined> {
  const { RuleGroup } = await place.ask(getRuleGroup, { ARN });
  return RuleGroup;
}

async function ipSetOf(place: Place, arn: string): Promise<IPSet | undefined> {
  const { IPSet } = await place.ask(getIPSet, partsOf(arn));
  return IPSet;
}

async function patternSetOf(place: Place, arn: string): Promise<RegexPatternSet | undefined> {
  const { RegexPatternSet } = await place.ask(getRegexPatternSet, partsOf(arn));
  return RegexPatternSet;
}

// A set is not asked for by ARN: `arn:aws:wafv2:<region>:<account>:regional/ipset/<name>/<id>`.
function partsOf(arn: string) {
  const [, scope = '', Name, Id] =
    /:(regional|global)\/(?:ipset|regexpatternset)\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  const Scope: Scope = scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL';
  return { Name, Scope, Id };
}

/** The rules of a managed group in every version that is referred to. */
async function managedRulesOf(
  place: Place,
  statements: readonly ManagedRuleGroupStatement[],
): Promise<readonly ManagedRule[]> {
  const versions = [...new Set(statements.map(({ Version }) => Version))];
  const { VendorName, Name } = statements[0] ?? {};
  const answers = await Promise.all(
    versions.map((VersionName) =>
      place.ask(describeManagedRuleGroup, {
        VendorName,
        Name,
        Scope: isGlobal(place) ? 'CLOUDFRONT' : 'REGIONAL',
        ...(VersionName !== undefined && { VersionName }),
      }),
    ),
  );
  return answers.flatMap(({ Rules = [] }) => Rules.map(({ Name = '', Action }) => ({ Name, Action })));
}

/**
 * The managed groups whose rules can decide whether a request is allowed. A managed group of AWS's own has no rule
 * that allows; with nothing but such groups after it, and allowing as the default, it can only block more.
 */
function managedGroupsThatMatter(webAcl: WebACL): ReadonlyMap<string, readonly ManagedRuleGroupStatement[]> {
  const ordered = inOrder(webAcl);
  const decided = webAcl.DefaultAction?.Allow
    ? ordered.slice(0, ordered.findLastIndex((statement) => !onlyBlocks(statement)) + 1)
    : ordered;
  const byName = new Map<string, ManagedRuleGroupStatement[]>();
  for (const statement of decided.flatMap((managed) => managed ?? [])) {
    const name = `${statement.VendorName}/${statement.Name}`;
    byName.set(name, [...(byName.get(name) ?? []), statement]);
  }
  return byName;
}

/** Each rule's managed group, if it is one, in the order AWS evaluates them: Firewall Manager's stand around ours. */
function inOrder(webAcl: WebACL): (ManagedRuleGroupStatement | undefined)[] {
  const {
    PreProcessFirewallManagerRuleGroups: before = [],
    PostProcessFirewallManagerRuleGroups: after = [],
  } = webAcl;
  const ofManager = ({ FirewallManagerStatement }: FirewallManagerRuleGroup) =>
    FirewallManagerStatement?.ManagedRuleGroupStatement;
  return [
    ...[...before].sort(byPriority).map(ofManager),
    ...[...(webAcl.Rules ?? [])]
      .sort(byPriority)
      .map(({ Statement }) => Statement?.ManagedRuleGroupStatement),
    ...[...after].sort(byPriority).map(ofManager),
  ];
}

const byPriority = (a: Pick<Rule, 'Priority'>, b: Pick<Rule, 'Priority'>): number =>
  (a.Priority ?? 0) - (b.Priority ?? 0);

// An action the SDK does not know arrives as `{}`, and could be any.
const onlyBlocks = (statement: ManagedRuleGroupStatement | undefined): boolean =>
  statement?.VendorName === 'AWS' &&
  (statement.RuleActionOverrides ?? []).every(
    ({ ActionToUse = {} }) => !ActionToUse.Allow && Object.keys(ActionToUse).length > 0,
  );

const arnsOf = (kind: string, holder: unknown): string[] => [
  ...new Set([...statements(kind, holder)].flatMap(({ ARN }) => ARN ?? [])),
];

/** Every statement of a kind, however deep under And, Or, Not, scope-downs or Firewall Manager's wrapping. */
function* statements(kind: string, holder: unknown): Generator<{ readonly ARN?: string }> {
  if (typeof holder !== 'object' || holder === null || ArrayBuffer.isView(holder)) return;
  for (const [key, inner] of Object.entries(holder)) {
    if (key === kind) yield inner as { readonly ARN?: string };
    yield* statements(kind, inner);
  }
}
