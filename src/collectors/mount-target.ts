import type { FileSystemDescription, LifeCycleState, MountTargetDescription } from '@aws-sdk/client-efs';
import { defineCollector, type Place, type Wanted } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { type Attempt, gapsOf, told } from './operations/attempt.ts';
import { describeFileSystems, isThere, pagesOfFileSystems, states } from './operations/elasticfilesystem.ts';
import { describeMountTargetSecurityGroups, securityGroupsOf } from './operations/mount-target-groups.ts';
import { describeMountTargets, isNotFound, listMountTargets } from './operations/mount-targets.ts';
import { conditionOf } from './operations/states.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';
import { shows } from './shows/mount-target.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::EFS::MountTarget': {
      readonly FileSystemId?: string | undefined;
      readonly SubnetId?: string | undefined;
      readonly IpAddress?: string | undefined;
      readonly Ipv6Address?: string | undefined;
      /** Undefined where no policy reads it. */
      readonly SecurityGroups?: readonly string[] | undefined;
      readonly Live?: {
        readonly LifeCycleState?: string | undefined;
        readonly AvailabilityZoneId?: string | undefined;
        readonly AvailabilityZoneName?: string | undefined;
        readonly VpcId?: string | undefined;
      };
    };
  }
}

export default defineCollector({
  type: 'AWS::EFS::MountTarget',
  shows,
  asks: [
    { operation: describeFileSystems },
    { operation: describeMountTargets },
    { operation: describeMountTargetSecurityGroups, for: ['SecurityGroups'] },
  ],
  volatile: {
    IpAddress: 'the endpoint, which AWS gives',
    Ipv6Address: 'the endpoint, which AWS gives',
    'Live.LifeCycleState': 'AWS moves it through its states',
  },
  async *collect(place, wanted) {
    for await (const fileSystems of pagesOfFileSystems(place)) {
      // AWS lists mount targets of one file system only. Those of the others stay visible when one is refused.
      const lists = await Promise.allSettled(
        fileSystems.map((fileSystem) => readMountTargets(place, wanted, fileSystem)),
      );
      for (const list of lists) if (list.status === 'fulfilled') yield* list.value;
      for (const list of lists) if (list.status === 'rejected') throw list.reason;
    }
  },
});

async function readMountTargets(
  place: Place,
  wanted: Wanted,
  fileSystem: FileSystemDescription,
): Promise<readonly Resource<'AWS::EFS::MountTarget'>[]> {
  try {
    const mountTargets = await listMountTargets(place, fileSystem);
    return await Promise.all(
      mountTargets.filter(isThere).map(async (mountTarget) => {
        const groups = wanted.has('SecurityGroups') ? await securityGroupsOf(place, mountTarget) : undefined;
        return toResource(place, mountTarget, groups);
      }),
    );
  } catch (error) {
    // Deleted since it was listed, which the file system itself is checked for.
    if (isNotFound(error)) return [];
    throw error;
  }
}

const lifeCycle: Known<LifeCycleState> = {
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
  groups: Attempt<readonly string[]> | undefined,
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
      Ipv6Address: mountTarget.Ipv6Address,
      SecurityGroups: told(groups),
      Live: {
        LifeCycleState: mountTarget.LifeCycleState,
        AvailabilityZoneId: mountTarget.AvailabilityZoneId,
        AvailabilityZoneName: mountTarget.AvailabilityZoneName,
        VpcId: mountTarget.VpcId,
      },
    },
    gaps: [
      ...gapsOf(groups),
      ...unknownValues(describeMountTargets, ['Live.LifeCycleState', mountTarget.LifeCycleState, lifeCycle]),
    ],
  });
}
