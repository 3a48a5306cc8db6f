import type {
  DescribeMountTargetsCommandInput,
  DescribeMountTargetsCommandOutput,
  FileSystemDescription,
  MountTargetDescription,
} from '@aws-sdk/client-efs';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { Refused, reasonOf } from '../model/unseen.ts';
import { describeFileSystems, isThere, pagesOfFileSystems, states } from './operations/elasticfilesystem.ts';
import { conditionOf } from './operations/states.ts';

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
        readonly VpcId?: string | undefined;
      };
    };
  }
}

const describeMountTargets = operation<DescribeMountTargetsCommandInput, DescribeMountTargetsCommandOutput>({
  service: 'elasticfilesystem',
  name: 'DescribeMountTargets',
  permissions: ['elasticfilesystem:DescribeMountTargets'],
  answers: 'MountTargets',
});

export default defineCollector({
  type: 'AWS::EFS::MountTarget',
  asks: [{ operation: describeFileSystems }, { operation: describeMountTargets }],
  async *collect(place) {
    for await (const fileSystems of pagesOfFileSystems(place)) {
      // AWS lists mount targets of one file system only. Those of the others stay visible when one is refused.
      const lists = await Promise.allSettled(
        fileSystems.map((fileSystem) => readMountTargets(place, fileSystem)),
      );
      for (const list of lists) if (list.status === 'fulfilled') yield* list.value;
      for (const list of lists) if (list.status === 'rejected') throw list.reason;
    }
  },
});

async function readMountTargets(
  place: Place,
  { FileSystemId, NumberOfMountTargets = 0 }: FileSystemDescription,
): Promise<readonly Resource<'AWS::EFS::MountTarget'>[]> {
  const listed = await list(place, FileSystemId);
  const isShort = listed.length < NumberOfMountTargets;
  const mountTargets = isShort ? await listAgain(place, FileSystemId, listed) : listed;
  return mountTargets.filter(isThere).map((mountTarget) => toResource(place, mountTarget));
}

async function list(place: Place, FileSystemId: string | undefined): Promise<MountTargetDescription[]> {
  const mountTargets: MountTargetDescription[] = [];
  const paging = { input: 'Marker', output: 'NextMarker' } as const;
  try {
    for await (const page of place.pages(describeMountTargets, questionOf(FileSystemId), paging))
      mountTargets.push(...(page.MountTargets ?? []));
  } catch (error) {
    // Deleted since it was listed.
    if (!isNotFound(error)) throw error;
  }
  return mountTargets;
}

/** Fewer than the file system counts. It keeps the count, so that a list that stays short is never taken for whole. */
async function listAgain(
  place: Place,
  FileSystemId: string | undefined,
  listed: readonly MountTargetDescription[],
): Promise<readonly MountTargetDescription[]> {
  try {
    const { MountTargets = [] } = await place.again(describeMountTargets, questionOf(FileSystemId));
    return MountTargets.length > listed.length ? MountTargets : listed;
  } catch (error) {
    if (error instanceof Refused) return listed;
    throw error;
  }
}

// The default page holds 10.
const questionOf = (FileSystemId: string | undefined) => ({ FileSystemId, MaxItems: 100 });

const isNotFound = (error: unknown): boolean =>
  error instanceof Refused && reasonOf(error) === 'FileSystemNotFound';

function toResource(
  { account, region }: Place,
  mountTarget: MountTargetDescription,
): Resource<'AWS::EFS::MountTarget'> {
  const id = mountTarget.MountTargetId ?? '';
  return createResource({
    type: 'AWS::EFS::MountTarget',
    id,
    name: id,
    condition: conditionOf(mountTarget.LifeCycleState, states),
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
        VpcId: mountTarget.VpcId,
      },
    },
    gaps: [],
  });
}
