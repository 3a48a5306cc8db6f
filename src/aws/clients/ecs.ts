import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';

export default {
  Client: ECSClient,
  commands: {
    DescribeClusters: DescribeClustersCommand,
    DescribeServices: DescribeServicesCommand,
    DescribeTaskDefinition: DescribeTaskDefinitionCommand,
    DescribeTasks: DescribeTasksCommand,
    ListClusters: ListClustersCommand,
    ListServices: ListServicesCommand,
    ListTasks: ListTasksCommand,
  },
};
