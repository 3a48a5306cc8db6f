import { boolean, listOf, members, number, oneOf, type Shows, text } from '../../model/property.ts';

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
} satisfies Shows;
