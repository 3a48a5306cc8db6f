import { call, type Mutation } from './mutation.ts';

const efs = (operation: string, params: object, save = {}) =>
  call('elasticfilesystem', operation, { ...params }, save);

export const deleteMountTarget = (index: number) =>
  efs('DeleteMountTarget', { MountTargetId: `$files.mountTargets.${index}` });

export const fileMutations: readonly Mutation[] = [
  {
    name: 'files are not encrypted',
    breaks: 'files/encrypted',
    variant: { files: { Encrypted: false } },
  },
  {
    name: 'a second file system of the application is not encrypted',
    breaks: 'files/encrypted',
    calls: [
      efs('CreateFileSystem', {
        CreationToken: 'copy',
        Encrypted: false,
        ThroughputMode: 'elastic',
        Tags: [{ Key: 'app', Value: 'kiosk' }],
      }),
    ],
  },
  {
    name: 'throughput is bursting',
    breaks: 'files/elastic-throughput',
    variant: { files: { ThroughputMode: 'bursting' } },
  },
  {
    name: 'throughput is provisioned, at 1 MiB/s',
    breaks: 'files/elastic-throughput',
    variant: { files: { ThroughputMode: 'provisioned', ProvisionedThroughputInMibps: 1 } },
  },
  {
    name: 'the file system is in one zone',
    breaks: 'files/regional',
    variant: { files: { AvailabilityZoneName: '$zones.0' }, mounts: [0] },
  },
  {
    name: 'one mount target of three is deleted',
    breaks: 'files/mount-target-in-every-az-of',
    calls: [deleteMountTarget(1)],
  },
  {
    name: 'no mount target is left',
    breaks: 'files/mount-target-in-every-az-of',
    calls: [deleteMountTarget(0), deleteMountTarget(1), deleteMountTarget(2)],
  },
  {
    name: 'a mount target is made anew in its zone',
    breaks: 'none',
    calls: [
      deleteMountTarget(0),
      efs('CreateMountTarget', {
        FileSystemId: '$files.id',
        SubnetId: '$network.privateSubnets.0',
        SecurityGroups: ['$network.groups.files'],
      }),
    ],
  },
  {
    name: 'the file system has an access point',
    breaks: 'none',
    calls: [efs('CreateAccessPoint', { ClientToken: 'uploads', FileSystemId: '$files.id' })],
  },
  {
    name: 'old files move to infrequent access',
    breaks: 'none',
    calls: [
      efs('PutLifecycleConfiguration', {
        FileSystemId: '$files.id',
        LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }],
      }),
    ],
  },
  {
    name: 'another application has a file system of another kind',
    breaks: 'none',
    calls: [efs('CreateFileSystem', { CreationToken: 'wiki', Encrypted: false, ThroughputMode: 'bursting' })],
  },
];
