import {
  CreateFileSystemCommand,
  type CreateFileSystemRequest,
  CreateMountTargetCommand,
} from '@aws-sdk/client-efs';
import type { Clients } from './clients.ts';
import type { Network } from './network.ts';
import { given, named } from './tags.ts';
import type { Variant } from './variant.ts';

/** An encrypted, elastic, regional file system with a mount target in each zone. */
export async function buildFiles({ efs }: Clients, network: Network, variant: Variant) {
  const system: CreateFileSystemRequest = {
    CreationToken: 'kiosk-files',
    Encrypted: true,
    ThroughputMode: 'elastic',
    PerformanceMode: 'generalPurpose',
    Tags: named('kiosk-files'),
  };
  const made = await efs.send(new CreateFileSystemCommand({ ...system, ...variant.files }));
  const id = given(made.FileSystemId, 'FileSystemId');
  const mountTargets: string[] = [];
  for (const zone of variant.mounts ?? [0, 1, 2]) {
    const { MountTargetId } = await efs.send(
      new CreateMountTargetCommand({
        FileSystemId: id,
        SubnetId: network.privateSubnets[zone],
        SecurityGroups: [network.groups.files],
      }),
    );
    mountTargets.push(given(MountTargetId, 'MountTargetId'));
  }
  return { id, arn: given(made.FileSystemArn, 'FileSystemArn'), mountTargets };
}
