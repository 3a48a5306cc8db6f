import type { Asked } from '../emulator/identify.ts';
import type { Reply } from '../emulator/refusals.ts';
import { type Expected, truth, type Way } from './way.ts';

// What each answer exists for, as it is called on the wire, with what identifies an item.
const contents: Readonly<Record<string, readonly [list: string, ...identity: string[]]>> = {
  'application-autoscaling:DescribeScalableTargets': ['ScalableTargets', 'ResourceId'],
  'application-autoscaling:DescribeScalingPolicies': ['ScalingPolicies', 'PolicyARN'],
  'application-autoscaling:DescribeScheduledActions': ['ScheduledActions', 'ScheduledActionARN'],
  'cloudwatch:DescribeAlarms': ['MetricAlarms', 'AlarmName'],
  'ec2:DescribeSubnets': ['subnetSet', 'subnetId'],
  'ecs:DescribeClusters': ['clusters', 'clusterArn'],
  'ecs:DescribeServices': ['services', 'serviceArn'],
  'ecs:DescribeTaskDefinition': ['taskDefinition', 'taskDefinitionArn'],
  'ecs:DescribeTasks': ['tasks', 'taskArn'],
  'ecs:ListClusters': ['clusterArns'],
  'ecs:ListServices': ['serviceArns'],
  'ecs:ListTasks': ['taskArns'],
  'elasticache:DescribeCacheClusters': ['CacheClusters', 'CacheClusterId'],
  'elasticache:DescribeReplicationGroups': ['ReplicationGroups', 'ReplicationGroupId'],
  'elasticache:ListTagsForResource': ['TagList', 'Key'],
  'elasticfilesystem:DescribeBackupPolicy': ['BackupPolicy', 'Status'],
  'elasticfilesystem:DescribeFileSystemPolicy': ['FileSystemId'],
  'elasticfilesystem:DescribeFileSystems': ['FileSystems', 'FileSystemId'],
  'elasticfilesystem:DescribeLifecycleConfiguration': ['LifecyclePolicies', 'TransitionToIA'],
  'elasticfilesystem:DescribeMountTargetSecurityGroups': ['SecurityGroups'],
  'elasticfilesystem:DescribeMountTargets': ['MountTargets', 'MountTargetId'],
  'elasticloadbalancing:DescribeListenerAttributes': ['Attributes', 'Key'],
  'elasticloadbalancing:DescribeListeners': ['Listeners', 'ListenerArn'],
  'elasticloadbalancing:DescribeLoadBalancerAttributes': ['Attributes', 'Key'],
  'elasticloadbalancing:DescribeLoadBalancers': ['LoadBalancers', 'LoadBalancerArn'],
  'elasticloadbalancing:DescribeRules': ['Rules', 'RuleArn'],
  'elasticloadbalancing:DescribeSSLPolicies': ['SslPolicies', 'Name'],
  'elasticloadbalancing:DescribeTags': ['TagDescriptions', 'ResourceArn'],
  'elasticloadbalancing:DescribeTargetGroupAttributes': ['Attributes', 'Key'],
  'elasticloadbalancing:DescribeTargetGroups': ['TargetGroups', 'TargetGroupArn'],
  'elasticloadbalancing:DescribeTargetHealth': ['TargetHealthDescriptions', 'Target'],
  'rds:DescribeDBClusterParameters': ['Parameters', 'ParameterName'],
  'rds:DescribeDBClusters': ['DBClusters', 'DBClusterIdentifier'],
  'rds:DescribeDBInstances': ['DBInstances', 'DBInstanceIdentifier'],
  'sts:GetCallerIdentity': ['Account', 'Account'],
  'wafv2:DescribeManagedRuleGroup': ['Rules', 'Name'],
  'wafv2:GetIPSet': ['IPSet', 'ARN'],
  'wafv2:GetLoggingConfiguration': ['LoggingConfiguration', 'ResourceArn'],
  'wafv2:GetRegexPatternSet': ['RegexPatternSet', 'ARN'],
  'wafv2:GetRuleGroup': ['RuleGroup', 'ARN'],
  'wafv2:GetWebACL': ['WebACL', 'ARN'],
  'wafv2:GetWebACLForResource': ['WebACL', 'ARN'],
  'wafv2:ListResourcesForWebACL': ['ResourceArns'],
  'wafv2:ListTagsForResource': ['TagInfoForResource', 'ResourceARN'],
  'wafv2:ListWebACLs': ['WebACLs', 'ARN'],
};

