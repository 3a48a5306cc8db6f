import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
} from '@aws-sdk/client-application-auto-scaling';

export default {
  Client: ApplicationAutoScalingClient,
  commands: {
    DescribeScalableTargets: DescribeScalableTargetsCommand,
    DescribeScalingPolicies: DescribeScalingPoliciesCommand,
    DescribeScheduledActions: DescribeScheduledActionsCommand,
  },
};
