import { expect, test } from '@jest/globals';
import { toCloudFormationNames } from '../../../src/collectors/operations/cloudformation-names.ts';

test("a volume has CloudFormation's names, which are not always AWS's with a capital", () => {
  const volumes = [
    {
      name: 'files',
      efsVolumeConfiguration: {
        fileSystemId: 'fs-1',
        transitEncryption: 'ENABLED',
        transitEncryptionPort: 2999,
        authorizationConfig: { accessPointId: 'ap', iam: 'ENABLED' },
      },
      fsxWindowsFileServerVolumeConfiguration: { fileSystemId: 'fs-2' },
      dockerVolumeConfiguration: { driverOpts: { type: 'nfs' } },
    },
  ];
  expect(toCloudFormationNames(volumes)).toEqual([
    {
      Name: 'files',
      EFSVolumeConfiguration: {
        FilesystemId: 'fs-1',
        TransitEncryption: 'ENABLED',
        TransitEncryptionPort: 2999,
        AuthorizationConfig: { AccessPointId: 'ap', IAM: 'ENABLED' },
      },
      FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-2' },
      DockerVolumeConfiguration: { DriverOpts: { type: 'nfs' } },
    },
  ]);
});

test('the tags of a volume are renamed, and what a hook is given is not', () => {
  const tags = [{ key: 'team', value: 'shop' }];
  expect(toCloudFormationNames({ tagSpecifications: [{ resourceType: 'volume', tags }] })).toEqual({
    TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'team', Value: 'shop' }] }],
  });
  expect(toCloudFormationNames({ lifecycleHooks: [{ hookDetails: { myKey: { deep: 1 } } }] })).toEqual({
    LifecycleHooks: [{ HookDetails: { myKey: { deep: 1 } } }],
  });
});
