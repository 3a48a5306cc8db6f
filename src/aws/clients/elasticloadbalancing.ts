import {
  DescribeListenerAttributesCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeSSLPoliciesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';

export default {
  Client: ElasticLoadBalancingV2Client,
  commands: {
    DescribeListenerAttributes: DescribeListenerAttributesCommand,
    DescribeListeners: DescribeListenersCommand,
    DescribeLoadBalancerAttributes: DescribeLoadBalancerAttributesCommand,
    DescribeLoadBalancers: DescribeLoadBalancersCommand,
    DescribeRules: DescribeRulesCommand,
    DescribeSSLPolicies: DescribeSSLPoliciesCommand,
    DescribeTags: DescribeTagsCommand,
    DescribeTargetGroupAttributes: DescribeTargetGroupAttributesCommand,
    DescribeTargetGroups: DescribeTargetGroupsCommand,
    DescribeTargetHealth: DescribeTargetHealthCommand,
  },
};
