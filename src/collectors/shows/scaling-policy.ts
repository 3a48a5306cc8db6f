import {
  boolean,
  listOf,
  members,
  number,
  oneOf,
  type Shows,
  TITLE_SIGNS,
  text,
} from '../../model/property.ts';

export const shows = {
  cloudFormation: {
    PolicyName: true,
    PolicyType: { type: oneOf('PredictiveScaling', 'StepScaling', 'TargetTrackingScaling') },
    ServiceNamespace: true,
    ResourceId: true,
    ScalableDimension: true,
    TargetTrackingScalingPolicyConfiguration: true,
    StepScalingPolicyConfiguration: true,
    PredictiveScalingPolicyConfiguration: true,
  },
  live: {
    Alarms: { type: listOf(members({ AlarmName: text, AlarmARN: text })), about: 'The alarms it lists.' },
    AlarmStates: {
      type: listOf(
        members({
          AlarmName: text,
          ActionsEnabled: boolean,
          AlarmActions: listOf(text),
          Threshold: number,
          ComparisonOperator: text,
        }),
      ),
      about: 'Those alarms that exist, and others that act for the policy.',
    },
    LabelledLoadBalancers: {
      type: listOf(text),
      about: 'The load balancers that route to the target group of its `ResourceLabel`.',
    },
  },
  elsewhere: { ScalingTargetId: '`ResourceId` and `ScalableDimension` name the target' },
  signs: {
    any: [
      'MetricDimension.Value',
      'PredictiveScalingMetricDataQuery.Expression',
      'PredictiveScalingMetricDataQuery.Label',
      'PredictiveScalingMetricDimension.Value',
      'TargetTrackingMetricDataQuery.Label',
      'TargetTrackingMetricDimension.Value',
    ],
    [`${TITLE_SIGNS}.`]: [
      'CustomizedMetricSpecification.MetricName',
      'CustomizedMetricSpecification.Namespace',
      'Live.AlarmStates.AlarmActions',
      'Live.AlarmStates.AlarmName',
      'Live.Alarms.AlarmARN',
      'Live.Alarms.AlarmName',
      'PredictiveScalingMetric.MetricName',
      'PredictiveScalingMetric.Namespace',
      'TargetTrackingMetric.MetricName',
      'TargetTrackingMetric.Namespace',
      'PolicyName',
    ],
  },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalingPolicy.html',
      where: { PolicyType: 'TargetTrackingScaling' },
      none: ['StepScalingPolicyConfiguration', 'PredictiveScalingPolicyConfiguration'],
    },
    {
      source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalingPolicy.html',
      where: { PolicyType: 'StepScaling' },
      none: ['TargetTrackingScalingPolicyConfiguration', 'PredictiveScalingPolicyConfiguration'],
    },
    {
      source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalingPolicy.html',
      where: { PolicyType: 'PredictiveScaling' },
      none: ['TargetTrackingScalingPolicyConfiguration', 'StepScalingPolicyConfiguration'],
    },
    {
      source:
        'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html',
      none: [
        'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification',
        'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.ResourceLabel',
        'TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification',
      ],
      is: { 'TargetTrackingScalingPolicyConfiguration.DisableScaleIn': false },
    },
    {
      // Of ECS services, the only targets that are asked for.
      source:
        'https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html',
      is: {
        'TargetTrackingScalingPolicyConfiguration.ScaleInCooldown': 300,
        'TargetTrackingScalingPolicyConfiguration.ScaleOutCooldown': 300,
      },
    },
    {
      source:
        'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepScalingPolicyConfiguration.html',
      none: [
        'StepScalingPolicyConfiguration.MinAdjustmentMagnitude',
        'StepScalingPolicyConfiguration.StepAdjustments[].MetricIntervalLowerBound',
        'StepScalingPolicyConfiguration.StepAdjustments[].MetricIntervalUpperBound',
      ],
      is: {
        'StepScalingPolicyConfiguration.Cooldown': 300,
        'StepScalingPolicyConfiguration.MetricAggregationType': 'Average',
      },
    },
    {
      source:
        'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredictiveScalingPolicyConfiguration.html',
      none: ['PredictiveScalingPolicyConfiguration.MaxCapacityBuffer'],
      is: {
        'PredictiveScalingPolicyConfiguration.Mode': 'ForecastOnly',
        'PredictiveScalingPolicyConfiguration.SchedulingBufferTime': 300,
        'PredictiveScalingPolicyConfiguration.MaxCapacityBreachBehavior': 'HonorMaxCapacity',
      },
    },
  ],
  forms: {
    literal: ['TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification.Metrics[].Expression'],
  },
} satisfies Shows;
