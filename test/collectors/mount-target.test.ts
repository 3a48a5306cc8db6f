import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/mount-target.ts';
import { Refused } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const fileSystems = (...ids: readonly string[]): Exchange => ({
  operation: 'elasticfilesystem:DescribeFileSystems',
  input: { MaxItems: 100 },
  output: { FileSystems: ids.map((FileSystemId) => ({ FileSystemId, LifeCycleState: 'available' })) },
});
const mountTargets = (FileSystemId: string, answer: Partial<Exchange>, input: object = {}): Exchange => ({
  operation: 'elasticfilesystem:DescribeMountTargets',
  input: { FileSystemId, MaxItems: 100, ...input },
  ...answer,
});
const mountTarget = (id: string, FileSystemId: string, LifeCycleState = 'available') => ({
  MountTargetId: id,
  FileSystemId,
  SubnetId: 'subnet-a',
  LifeCycleState,
  IpAddress: '10.0.0.9',
  AvailabilityZoneId: 'sae1-az1',
  AvailabilityZoneName: 'sa-east-1a',
  VpcId: 'vpc-1',
});

test('asks every page of every file system', async () => {
  const place = replayPlace([
    fileSystems('fs-1', 'fs-2'),
    mountTargets('fs-1', { output: { MountTargets: [mountTarget('fsmt-1', 'fs-1')], NextMarker: 'next' } }),
    mountTargets('fs-1', { output: { MountTargets: [mountTarget('fsmt-2', 'fs-1')] } }, { Marker: 'next' }),
    mountTargets('fs-2', { output: { MountTargets: [mountTarget('fsmt-3', 'fs-2', 'creating')] } }),
  ]);
  const found = await collectAll(collector, place);
  expect(found.map(({ id }) => id)).toEqual(['fsmt-1', 'fsmt-2', 'fsmt-3']);
  expect(found[2]?.properties).toEqual({
    FileSystemId: 'fs-2',
    SubnetId: 'subnet-a',
    IpAddress: '10.0.0.9',
    Live: {
      LifeCycleState: 'creating',
      AvailabilityZoneId: 'sae1-az1',
      AvailabilityZoneName: 'sa-east-1a',
      VpcId: 'vpc-1',
    },
  });
  expect(found[2]?.condition).toEqual({ state: 'creating', serves: false, moving: true });
  expect(place.unasked()).toEqual([]);
});

test('a mount target that is being deleted does not exist', async () => {
  const deleting = [mountTarget('fsmt-1', 'fs-1', 'deleting')];
  const place = replayPlace([
    fileSystems('fs-1'),
    mountTargets('fs-1', { output: { MountTargets: deleting } }),
  ]);
  expect(await collectAll(collector, place)).toEqual([]);
});

const counting: Exchange = {
  ...fileSystems(),
  output: { FileSystems: [{ FileSystemId: 'fs-1', LifeCycleState: 'available', NumberOfMountTargets: 1 }] },
};
const one = { output: { MountTargets: [mountTarget('fsmt-1', 'fs-1')] } };

test.each<readonly [string, Partial<Exchange>, Partial<Exchange>, readonly string[]]>([
  ['then it is listed', { output: { MountTargets: [] } }, one, ['fsmt-1']],
  ['the file system is gone', { output: { MountTargets: [] } }, { refusal: 'FileSystemNotFound' }, []],
  ['the second answer is refused', { output: { MountTargets: [] } }, { refusal: 'Throttling' }, []],
  ['the list stays short', { output: { MountTargets: [] } }, { output: { MountTargets: [] } }, []],
])('fewer mount targets than are counted are asked for once more: %s', async (_, first, second, ids) => {
  const place = replayPlace([
    counting,
    mountTargets('fs-1', first),
    { ...mountTargets('fs-1', second), again: true },
  ]);
  const found = await collectAll(collector, place);
  expect(found.map(({ id }) => id)).toEqual(ids);
  expect(place.unasked()).toEqual([]);
});

test('one refused file system is a blind spot, but what the others have is seen', async () => {
  const place = replayPlace([
    fileSystems('fs-1', 'fs-2'),
    mountTargets('fs-1', { refusal: 'AccessDeniedException' }),
    mountTargets('fs-2', { output: { MountTargets: [mountTarget('fsmt-3', 'fs-2')] } }),
  ]);
  const seen: string[] = [];
  const collecting = async () => {
    for await (const { id } of collector.collect(place, { has: () => false })) seen.push(id);
  };
  await expect(collecting()).rejects.toThrow(Refused);
  expect(seen).toEqual(['fsmt-3']);
});

test('a refused list of file systems is a blind spot', async () => {
  const { operation, input } = fileSystems();
  const place = replayPlace([{ operation, input, refusal: 'AccessDeniedException' }]);
  await expect(collectAll(collector, place)).rejects.toThrow(Refused);
});
