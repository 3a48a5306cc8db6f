import {
  fail,
  type Inventory,
  type Mover,
  pass,
  type Resource,
  type RuleContext,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { registrationOf, seenTargetOf } from './scalable-target.ts';

type Service = Resource<'AWS::ECS::Service'>;

/**
 * Whether as many tasks are wanted. What the scalable target is to lift counts once it was not: AWS does so within a minute
 * of a change to its bounds, of which nothing tells.
 */
export function judgeDesiredCount(
  service: Service,
  min: number,
  { inventory, unlessMoving }: Pick<RuleContext, 'inventory' | 'unlessMoving'>,
): Verdict {
  const raisers = raisersOf(service, min, inventory);
  const more = raisers.length > 0 ? ({ eventual: true } as const) : {};
  const { DesiredCount } = service.properties;
  if (DesiredCount === undefined) return unknown('the answer does not say how many tasks are desired');
  const target = seenTargetOf(service, inventory);
  const isPuzzling = (target?.properties.MinCapacity ?? 0) >= min;
  // UpdateService may set what the bounds do not allow, and nothing lifts it until a policy is set off.
  // https://docs.aws.amazon.com/autoscaling/application/userguide/getting-started.html
  const why = isPuzzling ? ': its scalable target does not lift it before a policy acts' : '';
  const fix = `Raise the desired count to at least ${min}${why}.`;
  return unlessMoving(() => judgeDesired(DesiredCount, min, { fix, ...more }), ...raisers);
}

/** Whether as many tasks are desired: what somebody set, and nothing that ECS does on its way changes. */
export const judgeDesired = (
  desired: number,
  min: number,
  more: { readonly fix?: string; readonly eventual?: true } = {},
): Verdict =>
  desired >= min
    ? pass()
    : fail(`DesiredCount is ${desired}`, {
        expected: `at least ${min}`,
        actual: desired,
        path: 'DesiredCount',
        fix: `Raise the desired count to at least ${min}.`,
        ...more,
      });

/** The target, where it is to lift the desired count far enough. Nobody registers one for a service at rest. */
function raisersOf(service: Service, min: number, inventory: Inventory): readonly Mover[] {
  const target = seenTargetOf(service, inventory);
  const isEnough = (target?.properties.MinCapacity ?? 0) >= min;
  return target && isEnough && service.properties.DesiredCount !== 0 ? [registrationOf(target)] : [];
}