type Items = readonly string[];
/** Items as they stand in the answer's text, and what is to stand there. */
type Spoil = (items: Items, wire: 'json' | 'xml', identity: string | undefined) => Items | string;

export const itemWays: readonly Way[] = [
  way('whose content is null', () => 'null'),
  way('whose content is {}', () => '{}'),
  way('whose content is a text', () => '"words"'),
  way('whose content is a number', () => '5'),
  way('whose content is true', () => 'true'),
  way('whose content is a list of null', (_, wire) => (wire === 'json' ? '[null]' : [''])),
  way('whose content is a list of {}', (_, wire) => (wire === 'json' ? '[{}]' : [''])),
  way('with null before its items', (items, wire) => [wire === 'json' ? 'null' : '', ...items]),
  way('with {} after its items', (items, wire) => [...items, wire === 'json' ? '{}' : '']),
  way('with a text after its items', (items, wire) => [...items, wire === 'json' ? '"words"' : 'words']),
  way('with its items twice', (items) => [...items, ...items], { either: true }),
  way('with its items backwards', (items) => [...items].reverse(), { either: true }),
  way('whose first item has no identity', ([first = '', ...rest], _, identity) => [
    unnamed(first, identity),
    ...rest,
  ]),
  way('whose last item has an empty identity', (items, wire, identity) => [
    ...items.slice(0, -1),
    renamed(items.at(-1) ?? '', wire, identity, ''),
  ]),
  endless('with a token that repeats', () => 'again'),
  endless('with ever another token', (times) => `page-${times}`),
];

// Where each list gives the token for its next page.
const tokens: Readonly<Record<string, string>> = {
  'ec2:DescribeSubnets': 'nextToken',
  'wafv2:ListWebACLs': 'NextMarker',
  'elasticfilesystem:DescribeFileSystems': 'NextMarker',
  'elasticfilesystem:DescribeMountTargets': 'NextMarker',
  'elasticloadbalancing:DescribeListeners': 'NextMarker',
  'elasticloadbalancing:DescribeLoadBalancers': 'NextMarker',
  'elasticloadbalancing:DescribeRules': 'NextMarker',
  'elasticloadbalancing:DescribeSSLPolicies': 'NextMarker',
  'elasticloadbalancing:DescribeTargetGroups': 'NextMarker',
  'elasticache:DescribeCacheClusters': 'Marker',
  'elasticache:DescribeReplicationGroups': 'Marker',
  'rds:DescribeDBClusterParameters': 'Marker',
  'rds:DescribeDBClusters': 'Marker',
  'rds:DescribeDBInstances': 'Marker',
  'ecs:ListClusters': 'nextToken',
  'ecs:ListServices': 'nextToken',
  'ecs:ListTasks': 'nextToken',
  'cloudwatch:DescribeAlarms': 'NextToken',
  'application-autoscaling:DescribeScalableTargets': 'NextToken',
  'application-autoscaling:DescribeScalingPolicies': 'NextToken',
  'application-autoscaling:DescribeScheduledActions': 'NextToken',
};

/** The same page for ever, with the same token or ever another. */
function endless(name: string, tokenOf: (times: number) => string): Way {
  const fault = truth((_, { first, asked, times }) => withToken(first, asked, tokenOf(times)));
  return { name, fault, either: true };
}

