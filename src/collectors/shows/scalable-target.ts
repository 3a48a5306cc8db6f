import { type Shows, TITLE_SIGNS, time } from '../../model/property.ts';

export const shows = {
  cloudFormation: {
    ServiceNamespace: true,
    ResourceId: true,
    ScalableDimension: true,
    MinCapacity: true,
    MaxCapacity: true,
    RoleARN: true,
    SuspendedState: true,
    ScheduledActions: true,
  },
  live: { CreationTime: { type: time, about: 'When it was registered first.' } },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_ScheduledAction.html',
      none: [
        'ScheduledActions[].StartTime',
        'ScheduledActions[].EndTime',
        'ScheduledActions[].ScalableTargetAction.MinCapacity',
        'ScheduledActions[].ScalableTargetAction.MaxCapacity',
      ],
    },
    {
      source: 'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html',
      is: { 'ScheduledActions[].Timezone': 'UTC' },
    },
  ],
  signs: { [TITLE_SIGNS]: ['ScheduledAction.ScheduledActionName'] },
  forms: { ARN: ['RoleARN'], literal: ['ScheduledActions[].Schedule'] },
} satisfies Shows;
