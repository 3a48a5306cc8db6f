import {
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
} from '@aws-sdk/client-rds';

export default {
  Client: RDSClient,
  commands: {
    DescribeDBClusterParameters: DescribeDBClusterParametersCommand,
    DescribeDBClusters: DescribeDBClustersCommand,
    DescribeDBInstances: DescribeDBInstancesCommand,
  },
};