function withToken(reply: Reply, { operation }: Asked, token: string): Reply {
  const text = reply.body.toString();
  const member = tokens[operation];
  if (!member) return reply;
  const changed = text.trimStart().startsWith('{')
    ? JSON.stringify({ ...(JSON.parse(text) as object), [member]: token })
    : text.replace(/(<\/\w+Result>|<\/DescribeSubnetsResponse>)/, `<${member}>${token}</${member}>$1`);
  return { ...reply, body: Buffer.from(changed) };
}

function way(name: string, spoil: Spoil, expected: Expected = {}): Way {
  // What holds no item, or one thing instead of a list, cannot be spoilt in every way.
  return {
    name,
    fault: truth((reply, { asked }) => spoiled(reply, asked, spoil)),
    either: true,
    ...expected,
  };
}

function spoiled(reply: Reply, { operation }: Asked, spoil: Spoil): Reply {
  const [list = '', identity] = contents[operation] ?? [];
  const text = reply.body.toString();
  const changed = text.trimStart().startsWith('{')
    ? inJson(text, list, identity, spoil)
    : inXml(text, list, identity, spoil);
  return { ...reply, body: Buffer.from(changed) };
}

function inJson(text: string, list: string, identity: string | undefined, spoil: Spoil): string {
  const document = JSON.parse(text) as Record<string, unknown>;
  const held = document[list];
  const items = (Array.isArray(held) ? held : [held]).map((item: unknown) => JSON.stringify(item ?? null));
  const given = spoil(items, 'json', identity);
  const value =
    typeof given === 'string' ? given : Array.isArray(held) ? `[${given.join(',')}]` : (given[0] ?? 'null');
  const others = Object.entries(document)
    .filter(([name]) => name !== list)
    .map(([name, member]) => `${JSON.stringify(name)}:${JSON.stringify(member)}`);
  return `{${[...others, `${JSON.stringify(list)}:${value}`].join(',')}}`;
}

function inXml(text: string, list: string, identity: string | undefined, spoil: Spoil): string {
  const [from, to] = [text.indexOf(`<${list}>`) + list.length + 2, text.lastIndexOf(`</${list}>`)];
  if (to < from) return text;
  const inner = text.slice(from, to);
  const [, name = 'member'] = /^\s*<(\w+)>/.exec(inner) ?? [];
  const given = spoil(elementsOf(inner, name), 'xml', identity);
  const value =
    typeof given === 'string' ? given : given.map((item) => `<${name}>${item}</${name}>`).join('');
  return text.slice(0, from) + value + text.slice(to);
}

/** What stands in each element of a name, those within another left alone. */
function elementsOf(text: string, name: string): string[] {
  const found: string[] = [];
  let [depth, from] = [0, 0];
  for (const tag of text.matchAll(new RegExp(`<(/?)${name}>`, 'g'))) {
    if (tag[1]) {
      depth -= 1;
      if (depth === 0) found.push(text.slice(from, tag.index));
    } else {
      if (depth === 0) from = tag.index + tag[0].length;
      depth += 1;
    }
  }
  return found;
}

const unnamed = (item: string, identity: string | undefined): string => {
  if (!identity) return item.startsWith('"') ? 'null' : '';
  return item.startsWith('{')
    ? JSON.stringify({ ...(JSON.parse(item) as object), [identity]: undefined })
    : item.replace(new RegExp(`<${identity}>[^<]*</${identity}>`), '');
};

function renamed(item: string, wire: 'json' | 'xml', identity: string | undefined, name: string): string {
  if (!identity) return wire === 'json' ? JSON.stringify(name) : name;
  return wire === 'json'
    ? JSON.stringify({ ...(JSON.parse(item) as object), [identity]: name })
    : item.replace(new RegExp(`<${identity}>[^<]*</${identity}>`), `<${identity}>${name}</${identity}>`);
}
