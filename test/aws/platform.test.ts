import { DescribeScalableTargetsCommand } from '@aws-sdk/client-application-auto-scaling';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { DescribeServicesCommand, DescribeTasksCommand } from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand, DescribeMountTargetsCommand } from '@aws-sdk/client-efs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { GetWebACLForResourceCommand } from '@aws-sdk/client-wafv2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStation, type Station } from './emulator/station.ts';
import { buildPlatform, type Platform } from './platform/build.ts';
import { type Clients, clientsAt } from './platform/clients.ts';
import { referenceRules } from './platform/web-acl-rules.ts';

let station: Station;
let platform: Platform;
let aws: Clients;

beforeAll(async () => {
  station = await openStation();
  platform = await buildPlatform(station.proxy.endpoint);
  aws = clientsAt(station.proxy.endpoint, platform.region);
}, 300_000);

afterAll(() => station.close(), 60_000);

test('six services run two tasks each, in two zones', async () => {
  const services = [...platform.services.names];
  const found = await aws.ecs.send(new DescribeServicesCommand({ cluster: 'kiosk', services }));
  expect(found.services?.map(({ launchType, runningCount }) => [launchType, runningCount])).toEqual(
    services.map(() => ['FARGATE', 2]),
  );
  const tasks = [...(platform.services.tasks['menu'] ?? [])];
  const running = await aws.ecs.send(new DescribeTasksCommand({ cluster: 'kiosk', tasks }));
  expect(running.tasks?.map(({ lastStatus, group }) => [lastStatus, group])).toEqual([
    ['RUNNING', 'service:menu'],
    ['RUNNING', 'service:menu'],
  ]);
  const SubnetIds = running.tasks?.flatMap(
    ({ attachments }) => attachments?.[0]?.details?.find(({ name }) => name === 'subnetId')?.value ?? [],
  );
  const { Subnets } = await aws.ec2.send(new DescribeSubnetsCommand({ SubnetIds }));
  expect(Subnets?.map(({ AvailabilityZone }) => AvailabilityZone).sort()).toEqual([
    'sa-east-1a',
    'sa-east-1b',
  ]);
});

test('each service scales between 2 and 10', async () => {
  const { ScalableTargets } = await aws.scaling.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
  );
  expect(
    ScalableTargets?.map((target) => [target.ResourceId, target.MinCapacity, target.MaxCapacity]),
  ).toEqual(platform.services.names.map((name) => [`service/kiosk/${name}`, 2, 10]));
});

test('the load balancer is public, in three zones, with an HTTPS and a redirecting listener', async () => {
  const { arn } = platform.edge;
  const { LoadBalancers } = await aws.elb.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }));
  expect(LoadBalancers?.[0]).toMatchObject({
    Scheme: 'internet-facing',
    AvailabilityZones: platform.zones.map((ZoneName) => ({ ZoneName })),
  });
  const { Listeners } = await aws.elb.send(new DescribeListenersCommand({ LoadBalancerArn: arn }));
  expect(Listeners?.map(({ Protocol, DefaultActions }) => [Protocol, DefaultActions?.[0]?.Type])).toEqual([
    ['HTTPS', 'forward'],
    ['HTTP', 'redirect'],
  ]);
});

test('the web ACL is on the load balancer, with its rules verbatim', async () => {
  const { WebACL } = await aws.waf.send(new GetWebACLForResourceCommand({ ResourceArn: platform.edge.arn }));
  expect(WebACL?.Rules).toEqual(referenceRules);
});

test('sessions have three shards over the zones of their own region', async () => {
  const { ReplicationGroups } = await aws.cache.send(new DescribeReplicationGroupsCommand({}));
  expect(ReplicationGroups).toMatchObject([
    {
      ClusterEnabled: true,
      MultiAZ: 'enabled',
      AtRestEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
    },
  ]);
  const shards = ReplicationGroups?.[0]?.NodeGroups ?? [];
  expect(
    shards.map(({ NodeGroupMembers }) => NodeGroupMembers?.map((node) => node.PreferredAvailabilityZone)),
  ).toEqual([
    ['sa-east-1a', 'sa-east-1b'],
    ['sa-east-1b', 'sa-east-1c'],
    ['sa-east-1c', 'sa-east-1a'],
  ]);
});

test('files are encrypted and elastic, with a mount target in each zone', async () => {
  const { FileSystems } = await aws.efs.send(new DescribeFileSystemsCommand({}));
  expect(FileSystems).toMatchObject([{ Encrypted: true, ThroughputMode: 'elastic', Name: 'kiosk-files' }]);
  const FileSystemId = FileSystems?.[0]?.FileSystemId;
  const { MountTargets } = await aws.efs.send(new DescribeMountTargetsCommand({ FileSystemId }));
  expect(MountTargets?.map(({ AvailabilityZoneName }) => AvailabilityZoneName).sort()).toEqual(
    platform.zones,
  );
});

test('the database has two serverless instances in two zones', async () => {
  const { DBClusters } = await aws.rds.send(new DescribeDBClustersCommand({}));
  expect(DBClusters).toMatchObject([
    { Status: 'available', ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 32 } },
  ]);
  const { DBInstances } = await aws.rds.send(new DescribeDBInstancesCommand({}));
  expect(
    DBInstances?.map(({ DBInstanceClass, AvailabilityZone }) => [DBInstanceClass, AvailabilityZone]),
  ).toEqual([
    ['db.serverless', 'sa-east-1a'],
    ['db.serverless', 'sa-east-1b'],
  ]);
});

test('built again, with twice the services, the first parts have the same ids', async () => {
  await station.moto.reset();
  const again = await buildPlatform(station.proxy.endpoint, { services: 12 });
  expect(again.services.names).toHaveLength(12);
  expect(again.network).toEqual(platform.network);
});
