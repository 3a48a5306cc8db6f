import type { FileSystemDescription, ThroughputMode } from '@aws-sdk/client-efs';
import { defineCollector, type Place } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import type { Gap } from '../model/unseen.ts';
import { describeFileSystems, pagesOfFileSystems, states } from './operations/elasticfilesystem.ts';
import {
  type Details,
  describeBackupPolicy,
  describeFileSystemPolicy,
  describeLifecycleConfiguration,
  detailsOf,
} from './operations/file-system-details.ts';
import { type Check, checkMountTargets, describeMountTargets } from './operations/mount-targets.ts';
import { conditionOf } from './operations/states.ts';
import { type Known, unknownValues } from './operations/unknown-values.ts';
import { unreadable } from './operations/unreadable.ts';
import { shows } from './shows/file-system.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::EFS::FileSystem': FileSystemProperties;
  }
}

interface FileSystemProperties {
  readonly FileSystemId?: string | undefined;
  /** AWS may leave it out, which does not say that it is false. */
  readonly Encrypted?: boolean | undefined;
  readonly KmsKeyId?: string | undefined;
  readonly ThroughputMode?: string | undefined;
  readonly ProvisionedThroughputInMibps?: number | undefined;
  readonly PerformanceMode?: string | undefined;
  readonly FileSystemProtection?:
    | {
        /** All but `ENABLED` make it read-only: it is, or may become, the copy of another. */
        readonly ReplicationOverwriteProtection?: string | undefined;
      }
    | undefined;
  /** Undefined where no policy reads it, as are the policies below. */
  readonly BackupPolicy?: Details['BackupPolicy'];
  /** As the document has it; null where there is none. */
  readonly FileSystemPolicy?: Details['FileSystemPolicy'];
  readonly LifecyclePolicies?: Details['LifecyclePolicies'];
  /** Only of a One Zone file system. */
  readonly AvailabilityZoneName?: string | undefined;
  readonly Live?: {
    readonly LifeCycleState?: string | undefined;
    /** Those that are being deleted included. */
    readonly NumberOfMountTargets?: number | undefined;
    readonly AvailabilityZoneId?: string | undefined;
  };
}

export default defineCollector({
  type: 'AWS::EFS::FileSystem',
  shows,
  asks: [
    { operation: describeFileSystems },
    { operation: describeBackupPolicy, for: ['BackupPolicy'] },
    { operation: describeFileSystemPolicy, for: ['FileSystemPolicy'] },
    { operation: describeLifecycleConfiguration, for: ['LifecyclePolicies'] },
    { operation: describeMountTargets, for: ['Live.NumberOfMountTargets'] },
  ],
  volatile: {
    'BackupPolicy.Status': {
      why: 'AWS is switching it: it is compared once it is on or off',
      where: [
        { property: 'BackupPolicy.Status', is: 'ENABLING' },
        { property: 'BackupPolicy.Status', is: 'DISABLING' },
      ],
    },
    'Live.LifeCycleState': 'AWS moves it through its states: updating, available',
    'Live.NumberOfMountTargets': 'counts those that are being deleted; mount targets are watched themselves',
  },
  async *collect(place, wanted) {
    const isCounted = wanted.has('Live.NumberOfMountTargets');
    for await (const fileSystems of pagesOfFileSystems(place)) {
      const read = await Promise.all(
        fileSystems.map(async (fileSystem) => {
          const check = isCounted ? await checkMountTargets(place, fileSystem) : undefined;
          if (check?.status === 'gone') return [];
          return [toResource(place, fileSystem, check, await detailsOf(place, wanted, fileSystem))];
        }),
      );
      yield* read.flat();
    }
  },
});

function toResource(
  { account, region }: Place,
  fileSystem: FileSystemDescription,
  check: Check | undefined,
  { details, gaps }: Awaited<ReturnType<typeof detailsOf>>,
): Resource<'AWS::EFS::FileSystem'> {
  const tags = Object.fromEntries((fileSystem.Tags ?? []).map(({ Key, Value }) => [Key, Value ?? '']));
  return createResource({
    type: 'AWS::EFS::FileSystem',
    id: fileSystem.FileSystemArn ?? fileSystem.FileSystemId ?? '',
    // The Name tag is not unique: two file systems may share it.
    name: fileSystem.FileSystemId ?? '',
    label: tags['Name'] || undefined,
    condition: conditionOf(fileSystem.LifeCycleState, states, fileSystem.CreationTime),
    account,
    region,
    tags,
    properties: { ...propertiesOf(fileSystem), ...details },
    gaps: [
      ...gaps,
      // Who has none is told so by an empty list.
      ...(fileSystem.Tags ? [] : [untold]),
      ...unknownValues(describeFileSystems, ['ThroughputMode', fileSystem.ThroughputMode, modes]),
      ...(check?.status === 'unsure' ? [{ property: 'Live.NumberOfMountTargets', ...check.unseen }] : []),
    ],
  });
}

const untold: Gap = {
  property: 'tags',
  ...unreadable(describeFileSystems, 'the answer holds no Tags').unseen,
};

const modes: Known<ThroughputMode> = { bursting: true, elastic: true, provisioned: true };

function propertiesOf(fileSystem: FileSystemDescription): FileSystemProperties {
  return {
    FileSystemId: fileSystem.FileSystemId,
    Encrypted: fileSystem.Encrypted,
    KmsKeyId: fileSystem.KmsKeyId,
    ThroughputMode: fileSystem.ThroughputMode,
    ProvisionedThroughputInMibps: fileSystem.ProvisionedThroughputInMibps,
    PerformanceMode: fileSystem.PerformanceMode,
    FileSystemProtection: fileSystem.FileSystemProtection,
    AvailabilityZoneName: fileSystem.AvailabilityZoneName,
    Live: {
      LifeCycleState: fileSystem.LifeCycleState,
      NumberOfMountTargets: fileSystem.NumberOfMountTargets,
      AvailabilityZoneId: fileSystem.AvailabilityZoneId,
    },
  };
}
