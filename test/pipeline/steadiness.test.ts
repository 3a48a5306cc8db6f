import { describe, expect, test } from '@jest/globals';
import { type BlindSpot, createInventory } from '../../src/model/inventory.ts';
import { createResource, type Resource } from '../../src/model/resource.ts';
import { steadinessOf } from '../../src/pipeline/steadiness.ts';
import { majorVersion } from '../../src/pipeline/versions.ts';
import { volatile } from '../../src/registry.generated.ts';

const place = { account: '111122223333', region: 'sa-east-1' };
const targets = 'AWS::ApplicationAutoScaling::ScalableTarget';
const make = (type: string, name: string, properties: object, gaps: Resource['gaps'] = []) =>
  createResource({ ...place, type, id: name, name, tags: {}, properties, gaps } as unknown as Resource);

const service = (SchedulingStrategy = 'REPLICA') =>
  make('AWS::ECS::Service', 'kiosk/menu', { DesiredCount: 2, SchedulingStrategy });
const targetOf = (ResourceId: string) => make(targets, ResourceId, { ResourceId });
const refused = {
  kind: 'refused',
  operation: 'application-autoscaling:DescribeScalableTargets',
  reason: 'AccessDenied',
  message: 'no',
} as const;
const blind: BlindSpot = { ...refused, ...place, type: targets };
const instance = (MultiAZ: boolean, gaps: Resource['gaps'] = []) =>
  make('AWS::RDS::DBInstance', 'orders', { AvailabilityZone: 'sa-east-1a', MultiAZ }, gaps);

const backedUp = (Status: string) => make('AWS::EFS::FileSystem', 'fs-1', { BackupPolicy: { Status } });
const group = (Status: string, AutomaticFailover: string) =>
  make('AWS::ElastiCache::ReplicationGroup', 'sessions', { Live: { Status, AutomaticFailover } });
const switched = ['AutomaticFailoverEnabled', 'MultiAZEnabled', 'Live.AutomaticFailover'];

const passing = (resource: Resource, ...inventory: Parameters<typeof createInventory>) =>
  steadinessOf(resource, createInventory(...inventory), volatile.get(resource.type)).passing;

describe('what may change as things are', () => {
  test.each<[string, Resource, Parameters<typeof createInventory>, readonly string[]]>([
    [
      'the count of tasks that a scalable target bounds',
      service(),
      [[targetOf('service/kiosk/menu')]],
      ['DesiredCount'],
    ],
    ['not that of a service beside it', service(), [[targetOf('service/kiosk/till')]], []],
    ['not where there is no scalable target at all', service(), [[]], []],
    ['that of a daemon', service('DAEMON'), [[]], ['DesiredCount']],
    ['that of which targets could not be listed', service(), [[], [blind]], ['DesiredCount']],
    ['that of which nobody asked for targets', service(), [[], [], new Set()], ['DesiredCount']],
    ['the zone of a Multi-AZ instance', instance(true), [[]], ['AvailabilityZone']],
    ['not that of one in a single zone', instance(false), [[]], []],
    ['backups that are being switched on', backedUp('ENABLING'), [[]], ['BackupPolicy.Status']],
    ['not those that are on', backedUp('ENABLED'), [[]], []],
    ['failover that is being switched off', group('available', 'disabling'), [[]], switched],
    ['failover of a group that is being modified', group('modifying', 'enabled'), [[]], switched],
    ['not that of one that is not', group('available', 'enabled'), [[]], []],
    [
      'the zone where it is not known which it is',
      instance(false, [{ property: 'MultiAZ', ...refused }]),
      [[]],
      ['AvailabilityZone'],
    ],
  ])('%s', (_, resource, inventory, expected) => {
    expect(passing(resource, ...inventory)).toEqual(expected);
  });
});

describe('of a version the major one is compared', () => {
  test.each([
    ['aurora-mysql', '8.0.mysql_aurora.3.08.2', '8.0'],
    ['mysql', '8.4.3', '8.4'],
    ['mariadb', '10.11.8', '10.11'],
    ['aurora-postgresql', '15.4', '15'],
    ['sqlserver-se', '15.00.4335.1.v1', '15'],
    ['redis', '7.1.0', '7'],
    ['valkey', '8.0', '8'],
  ])('%s %s is %s', (engine, version, major) => {
    expect(majorVersion(version, engine)).toBe(major);
    const cluster = make('AWS::RDS::DBCluster', 'orders', { Engine: engine, EngineVersion: version });
    const { volatile: always, majors } = steadinessOf(
      cluster,
      createInventory([]),
      volatile.get(cluster.type),
    );
    expect(always).toContain('EngineVersion');
    expect(majors).toEqual({ EngineVersion: major });
  });

  test('and nothing of one that could not be read', () => {
    const cluster = make('AWS::RDS::DBCluster', 'orders', {}, [{ property: 'EngineVersion', ...refused }]);
    expect(steadinessOf(cluster, createInventory([]), volatile.get(cluster.type)).majors).toEqual({});
  });
});

describe('what an autoscaler makes comes and goes', () => {
  const steadiness = (type: string, properties: object) =>
    steadinessOf(make(type, 'orders', properties), createInventory([]), volatile.get(type));

  test.each([
    ['application-autoscaling-61aabbcc-4e2f-4c65-b620-ab7421abc123', true],
    ['orders-reader', false],
  ])('a reader that is called %s: %s', (DBInstanceIdentifier, expected) => {
    expect(steadiness('AWS::RDS::DBInstance', { DBInstanceIdentifier }).autoscaled).toBe(expected);
  });

  test('so do those that are members of a cluster, which is there to stay', () => {
    expect(steadiness('AWS::RDS::DBCluster', {})).toMatchObject({
      autoscaled: false,
      autoscaledElements: [['Live.Members.DBInstanceIdentifier', 'application-autoscaling-']],
    });
  });
});
