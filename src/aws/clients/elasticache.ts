import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-elasticache';

export default {
  Client: ElastiCacheClient,
  commands: {
    DescribeCacheClusters: DescribeCacheClustersCommand,
    DescribeReplicationGroups: DescribeReplicationGroupsCommand,
    ListTagsForResource: ListTagsForResourceCommand,
  },
};
