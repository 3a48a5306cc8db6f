import type {
  GetWebACLCommandInput,
  GetWebACLCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  LoggingConfiguration,
  WebACL,
} from '@aws-sdk/client-wafv2';
import { operation } from '../model/operation.ts';
import { isGlobal } from '../model/place.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { Refused, reasonOf } from '../model/unseen.ts';
import { askAgain, isGoneNow } from './operations/ask-again.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import { describeLoadBalancers } from './operations/elasticloadbalancing.ts';
import {
  getWebACLForResource,
  listResourcesForWebACL,
  listWebACLs,
  type Summary,
  scopeOf,
  summariesOf,
} from './operations/wafv2.ts';
import { type Associations, associationsOf } from './operations/web-acl-associations.ts';
import { type Detail, detailGaps, settingsOf } from './operations/web-acl-detail.ts';
import { getLoggingConfiguration, loggingOf } from './operations/web-acl-logging.ts';
import {
  describeManagedRuleGroup,
  getIPSet,
  getRegexPatternSet,
  getRuleGroup,
  type References,
  referencesOf,
} from './operations/web-acl-references.ts';
import { shows } from './shows/web-acl.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::WAFv2::WebACL': WebAclProperties;
  }
}

export interface WebAclProperties extends Detail {
  readonly Name: string;
  readonly Scope: 'REGIONAL' | 'CLOUDFRONT';
  readonly Live: References & {
    /** The application load balancers it stands in front of. */
    readonly LoadBalancerArns?: readonly string[] | undefined;
    /** Null where nothing is logged. Undefined where no policy reads it. */
    readonly LoggingConfiguration?: LoggingConfiguration | null | undefined;
  };
}

const getWebACL = operation<GetWebACLCommandInput, GetWebACLCommandOutput>({
  service: 'wafv2',
  name: 'GetWebACL',
  permissions: ['wafv2:GetWebACL'],
  answers: 'WebACL',
  identity: ['ARN'],
  belongs: ({ Name, Id }, asked) => Name === asked.Name && Id === asked.Id,
});

const listTags = operation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput>({
  service: 'wafv2',
  name: 'ListTagsForResource',
  permissions: ['wafv2:ListTagsForResource'],
  answers: 'TagInfoForResource',
  identity: ['ResourceARN'],
  belongs: ({ ResourceARN }, asked) => ResourceARN === asked.ResourceARN,
});

export default defineCollector({
  type: 'AWS::WAFv2::WebACL',
  shows,
  asks: [
    { operation: listWebACLs },
    { operation: getWebACL },
    { operation: describeLoadBalancers, for: ['Live.LoadBalancerArns'] },
    { operation: listResourcesForWebACL, for: ['Live.LoadBalancerArns'] },
    { operation: getWebACLForResource, for: ['Live.LoadBalancerArns'] },
    { operation: getRuleGroup, for: ['Live.RuleGroups'] },
    { operation: getIPSet, for: ['Live.IPSets'] },
    { operation: getRegexPatternSet, for: ['Live.RegexPatternSets'] },
    { operation: describeManagedRuleGroup, for: ['Live.ManagedRuleGroups'] },
    { operation: getLoggingConfiguration, for: ['Live.LoggingConfiguration'] },
    { operation: listTags, for: ['tags'] },
  ],
  selectors: {
    scope: {
      description: 'What it can protect',
      values: ['REGIONAL', 'CLOUDFRONT'],
      property: 'Scope',
      global: ['CLOUDFRONT'],
    },
  },
  volatile: {
    Capacity: 'AWS counts it from the rules, which are watched themselves',
    'Live.ManagedRuleGroups':
      'the vendor publishes other rules under the same version; the rules that refer to them are watched',
  },
  async *collect(place, wanted) {
    const asksAssociations = wanted.has('Live.LoadBalancerArns') && !isGlobal(place);
    const [summaries, associations] = await Promise.all([
      summariesOf(place),
      asksAssociations ? attempt('Live.LoadBalancerArns', associationsOf(place)) : undefined,
    ]);
    const read = await Promise.all(
      known(summaries, associations).map((summary) => readIfThere(place, wanted, summary, associations)),
    );
    yield* read.flat();
  },
});

/**
 * What was listed, and what stands in front of a load balancer and was not: made since, or since it was replaced. What
 * has an association answers with itself, so there is no need to ask for it again.
 */
