import type {
  DescribeMountTargetsCommandInput,
  DescribeMountTargetsCommandOutput,
  LifeCycleState,
  MountTargetDescription,
} from '@aws-sdk/client-efs';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place } from '../model/ports.ts';
import { Refused } from '../model/refusal.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { isGoneNow } from './operations/ask-again.ts';
import { describeFileSystems, isShown, isThere, pagesOfFileSystems } from './operations/elasticfilesystem.ts';

import { type Known, unknownValues } from './operations/unknown-values.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::EFS::MountTarget': {
      readonly FileSystemId?: string | undefined;
      readonly SubnetId?: string | undefined;
      readonly IpAddress?: string | undefined;
      readonly Live?: {
        readonly LifeCycleState?: string | undefined;
        readonly AvailabilityZoneId?: string | undefined;
        readonly AvailabilityZoneName?: string | undefined;
      };
    };
  }
}

const describeMountTargets = operation<DescribeMountTargetsCommandInput, DescribeMountTargetsCommandOutput>({
  service: 'elasticfilesystem',
  name: 'DescribeMountTargets',
  permissions: ['elasticfilesystem:DescribeMountTargets'],
  answers: 'MountTargets',
  identity: ['MountTargetId'],
  belongs: ({ FileSystemId }, asked) => FileSystemId === asked.FileSystemId,
});

export default defineCollector({
  type: 'AWS::EFS::MountTarget',
  asks: [{ operation: describeFileSystems }, { operation: describeMountTargets }],
  async *collect(place) {
    for await (const fileSystems of pagesOfFileSystems(place)) {
      // AWS lists mount targets of one file system only. Those of the others stay visible when one is refused.
      const lists = await Promise.allSettled(
        fileSystems.map(({ FileSystemId }) => readMountTargets(place, FileSystemId)),
      );
      for (const list of lists) if (list.status === 'fulfilled') yield* list.value;
      for (const list of lists) if (list.status === 'rejected') throw list.reason;
    }
  },
});

async function readMountTargets(
  place: Place,
  FileSystemId: string | undefined,
): Promise<readonly Resource<'AWS::EFS::MountTarget'>[]> {
  const mountTargets: MountTargetDescription[] = [];
  const paging = { input: 'Marker', output: 'NextMarker' } as const;
  // The default page holds 10.
  const question = { FileSystemId, MaxItems: 100 };
  try {
    for await (const page of place.pages(describeMountTargets, question, paging))
      mountTargets.push(...(page.MountTargets ?? []));
  } catch (error) {
    const isMissing = error instanceof Refused && error.refusal.reason === 'FileSystemNotFound';
    if (isMissing && FileSystemId && (await isGoneNow(() => isShown(place, FileSystemId))))
      return [unreadMountTargets(place, FileSystemId, error)];
    throw error;
  }
  return mountTargets.filter(isThere).map((mountTarget) => toResource(place, mountTarget));
}

const states: Known<LifeCycleState> = {
  available: true,
  creating: true,
  deleted: true,
  deleting: true,
  error: true,
  updating: true,
};

function toResource(
  { account, region }: Place,
  mountTarget: MountTargetDescription,
): Resource<'AWS::EFS::MountTarget'> {
  const id = mountTarget.MountTargetId ?? '';
  return createResource({
    type: 'AWS::EFS::MountTarget',
    id,
    name: id,
    account,
    region,
    tags: {},
    properties: {
      FileSystemId: mountTarget.FileSystemId,
      SubnetId: mountTarget.SubnetId,
      IpAddress: mountTarget.IpAddress,
      Live: {
        LifeCycleState: mountTarget.LifeCycleState,
        AvailabilityZoneId: mountTarget.AvailabilityZoneId,
        AvailabilityZoneName: mountTarget.AvailabilityZoneName,
      },
    },
    gaps: unknownValues(describeMountTargets, ['Live.LifeCycleState', mountTarget.LifeCycleState, states]),
  });
}

/** What stands for the mount targets of a file system that was deleted since it was listed: of it alone they are unread. */
function unreadMountTargets(
  { account, region }: Place,
  FileSystemId: string,
  { refusal }: Refused,
): Resource<'AWS::EFS::MountTarget'> {
  const id = `of ${FileSystemId}`;
  const gaps = ['SubnetId', 'IpAddress', 'Live'].map((property) => ({ ...refusal, property }));
  const properties = { FileSystemId };
  return createResource({
    type: 'AWS::EFS::MountTarget',
    id,
    name: id,
    account,
    region,
    tags: {},
    properties,
    gaps,
  });
}
