import type { FileSystemDescription, ThroughputMode } from '@aws-sdk/client-efs';
import { defineCollector } from '../model/ports.ts';
import { createResource } from '../model/resource.ts';
import { describeFileSystems, pagesOfFileSystems } from './operations/elasticfilesystem.ts';

import { type Known, unknownValues } from './operations/unknown-values.ts';

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
  /** Only of a One Zone file system. */
  readonly AvailabilityZoneName?: string | undefined;
  readonly Live?: {
    readonly LifeCycleState?: string | undefined;
    readonly NumberOfMountTargets?: number | undefined;
    readonly AvailabilityZoneId?: string | undefined;
  };
}

export default defineCollector({
  type: 'AWS::EFS::FileSystem',
  asks: [{ operation: describeFileSystems }],
  async *collect(place) {
    const { account, region } = place;
    for await (const fileSystems of pagesOfFileSystems(place)) {
      for (const fileSystem of fileSystems) {
        const tags = Object.fromEntries((fileSystem.Tags ?? []).map(({ Key, Value }) => [Key, Value ?? '']));
        yield createResource({
          type: 'AWS::EFS::FileSystem',
          id: fileSystem.FileSystemArn ?? fileSystem.FileSystemId ?? '',
          // Encryption cannot be changed in place, so the id changes when it drifts; the Name tag stays.
          name: tags['Name'] || (fileSystem.FileSystemId ?? ''),
          account,
          region,
          tags,
          properties: propertiesOf(fileSystem),
          gaps: unknownValues(describeFileSystems, ['ThroughputMode', fileSystem.ThroughputMode, modes]),
        });
      }
    }
  },
});

const modes: Known<ThroughputMode> = { bursting: true, elastic: true, provisioned: true };

function propertiesOf(fileSystem: FileSystemDescription): FileSystemProperties {
  return {
    FileSystemId: fileSystem.FileSystemId,
    Encrypted: fileSystem.Encrypted,
    KmsKeyId: fileSystem.KmsKeyId,
    ThroughputMode: fileSystem.ThroughputMode,
    ProvisionedThroughputInMibps: fileSystem.ProvisionedThroughputInMibps,
    PerformanceMode: fileSystem.PerformanceMode,
    AvailabilityZoneName: fileSystem.AvailabilityZoneName,
    Live: {
      LifeCycleState: fileSystem.LifeCycleState,
      NumberOfMountTargets: fileSystem.NumberOfMountTargets,
      AvailabilityZoneId: fileSystem.AvailabilityZoneId,
    },
  };
}
