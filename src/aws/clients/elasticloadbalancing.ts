import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeSSLPoliciesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';

export default {
  Client: ElasticLoadBalancingV2Client,
  commands: {
    DescribeListeners: DescribeListenersCommand,
    DescribeLoadBalancerAttributes: DescribeLoadBalancerAttributesCommand,
    DescribeLoadBalancers: DescribeLoadBalancersCommand,
    DescribeRules: DescribeRulesCommand,
    DescribeSSLPolicies: DescribeSSLPoliciesCommand,
    DescribeTags: DescribeTagsCommand,
    DescribeTargetGroups: DescribeTargetGroupsCommand,
  },
};
