import { describe, expect, test } from '@jest/globals';
import {
  type Condition,
  createResource,
  type Resource,
  type ResourceType,
} from '../../src/model/resource.ts';
import { fail, pass } from '../../src/model/verdict.ts';
import { judgeExpectation } from '../../src/pipeline/expect.ts';
import { unlessSwitching } from '../../src/pipeline/while-switching.ts';
import { volatile } from '../../src/registry.generated.ts';
import { componentOf, judged, linesOf, policyOf } from '../support/world.ts';

const now = new Date('2026-11-24T12:00:00Z');
const moving: Condition = { state: 'modifying', serves: true, moving: true };
const longMoving: Condition = { ...moving, since: '2026-11-24T11:00:00Z' };
const still: Condition = { state: 'available', serves: true, moving: false };

function judge(
  type: ResourceType,
  properties: object,
  [path, wanted]: readonly [string, unknown],
  condition?: Condition,
) {
  const resource = { type, name: 'thing', properties, condition } as unknown as Resource;
  const volatilities = volatile.get(type) ?? {};
  const verdict = judgeExpectation(resource, path, wanted);
  return unlessSwitching(verdict, { path, resource, volatilities, now });
}

const fileSystem = 'AWS::EFS::FileSystem';
const instance = 'AWS::RDS::DBInstance';
const group = 'AWS::ElastiCache::ReplicationGroup';

describe('an expectation of what AWS changes by itself', () => {
  test.each([
    ['while it is switched on', fileSystem, { BackupPolicy: { Status: 'ENABLING' } }, 'ENABLED', still],
    ['while it is switched off', fileSystem, { BackupPolicy: { Status: 'DISABLING' } }, 'ENABLED', still],
  ] as const)('is unknown %s', (_, type, properties, wanted, condition) => {
    const verdict = judge(type, properties, ['BackupPolicy.Status', wanted], condition);
    expect(verdict).toMatchObject({ status: 'unknown', unseen: { kind: 'settling' } });
    expect(judge(type, properties, ['BackupPolicy', { Status: wanted }], condition).status).toBe('unknown');
  });

  test.each([
    ['fails once it is off', { BackupPolicy: { Status: 'DISABLED' } }, 'fail'],
    ['holds once it is on', { BackupPolicy: { Status: 'ENABLED' } }, 'pass'],
  ])('%s', (_, properties, status) => {
    expect(judge(fileSystem, properties, ['BackupPolicy.Status', 'ENABLED'], moving).status).toBe(status);
  });

  test.each([
    ['is unknown while the resource is changed', 'Live.Status', moving, 'unknown'],
    ['fails where it has been changing for long', 'Live.Status', longMoving, 'fail'],
    ['fails where nothing changes', 'Live.Status', still, 'fail'],
    ['is unknown during an upgrade', 'EngineVersion', moving, 'unknown'],
    ['fails of what nobody but us changes', 'DeletionProtection', moving, 'fail'],
  ])('%s', (_, path, condition, status) => {
    const properties = { Live: { Status: 'modifying' }, EngineVersion: '16.3', DeletionProtection: false };
    const wanted = { 'Live.Status': 'available', EngineVersion: '16.4' }[path] ?? true;
    expect(judge(instance, properties, [path, wanted], condition).status).toBe(status);
  });

  test('fails where it only may be another, as the zone of a Multi-AZ instance', () => {
    const properties = { MultiAZ: true, AvailabilityZone: 'sa-east-1a' };
    expect(judge(instance, properties, ['AvailabilityZone', 'sa-east-1b'], still).status).toBe('fail');
  });

  test('fails where whether it is switched could not be read', () => {
    const { properties } = createResource({
      properties: { MultiAZEnabled: false },
      gaps: [{ property: 'Live', kind: 'not-in-evidence', operation: 'x:Y' }],
    } as unknown as Resource);
    expect(judge(group, properties, ['MultiAZEnabled', true], still).status).toBe('fail');
  });

  test('is settled in an audit', () => {
    const thing = {
      id: 'a',
      type: 'AWS::Test::Thing',
      name: 'a',
      tags: {},
      condition: moving,
      properties: { State: 'modifying', Size: 1 },
    } as unknown as Resource;
    const component = componentOf({}, { expect: { State: 'available', Size: 2 } });
    expect(linesOf(judged(policyOf([component]), [thing], [], now))).toEqual([
      'count -: pass 1 found',
      expect.stringMatching(/^expect[.]State a: unknown/),
      expect.stringMatching(/^expect[.]Size a: fail/),
    ]);
  });
});

test('an expectation is unknown while a part of it is switched, whatever else of it AWS changes', () => {
  const properties = { Live: { Status: 'available', ActivityStreamStatus: 'starting' } };
  const wanted = { ActivityStreamStatus: 'started' };
  expect(judge(instance, properties, ['Live', wanted], still).status).toBe('unknown');
  const off = { Live: { ...properties.Live, ActivityStreamStatus: 'stopped' } };
  expect(judge(instance, off, ['Live', wanted], still).status).toBe('fail');
});

test('a verdict that does not fail stays', () => {
  const about = { path: 'State', resource: {} as Resource, volatilities: { State: 'moves' }, now };
  expect(unlessSwitching(pass('so'), about)).toEqual(pass('so'));
  expect(unlessSwitching(fail('not so'), { ...about, path: 'Other' }).status).toBe('fail');
});
