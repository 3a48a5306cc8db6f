import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeReplicationGroupsCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { GetWebACLForResourceCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import type { Asked } from './identify.ts';
import type { Reply } from './refusals.ts';

export interface StandIns {
  /** Describe AWSManagedRulesCommonRuleSet. Otherwise moto answers for itself: HTTP 500 with a page. */
  readonly managedRuleGroups?: boolean;
}

/** An answer to what moto does not implement, or undefined where moto answers for itself. */
export async function standIn(
  upstream: string,
  asked: Asked,
  body: Buffer,
  { managedRuleGroups }: StandIns,
): Promise<Reply | undefined> {
  if (asked.operation === 'wafv2:ListResourcesForWebACL') return resourcesOf(upstream, asked, body);
  if (asked.operation === 'elasticache:DescribeCacheClusters') return nodesOf(upstream, asked);
  if (asked.operation !== 'wafv2:DescribeManagedRuleGroup' || !managedRuleGroups) return undefined;
  const { Name } = JSON.parse(body.toString()) as { readonly Name?: string };
  return Name === 'AWSManagedRulesCommonRuleSet' ? json(commonRuleSet) : undefined;
}

// moto keeps associations but lists them only from the resource's side.
async function resourcesOf(upstream: string, { region, accessKey }: Asked, body: Buffer): Promise<Reply> {
  const { WebACLArn, ResourceType = 'APPLICATION_LOAD_BALANCER' } = JSON.parse(body.toString()) as {
    readonly WebACLArn: string;
    readonly ResourceType?: string;
  };
  const credentials = { accessKeyId: accessKey, secretAccessKey: 'testing' };
  const config = { endpoint: upstream, region, credentials, maxAttempts: 1 };
  const [elb, waf] = [new ElasticLoadBalancingV2Client(config), new WAFV2Client(config)];
  const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
  const arns = LoadBalancers.flatMap(({ LoadBalancerArn }) => LoadBalancerArn ?? []);
  const associated = await Promise.all(
    arns.map(async (ResourceArn) => {
      const { WebACL } = await waf.send(new GetWebACLForResourceCommand({ ResourceArn }));
      return WebACL?.ARN === WebACLArn ? [ResourceArn] : [];
    }),
  );
  return json({ ResourceArns: ResourceType === 'APPLICATION_LOAD_BALANCER' ? associated.flat() : [] });
}

const json = (value: object): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify(value)),
});

const namespace = 'awswaf:managed:aws:core-rule-set:';
const rules = [
  'NoUserAgent_HEADER',
  'UserAgent_BadBots_HEADER',
  'SizeRestrictions_QUERYSTRING',
  'SizeRestrictions_BODY',
  'GenericLFI_URIPATH',
  'CrossSiteScripting_QUERYARGUMENTS',
];

/** A handful of its two dozen rules. Each blocks and adds a label. */
const commonRuleSet = {
  VersionName: 'Version_1.20',
  Capacity: 700,
  Rules: rules.map((Name) => ({ Name, Action: { Block: {} } })),
  LabelNamespace: namespace,
  AvailableLabels: rules.map((rule) => ({ Name: namespace + rule })),
  ConsumedLabels: [],
};

// moto keeps the nodes of a replication group to itself.
async function nodesOf(upstream: string, { region, accessKey }: Asked): Promise<Reply> {
  const credentials = { accessKeyId: accessKey, secretAccessKey: 'testing' };
  const cache = new ElastiCacheClient({ endpoint: upstream, region, credentials, maxAttempts: 1 });
  const { ReplicationGroups = [] } = await cache.send(new DescribeReplicationGroupsCommand({}));
  const nodes = ReplicationGroups.flatMap(({ ReplicationGroupId = '', MemberClusters = [] }) =>
    MemberClusters.map((id) => nodeXml(id, ReplicationGroupId)),
  );
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: Buffer.from(
      `<DescribeCacheClustersResponse xmlns="http://elasticache.amazonaws.com/doc/2015-02-02/"><DescribeCacheClustersResult><CacheClusters>${nodes.join('')}</CacheClusters></DescribeCacheClustersResult></DescribeCacheClustersResponse>`,
    ),
  };
}

const nodeXml = (id: string, group: string): string => `
  <CacheCluster>
    <CacheClusterId>${id}</CacheClusterId>
    <ReplicationGroupId>${group}</ReplicationGroupId>
    <CacheClusterStatus>available</CacheClusterStatus>
    <Engine>redis</Engine>
    <EngineVersion>7.1.0</EngineVersion>
    <CacheSubnetGroupName>${group}</CacheSubnetGroupName>
    <CacheParameterGroup><CacheParameterGroupName>default.redis7.cluster.on</CacheParameterGroupName></CacheParameterGroup>
    <PreferredMaintenanceWindow>sun:05:00-sun:06:00</PreferredMaintenanceWindow>
    <SecurityGroups><member><SecurityGroupId>sg-0123456789abcdef0</SecurityGroupId><Status>active</Status></member></SecurityGroups>
  </CacheCluster>`;
