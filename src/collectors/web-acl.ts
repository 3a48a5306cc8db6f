import type {
  GetWebACLCommandInput,
  GetWebACLCommandOutput,
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  ListWebACLsCommandInput,
  ListWebACLsCommandOutput,
  WebACL,
  WebACLSummary,
} from '@aws-sdk/client-wafv2';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import type { Gap } from '../model/refusal.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { attempt, gapsOf, told } from './operations/attempt.ts';
import { describeLoadBalancers, loadBalancersOf } from './operations/elasticloadbalancing.ts';
import { getWebACLForResource, webAclOf } from './operations/wafv2.ts';
import {
  describeManagedRuleGroup,
  getIPSet,
  getRegexPatternSet,
  getRuleGroup,
  type References,
  referencesOf,
} from './operations/web-acl-references.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::WAFv2::WebACL': WebAclProperties;
  }
}

type Detail = Pick<WebACL, 'Rules' | 'LabelNamespace' | 'Capacity' | 'ManagedByFirewallManager'> &
  Pick<WebACL, 'PreProcessFirewallManagerRuleGroups' | 'PostProcessFirewallManagerRuleGroups'> & {
    readonly DefaultAction?: WebACL['DefaultAction'];
  };

export interface WebAclProperties extends Detail {
  readonly Name: string;
  readonly Scope: 'REGIONAL' | 'CLOUDFRONT';
  readonly Live: References & {
    /** The application load balancers it stands in front of. */
    readonly LoadBalancerArns?: readonly string[] | undefined;
  };
}

const listWebACLs = operation<ListWebACLsCommandInput, ListWebACLsCommandOutput>({
  service: 'wafv2',
  name: 'ListWebACLs',
  permissions: ['wafv2:ListWebACLs'],
  answers: 'WebACLs',
  identity: ['ARN', 'Name', 'Id'],
});

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
  asks: [
    { operation: listWebACLs },
    { operation: getWebACL },
    { operation: describeLoadBalancers, for: ['Live.LoadBalancerArns'] },
    { operation: getWebACLForResource, for: ['Live.LoadBalancerArns'] },
    { operation: getRuleGroup, for: ['Live.RuleGroups'] },
    { operation: getIPSet, for: ['Live.IPSets'] },
    { operation: getRegexPatternSet, for: ['Live.RegexPatternSets'] },
    { operation: describeManagedRuleGroup, for: ['Live.ManagedRuleGroups'] },
    { operation: listTags, for: ['tags'] },
  ],
  selectors: {
    scope: { description: 'What it can protect', values: ['REGIONAL', 'CLOUDFRONT'], property: 'Scope' },
  },
  async *collect(place, wanted) {
    const [summaries, associations] = await Promise.all([
      summariesOf(place),
      wanted.has('Live.LoadBalancerArns') ? associationsOf(place) : undefined,
    ]);
    yield* await Promise.all(summaries.map((summary) => read(place, wanted, summary, associations)));
  },
});

type Summary = WebACLSummary & { readonly ARN: string };

async function summariesOf(place: Place): Promise<readonly Summary[]> {
  const found: Summary[] = [];
  const question = { Scope: 'REGIONAL', Limit: 100 } as const;
  const paging = { input: 'NextMarker', output: 'NextMarker', endsWhenEmpty: 'WebACLs' } as const;
  for await (const { WebACLs = [] } of place.pages(listWebACLs, question, paging))
    for (const summary of WebACLs) if (summary.ARN) found.push({ ...summary, ARN: summary.ARN });
  return found;
}

interface Associations {
  readonly webAcls: readonly { readonly loadBalancerArn: string; readonly webAcl: WebACL | null }[];
  readonly gaps: readonly Gap[];
}

/** What stands in front of each application load balancer, as far as AWS tells. */
async function associationsOf(place: Place): Promise<Associations> {
  const balancers = await attempt('Live.LoadBalancerArns', loadBalancersOf(place));
  if (balancers.gap) return { webAcls: [], gaps: [balancers.gap] };
  const tried = await Promise.all(
    balancers.value
      .filter(({ Type }) => Type === 'application')
      .map(({ LoadBalancerArn }) => attempt('Live.LoadBalancerArns', associationOf(place, LoadBalancerArn))),
  );
  return { webAcls: tried.flatMap((one) => told(one) ?? []), gaps: gapsOf(...tried).slice(0, 1) };
}

const associationOf = async (place: Place, loadBalancerArn: string) => ({
  loadBalancerArn,
  webAcl: await webAclOf(place, loadBalancerArn),
});

async function read(
  place: Place,
  wanted: Wanted,
  summary: Summary,
  associations: Associations | undefined,
): Promise<Resource<'AWS::WAFv2::WebACL'>> {
  const { ARN, Name = ARN } = summary;
  const mine = associations?.webAcls.filter(({ webAcl }) => webAcl?.ARN === ARN);
  // An association answers with the whole web ACL, so there is no need to ask for that again.
  const known = mine?.[0]?.webAcl;
  const [detail, tags] = await Promise.all([
    attempt('Rules', known ? Promise.resolve(known) : detailOf(place, summary)),
    wanted.has('tags') ? attempt('tags', tagsOf(place, ARN)) : undefined,
  ]);
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
      Scope: 'REGIONAL',
      DefaultAction: webAcl?.DefaultAction,
      Rules: webAcl?.Rules ?? [],
      PreProcessFirewallManagerRuleGroups: webAcl?.PreProcessFirewallManagerRuleGroups ?? [],
      PostProcessFirewallManagerRuleGroups: webAcl?.PostProcessFirewallManagerRuleGroups ?? [],
      LabelNamespace: webAcl?.LabelNamespace,
      Capacity: webAcl?.Capacity,
      ManagedByFirewallManager: webAcl?.ManagedByFirewallManager,
      Live: {
        ...references?.live,
        LoadBalancerArns: mine?.map(({ loadBalancerArn }) => loadBalancerArn),
      },
    },
    gaps: [
      ...detailGaps(detail.gap),
      ...(references?.gaps ?? []),
      ...(associations?.gaps ?? []),
      ...gapsOf(tags),
    ],
  });
}

async function detailOf(place: Place, { Name, Id }: Summary): Promise<WebACL | undefined> {
  const { WebACL } = await place.ask(getWebACL, { Name, Scope: 'REGIONAL', Id });
  return WebACL;
}

async function tagsOf(place: Place, ResourceARN: string): Promise<Readonly<Record<string, string>>> {
  const { TagInfoForResource } = await place.ask(listTags, { ResourceARN, Limit: 100 });
  const tags = TagInfoForResource?.TagList ?? [];
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

const inDetail = [
  'DefaultAction',
  'Rules',
  'PreProcessFirewallManagerRuleGroups',
  'PostProcessFirewallManagerRuleGroups',
  'LabelNamespace',
  'Capacity',
  'ManagedByFirewallManager',
  'Live.RuleGroups',
  'Live.IPSets',
  'Live.RegexPatternSets',
  'Live.ManagedRuleGroups',
] as const;

const detailGaps = (gap: Gap | undefined): Gap[] =>
  gap ? inDetail.map((property) => ({ ...gap, property })) : [];
