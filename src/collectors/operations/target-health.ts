import type {
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { Refused, reasonOf } from '../../model/unseen.ts';
import { unreadable } from './unreadable.ts';

export const describeTargetHealth = operation<
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput
>({
  service: 'elasticloadbalancing',
  name: 'DescribeTargetHealth',
  permissions: ['elasticloadbalancing:DescribeTargetHealth'],
  answers: 'TargetHealthDescriptions',
  // A target is told by its id and port, which stand in a member of their own.
  identity: [],
});

export interface TargetGroupHealth {
  readonly TargetGroupArn: string;
  /** Those that are registered; absent where the target group does not exist. */
  readonly Targets?: readonly TargetState[] | undefined;
}

export interface TargetState {
  /** An address, the id of an instance, or an ARN. */
  readonly Id: string;
  readonly Port?: number | undefined;
  /** `healthy`, `unhealthy`, `initial`, `draining`, `unhealthy.draining`, `unused` or `unavailable`. */
  readonly State: string;
  /** Why it is not healthy: `Target.Timeout`. */
  readonly Reason?: string | undefined;
}

/** A question for each target group. */
export const targetHealthOf = (
  place: Place,
  groups: readonly string[],
): Promise<readonly TargetGroupHealth[]> =>
  Promise.all([...new Set(groups)].map((TargetGroupArn) => healthOf(place, TargetGroupArn)));

async function healthOf(place: Place, TargetGroupArn: string): Promise<TargetGroupHealth> {
  try {
    const { TargetHealthDescriptions = [] } = await place.ask(describeTargetHealth, { TargetGroupArn });
    return { TargetGroupArn, Targets: distinct(TargetHealthDescriptions.map(stateOf)) };
  } catch (error) {
    // A service goes on naming a target group that was deleted.
    if (error instanceof Refused && reasonOf(error) === 'TargetGroupNotFoundException')
      return { TargetGroupArn };
    throw error;
  }
}

/** A target that is told twice serves once. */
const distinct = (targets: readonly TargetState[]): readonly TargetState[] => [
  ...new Map(targets.map((target) => [JSON.stringify(target), target])).values(),
];

function stateOf({ Target, TargetHealth }: TargetHealthDescription): TargetState {
  if (!Target?.Id || !TargetHealth?.State)
    throw unreadable(describeTargetHealth, 'the answer does not say which target it is, or its state');
  return { Id: Target.Id, Port: Target.Port, State: TargetHealth.State, Reason: TargetHealth.Reason };
}
