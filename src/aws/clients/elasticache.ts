import {
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-elasticache';

export default {
  Client: ElastiCacheClient,
  commands: {
    DescribeReplicationGroups: DescribeReplicationGroupsCommand,
    ListTagsForResource: ListTagsForResourceCommand,
  },
};