function known(
  summaries: readonly Summary[],
  associations: Attempt<Associations> | undefined,
): readonly (Summary & { readonly whole?: WebACL | undefined })[] {
  const whole = new Map(
    [...(told(associations)?.values() ?? [])].flatMap((one) => {
      const webAcl = told(one)?.webAcl;
      return webAcl?.ARN ? [[webAcl.ARN, webAcl] as const] : [];
    }),
  );
  const listed = new Set(summaries.map(({ ARN }) => ARN));
  const others = [...whole].filter(([ARN]) => !listed.has(ARN));
  return [
    ...summaries.map((summary) => ({ ...summary, whole: whole.get(summary.ARN) })),
    ...others.map(([ARN, { Name, Id, ...rest }]) => ({ ARN, Name, Id, whole: { Name, Id, ...rest } })),
  ];
}

/** None where it was deleted since it was listed. */
async function readIfThere(
  place: Place,
  wanted: Wanted,
  summary: Summary & { readonly whole?: WebACL | undefined },
  associations: Attempt<Associations> | undefined,
): Promise<readonly Resource<'AWS::WAFv2::WebACL'>[]> {
  const { whole } = summary;
  const detail = await attempt('Rules', whole ? Promise.resolve(whole) : detailOf(place, summary));
  const isMissing = detail.gap?.kind === 'refused' && detail.gap.reason === 'WAFNonexistentItemException';
  if (isMissing && (await isGoneNow(() => isShown(place, summary)))) return [];
  return [await read(place, wanted, summary, detail, associations)];
}

async function isShown(place: Place, { Name, Id }: Summary): Promise<boolean> {
  try {
    const { WebACL } = await askAgain(place, getWebACL, { Name, Scope: scopeOf(place), Id });
    return WebACL !== undefined;
  } catch (error) {
    if (error instanceof Refused && reasonOf(error) === 'WAFNonexistentItemException') return false;
    throw error;
  }
}

async function read(
  place: Place,
  wanted: Wanted,
  { ARN, Name = ARN }: Summary,
  detail: Attempt<WebACL | undefined>,
  associations: Attempt<Associations> | undefined,
): Promise<Resource<'AWS::WAFv2::WebACL'>> {
  const tags = wanted.has('tags') ? await attempt('tags', tagsOf(place, ARN)) : undefined;
  const logging = wanted.has('Live.LoggingConfiguration') ? await loggingOf(place, ARN) : undefined;
  const mine = associations && loadBalancersOf(ARN, associations);
  const webAcl = told(detail);
  const references = webAcl ? await referencesOf(place, wanted, webAcl) : undefined;
  return createResource({
    type: 'AWS::WAFv2::WebACL',
    id: ARN,
    name: Name,
    account: place.account,
    region: place.region,
    tags: told(tags) ?? {},
    properties: {
      Name,
      Scope: scopeOf(place),
      ...settingsOf(webAcl ?? {}),
      DefaultAction: webAcl?.DefaultAction,
      Rules: webAcl?.Rules ?? [],
      PreProcessFirewallManagerRuleGroups: webAcl?.PreProcessFirewallManagerRuleGroups ?? [],
      PostProcessFirewallManagerRuleGroups: webAcl?.PostProcessFirewallManagerRuleGroups ?? [],
      AssociationConfig: webAcl?.AssociationConfig,
      LabelNamespace: webAcl?.LabelNamespace,
      Capacity: webAcl?.Capacity,
      ManagedByFirewallManager: webAcl?.ManagedByFirewallManager,
      Live: {
        ...references?.live,
        LoadBalancerArns: isGlobal(place) ? [] : told(mine),
        LoggingConfiguration: told(logging),
      },
    },
    gaps: [...detailGaps(detail.gap), ...(references?.gaps ?? []), ...gapsOf(mine, tags, logging)],
  });
}

/** The load balancers it stands in front of; a gap where one of which nobody knows what stands in front may be among them. */
function loadBalancersOf(ARN: string, associations: Attempt<Associations>): Attempt<readonly string[]> {
  if (associations.gap) return associations;
  const property = 'Live.LoadBalancerArns';
  const all = [...associations.value.values()];
  const [hidden] = gapsOf(...all);
  if (hidden) return { gap: { ...hidden, property } };
  return {
    value: all.flatMap((one) => (told(one)?.webAclArn === ARN ? [told(one)?.loadBalancerArn ?? ''] : [])),
  };
}

async function detailOf(place: Place, { Name, Id }: Summary): Promise<WebACL | undefined> {
  const { WebACL } = await place.ask(getWebACL, { Name, Scope: scopeOf(place), Id });
  return WebACL;
}

async function tagsOf(place: Place, ResourceARN: string): Promise<Readonly<Record<string, string>>> {
  const { TagInfoForResource } = await place.ask(listTags, { ResourceARN, Limit: 100 });
  const tags = TagInfoForResource?.TagList ?? [];
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
