import {
  DescribeBackupPolicyCommand,
  DescribeFileSystemPolicyCommand,
  DescribeFileSystemsCommand,
  DescribeLifecycleConfigurationCommand,
  DescribeMountTargetSecurityGroupsCommand,
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
    DescribeMountTargetSecurityGroups: DescribeMountTargetSecurityGroupsCommand,
    DescribeMountTargets: DescribeMountTargetsCommand,
  },
};
