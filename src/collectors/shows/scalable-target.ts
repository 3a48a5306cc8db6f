import { type Shows, time } from '../../model/property.ts';

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
} satisfies Shows;
