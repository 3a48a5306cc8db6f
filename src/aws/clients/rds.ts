import { DescribeDBClustersCommand, DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';

export default {
  Client: RDSClient,
  commands: {
    DescribeDBClusters: DescribeDBClustersCommand,
    DescribeDBInstances: DescribeDBInstancesCommand,
  },
};
