import { describe, expect, test } from '@jest/globals';
import collector from '../../src/collectors/file-system.ts';
import { Refused } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const fileSystem = {
  FileSystemId: 'fs-1',
  FileSystemArn: 'arn:aws:elasticfilesystem:sa-east-1:111122223333:file-system/fs-1',
  LifeCycleState: 'available',
  NumberOfMountTargets: 3,
  PerformanceMode: 'generalPurpose',
  ThroughputMode: 'elastic',
  FileSystemProtection: { ReplicationOverwriteProtection: 'REPLICATING' },
  Tags: [{ Key: 'Name', Value: 'kiosk-files' }],
};
const list = (fileSystems: readonly object[], more: object = {}, input: object = {}): Exchange => ({
  operation: 'elasticfilesystem:DescribeFileSystems',
  input: { MaxItems: 100, ...input },
  output: { FileSystems: fileSystems, ...more },
});

test('goes by its id, since two may share a Name tag, and is called by that tag', async () => {
  const place = replayPlace([
    list([fileSystem], { NextMarker: 'next' }),
    list(
      [{ ...fileSystem, FileSystemId: 'fs-2', FileSystemArn: undefined, Tags: [] }],
      {},
      { Marker: 'next' },
    ),
  ]);
  const found = await collectAll(collector, place);
  expect(found.map(({ id, name, label, tags }) => [id, name, label, tags])).toEqual([
    [fileSystem.FileSystemArn, 'fs-1', 'kiosk-files', { Name: 'kiosk-files' }],
    ['fs-2', 'fs-2', undefined, {}],
  ]);
  expect(place.unasked()).toEqual([]);
});

test('what AWS leaves out stays undefined', async () => {
  const [found] = await collectAll(collector, replayPlace([list([fileSystem])]));
  expect(found?.properties).toEqual({
    FileSystemId: 'fs-1',
    Encrypted: undefined,
    KmsKeyId: undefined,
    ThroughputMode: 'elastic',
    ProvisionedThroughputInMibps: undefined,
    PerformanceMode: 'generalPurpose',
    FileSystemProtection: { ReplicationOverwriteProtection: 'REPLICATING' },
    AvailabilityZoneName: undefined,
    Live: { LifeCycleState: 'available', NumberOfMountTargets: 3, AvailabilityZoneId: undefined },
  });
});

test('a file system that is being deleted does not exist', async () => {
  const gone = ['deleting', 'deleted'].map((LifeCycleState) => ({ ...fileSystem, LifeCycleState }));
  expect(await collectAll(collector, replayPlace([list(gone)]))).toEqual([]);
});

test('a file system whose tags the answer leaves out is not one without tags', async () => {
  const [found] = await collectAll(collector, replayPlace([list([{ ...fileSystem, Tags: undefined }])]));
  expect(found?.gaps).toMatchObject([{ property: 'tags', reason: 'UnreadableAnswer' }]);
});

test('a refused list is a blind spot', async () => {
  const { operation, input } = list([]);
  const place = replayPlace([{ operation, input, refusal: 'AccessDeniedException' }]);
  await expect(collectAll(collector, place)).rejects.toThrow(Refused);
});

test.each([
  ['available', { serves: true, moving: false }],
  ['updating', { serves: true, moving: true }],
  ['creating', { serves: false, moving: true, since: '2026-11-24T11:59:00.000Z' }],
  ['error', { serves: false, moving: false }],
  ['a word we do not know', { serves: false, moving: true }],
])('a file system that is %s', async (LifeCycleState, condition) => {
  const given = { ...fileSystem, LifeCycleState, CreationTime: new Date('2026-11-24T11:59:00Z') };
  const [found] = await collectAll(collector, replayPlace([list([given])]));
  expect(found?.condition).toEqual({ state: LifeCycleState, ...condition });
});

const mountTargets = (answer: Partial<Exchange>): Exchange => ({
  operation: 'elasticfilesystem:DescribeMountTargets',
  input: { FileSystemId: 'fs-1', MaxItems: 100 },
  ...answer,
});
const mounted = { output: { MountTargets: [{ MountTargetId: 'fsmt-1' }] } };
const unmounted = { output: { MountTargets: [] } };
const notFound = { refusal: 'FileSystemNotFound' };
const again = (answer: Partial<Exchange>): Exchange => {
  const { output: _, ...question } = list([], {}, {});
  return { ...question, input: { FileSystemId: 'fs-1' }, again: true, ...answer };
};

describe('where its mount targets are looked at', () => {
  const counted = list([{ ...fileSystem, NumberOfMountTargets: 1 }]);
  const read = async (...exchanges: readonly Exchange[]) => {
    const place = replayPlace([counted, ...exchanges]);
    const found = await collectAll(collector, place, ['Live.NumberOfMountTargets']);
    expect(place.unasked()).toEqual([]);
    return found.map(({ name, gaps }) => ({ name, gaps }));
  };

  test('as many are listed as it counts', async () => {
    expect(await read(mountTargets(mounted))).toEqual([{ name: 'fs-1', gaps: [] }]);
  });

  test('or are when they are asked for once more', async () => {
    const found = await read(mountTargets(unmounted), { ...mountTargets(mounted), again: true });
    expect(found).toEqual([{ name: 'fs-1', gaps: [] }]);
  });

  test('or the number is a gap', async () => {
    const found = await read(mountTargets(unmounted), { ...mountTargets(unmounted), again: true });
    const message = 'fs-1 has 1 mount targets, of which 0 are listed';
    const operation = 'elasticfilesystem:DescribeMountTargets';
    const property = 'Live.NumberOfMountTargets';
    expect(found).toEqual([
      { name: 'fs-1', gaps: [{ property, kind: 'contradictory', operation, message }] },
    ]);
  });

  test('refused mount targets are a gap', async () => {
    const [found] = await read(mountTargets({ refusal: 'AccessDeniedException' }));
    expect(found?.gaps).toMatchObject([{ reason: 'AccessDeniedException' }]);
  });

  test('a file system that was deleted since it was listed is gone', async () => {
    expect(await read(mountTargets(notFound), again(notFound))).toEqual([]);
    const deleting = again({ output: { FileSystems: [{ ...fileSystem, LifeCycleState: 'deleting' }] } });
    expect(await read(mountTargets(notFound), deleting)).toEqual([]);
  });

  test('unless it is still listed, or nobody can tell', async () => {
    const [listed] = await read(mountTargets(notFound), again({ output: { FileSystems: [fileSystem] } }));
    expect(listed?.gaps).toMatchObject([{ kind: 'contradictory' }]);
    const [untold] = await read(mountTargets(notFound), again({ refusal: 'ThrottlingException' }));
    expect(untold?.gaps).toMatchObject([{ reason: 'ThrottlingException' }]);
  });
});
