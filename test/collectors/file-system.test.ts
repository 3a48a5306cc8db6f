import { expect, test } from '@jest/globals';
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
    AvailabilityZoneName: undefined,
    Live: { LifeCycleState: 'available', NumberOfMountTargets: 3, AvailabilityZoneId: undefined },
  });
});

test('a file system that is being deleted does not exist', async () => {
  const gone = ['deleting', 'deleted'].map((LifeCycleState) => ({ ...fileSystem, LifeCycleState }));
  expect(await collectAll(collector, replayPlace([list(gone)]))).toEqual([]);
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
