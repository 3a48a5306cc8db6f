import { DescribeFileSystemsCommand, DescribeMountTargetsCommand, EFSClient } from '@aws-sdk/client-efs';

export default {
  Client: EFSClient,
  commands: {
    DescribeFileSystems: DescribeFileSystemsCommand,
    DescribeMountTargets: DescribeMountTargetsCommand,
  },
};
