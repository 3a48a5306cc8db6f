import type {
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput,
  ScalableTarget,
  ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import { iso } from './operations/iso.ts';
import { shows } from './shows/scalable-target.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ApplicationAutoScaling::ScalableTarget': ScalableTargetProperties;
  }
}

interface ScalableTargetProperties {
  readonly ServiceNamespace: string;
  /** `service/<cluster name>/<service name>` */
  readonly ResourceId: string;
  readonly ScalableDimension: string;
  readonly MinCapacity?: number | undefined;
  readonly MaxCapacity?: number | undefined;
  readonly RoleARN?: string | undefined;
  readonly SuspendedState: {
    readonly DynamicScalingInSuspended: boolean;
    readonly DynamicScalingOutSuspended: boolean;
    readonly ScheduledScalingSuspended: boolean;
  };
  /** Undefined where no policy reads it. */
  readonly ScheduledActions?: readonly Scheduled[] | undefined;
  readonly Live: {
    /** When it was registered first, in ISO 8601: later changes leave it as it is. */
    readonly CreationTime?: string | undefined;
  };
}

interface Scheduled {
  readonly ScheduledActionName: string;
  readonly Schedule?: string | undefined;
  readonly Timezone?: string | undefined;
  /** In ISO 8601, as is the end. */
  readonly StartTime?: string | undefined;
  readonly EndTime?: string | undefined;
  /** A bound that is absent stays as it is. */
  readonly ScalableTargetAction: {
    readonly MinCapacity?: number | undefined;
    readonly MaxCapacity?: number | undefined;
  };
}

const describeScalableTargets = operation<
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput
>({
  service: 'application-autoscaling',
  name: 'DescribeScalableTargets',
  permissions: ['application-autoscaling:DescribeScalableTargets'],
  answers: 'ScalableTargets',
  identity: ['ResourceId', 'ScalableDimension'],
  belongs: ({ ServiceNamespace }, asked) => ServiceNamespace === asked.ServiceNamespace,
});

const describeScheduledActions = operation<
  DescribeScheduledActionsCommandInput,
  DescribeScheduledActionsCommandOutput
>({
  service: 'application-autoscaling',
  name: 'DescribeScheduledActions',
  permissions: ['application-autoscaling:DescribeScheduledActions'],
  answers: 'ScheduledActions',
  identity: ['ScheduledActionARN'],
  belongs: ({ ServiceNamespace }, asked) => ServiceNamespace === asked.ServiceNamespace,
});

// The namespace is mandatory, so one sweep of each is the fewest questions.
const question = { ServiceNamespace: 'ecs', MaxResults: 50 } as const;
const paging = { input: 'NextToken', output: 'NextToken' } as const;

/** The targets of ECS services. */
export default defineCollector({
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  shows,
  asks: [
    { operation: describeScalableTargets },
    { operation: describeScheduledActions, for: ['ScheduledActions'] },
  ],
  volatile: {
    'Live.CreationTime': 'a time, not a setting',
  },
  async *collect(place, wanted) {
    const actions = wanted.has('ScheduledActions')
      ? await attempt('ScheduledActions', scheduledActions(place))
      : undefined;
    for await (const { ScalableTargets = [] } of place.pages(describeScalableTargets, question, paging))
      for (const target of ScalableTargets) yield toResource(place, target, actions);
  },
});

type ActionsByTarget = ReadonlyMap<string, readonly ScheduledAction[]>;

async function scheduledActions(place: Place): Promise<ActionsByTarget> {
  const found = new Map<string, ScheduledAction[]>();
  for await (const { ScheduledActions = [] } of place.pages(describeScheduledActions, question, paging))
    for (const action of ScheduledActions) {
      const known = found.get(keyOf(action));
      if (known) known.push(action);
      else found.set(keyOf(action), [action]);
    }
  return found;
}

const keyOf = ({ ResourceId, ScalableDimension }: ScheduledAction | ScalableTarget): string =>
  `${ResourceId} ${ScalableDimension}`;

function toResource(
  { account, region }: Place,
  target: ScalableTarget,
  actions: Attempt<ActionsByTarget> | undefined,
): Resource<'AWS::ApplicationAutoScaling::ScalableTarget'> {
  const {
    ServiceNamespace = 'ecs',
    ResourceId = '',
    ScalableDimension = 'ecs:service:DesiredCount',
  } = target;
  const { SuspendedState = {}, MinCapacity, MaxCapacity, RoleARN } = target;
  const { DynamicScalingInSuspended = false, DynamicScalingOutSuspended = false } = SuspendedState;
  const known = told(actions);
  const own = known && (known.get(keyOf(target)) ?? []);
  return createResource({
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    // What CloudFormation's Ref returns.
    id: `${ResourceId}|${ScalableDimension}|${ServiceNamespace}`,
    name: ResourceId,
    account,
    region,
    tags: {},
    properties: {
      ServiceNamespace,
      ResourceId,
      ScalableDimension,
      MinCapacity,
      MaxCapacity,
      RoleARN,
      SuspendedState: {
        DynamicScalingInSuspended,
        DynamicScalingOutSuspended,
        ScheduledScalingSuspended: SuspendedState.ScheduledScalingSuspended ?? false,
      },
      ScheduledActions: own?.map(toScheduled),
      Live: { CreationTime: iso(target.CreationTime) },
    },
    gaps: gapsOf(actions),
  });
}

const toScheduled = (action: ScheduledAction): Scheduled => ({
  ScheduledActionName: action.ScheduledActionName ?? '',
  Schedule: action.Schedule,
  Timezone: action.Timezone,
  StartTime: iso(action.StartTime),
  EndTime: iso(action.EndTime),
  ScalableTargetAction: action.ScalableTargetAction ?? {},
});
