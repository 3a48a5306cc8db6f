import {
  DescribeBackupPolicyCommand,
  DescribeFileSystemPolicyCommand,
  DescribeFileSystemsCommand,
  DescribeLifecycleConfigurationCommand,
  DescribeMountTargetsCommand,
  EFSClient,
} from '@aws-sdk/client-efs';

export default {
  Client: EFSClient,
  commands: {
    DescribeBackupPolicy: DescribeBackupPolicyCommand,
    DescribeFileSystemPolicy: DescribeFileSystemPolicyCommand,
    DescribeFileSystems: DescribeFileSystemsCommand,
    DescribeLifecycleConfiguration: DescribeLifecycleConfigurationCommand,
    DescribeMountTargets: DescribeMountTargetsCommand,
  },
};
