import type { Account, Change } from './account.ts';

/** Something that ought not to be so. */
export interface Break {
  readonly name: string;
  /** The part of the platform that people would say is broken. */
  readonly part: Part;
  /** What the policy asks for that does not hold then. */
  readonly fails: readonly Check[];
  /** Nothing of the part is left. */
  readonly empties?: true;
  readonly change: Change;
}

/** A component of the policy, and one of its rules. */
export type Check = `${Part}/${string}`;

export type Part = 'services' | 'edge' | 'firewall' | 'sessions' | 'files' | 'database';

export const breaks: readonly Break[] = [
  {
    name: 'the web ACL is taken off the load balancer',
    part: 'edge',
    fails: ['edge/protected-by'],
    change: withoutWebAcl,
  },
  {
    name: 'the load balancer speaks plain HTTP',
    part: 'edge',
    fails: ['edge/https-only'],
    change: (aws) => {
      const listener = plainListener(aws);
      const [{ DefaultActions }] = secureListeners(aws);
      listener.DefaultActions = DefaultActions;
      const rules = aws.exchanges.find(
        ({ operation, input }) =>
          operation === 'elasticloadbalancing:DescribeRules' && input['ListenerArn'] === listener.ListenerArn,
      );
      for (const rule of rules?.output.Rules ?? []) rule.Actions = DefaultActions;
    },
  },
  {
    name: 'the least capacity of the menu is 1',
    part: 'services',
    fails: ['services/autoscaling'],
    change: (aws) => {
      targetOf(aws, 'menu').MinCapacity = 1;
    },
  },
  {
    name: 'the service of the orders is deleted',
    part: 'services',
    fails: ['services/count'],
    change: withoutService('orders'),
  },
  {
    name: 'a mount target is deleted',
    part: 'files',
    fails: ['files/mount-target-in-every-az-of'],
    change: (aws) => {
      aws.said('elasticfilesystem:DescribeMountTargets').MountTargets.pop();
      aws.said('elasticfilesystem:DescribeFileSystems').FileSystems[0].NumberOfMountTargets -= 1;
    },
  },
  {
    name: 'the files have bursting throughput',
    part: 'files',
    fails: ['files/elastic-throughput'],
    change: (aws) => {
      aws.said('elasticfilesystem:DescribeFileSystems').FileSystems[0].ThroughputMode = 'bursting';
    },
  },
  {
    name: 'sessions do not fail over',
    part: 'sessions',
    fails: ['sessions/multi-az'],
    change: (aws) => Object.assign(sessionsOf(aws), { AutomaticFailover: 'disabled', MultiAZ: 'disabled' }),
  },
  {
    name: 'sessions are not encrypted on the way',
    part: 'sessions',
    fails: ['sessions/encrypted-in-transit'],
    change: (aws) => Object.assign(sessionsOf(aws), { TransitEncryptionEnabled: false }),
  },
  {
    name: 'the sessions are deleted',
    part: 'sessions',
    fails: ['sessions/count'],
    empties: true,
    change: (aws) => {
      aws.said('elasticache:DescribeReplicationGroups').ReplicationGroups = [];
    },
  },
  {
    name: 'both database instances stand in one zone',
    part: 'database',
    fails: ['database/instances-over-azs'],
    change: (aws) => {
      for (const instance of instancesOf(aws)) instance.AvailabilityZone = `${aws.place.region}a`;
    },
  },
  {
    name: 'a database restored without encryption',
    part: 'database',
    fails: ['database/encrypted'],
    change: (aws) => Object.assign(clusterOf(aws), { StorageEncrypted: false }),
  },
  {
    name: 'a country is taken out of the geo block',
    part: 'firewall',
    fails: ['firewall/geo-block'],
    change: (aws) => {
      ruleOf(aws, 'geo-block').Statement.GeoMatchStatement.CountryCodes = ['CU', 'IR', 'SY'];
    },
  },
  {
    name: 'the rate limit only counts',
    part: 'firewall',
    fails: ['firewall/rate-limit'],
    change: (aws) => {
      ruleOf(aws, 'rate-limit').Action = { Count: {} };
    },
  },
  {
    name: 'the web ACL is deleted',
    part: 'firewall',
    fails: ['firewall/count', 'edge/protected-by'],
    empties: true,
    change: (aws, now) => {
      withoutWebAcl(aws, now);
      aws.said('wafv2:ListWebACLs').WebACLs = [];
    },
  },
];

function withoutWebAcl(aws: Account, _: Date): void {
  delete aws.said('wafv2:GetWebACLForResource').WebACL;
}

function withoutService(name: string): Change {
  const isIt = (arn: string) => arn.endsWith(`/${name}`);
  return (aws) => {
    const list = aws.said('ecs:ListServices');
    list.serviceArns = list.serviceArns.filter((arn: string) => !isIt(arn));
    const targets = aws.said('application-autoscaling:DescribeScalableTargets');
    targets.ScalableTargets = targets.ScalableTargets.filter(
      ({ ResourceId }: { ResourceId: string }) => !isIt(ResourceId),
    );
    const policies = aws.said('application-autoscaling:DescribeScalingPolicies');
    policies.ScalingPolicies = policies.ScalingPolicies.filter(
      ({ ResourceId }: { ResourceId: string }) => !isIt(ResourceId),
    );
  };
}

const listenersOf = (aws: Account) => aws.said('elasticloadbalancing:DescribeListeners').Listeners;
const secureListeners = (aws: Account) =>
  listenersOf(aws).filter(({ Protocol }: { Protocol: string }) => Protocol === 'HTTPS');
const plainListener = (aws: Account) =>
  listenersOf(aws).find(({ Protocol }: { Protocol: string }) => Protocol === 'HTTP');
export const targetOf = (aws: Account, service: string) =>
  aws
    .said('application-autoscaling:DescribeScalableTargets')
    .ScalableTargets.find(({ ResourceId }: { ResourceId: string }) => ResourceId.endsWith(`/${service}`));
export const sessionsOf = (aws: Account) =>
  aws.said('elasticache:DescribeReplicationGroups').ReplicationGroups[0];
export const clusterOf = (aws: Account) => aws.said('rds:DescribeDBClusters').DBClusters[0];
export const instancesOf = (aws: Account) => aws.said('rds:DescribeDBInstances').DBInstances;
// Also while it is on no load balancer.
const ruleOf = (aws: Account, name: string) =>
  aws.said('wafv2:GetWebACL').WebACL.Rules.find(({ Name }: { Name: string }) => Name === name);
