import type { Cluster, Deployment, Service, TaskSet } from '@aws-sdk/client-ecs';
import type { Condition } from '../../model/resource.ts';
import { iso } from './iso.ts';

/** What ECS says of the state of a service. It is no better than its cluster. */
export function conditionOf(service: Service, cluster: Cluster): Condition {
  const { status = 'without a status' } = service;
  // A status we do not know, or are not told, neither serves nor fails for sure.
  return ofCluster(cluster) ?? (status === 'ACTIVE' ? ofScheduler(service) : moving(status, undefined));
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html
function ofCluster({ status = 'without a status', clusterName = '' }: Cluster): Condition | undefined {
  if (status === 'ACTIVE') return undefined;
  const state = `in cluster ${clusterName}, which is ${status}`;
  if (status === 'FAILED') return { state, serves: false, moving: false };
  // Tasks are accepted in an active cluster only. ECS does not tell since when it is on its way.
  const isKnown = status === 'PROVISIONING' || status === 'DEPROVISIONING';
  return { state, serves: !isKnown, moving: true };
}

function ofScheduler(service: Service): Condition {
  const { desiredCount = 0, runningCount = desiredCount, pendingCount = 0 } = service;
  // A rollout that failed is over: ECS starts no more tasks for it.
  if (primaryOf(service)?.rolloutState === 'FAILED') return afterFailure(desiredCount, runningCount);
  const isComplete = runningCount === desiredCount && pendingCount === 0;
  const rollout = rolloutOf(service, isComplete);
  if (rollout) return moving('in a rollout', iso(rollout.createdAt));
  const unrest = unrestOf(service);
  if (isComplete) return ofZones(service, unrest);
  const at = unrest.began ?? latest(partsOf(service).map(({ updatedAt }) => updatedAt));
  // Nothing says that ECS is at it.
  if (at === undefined && pendingCount === 0) return standing;
  return moving(runningCount > desiredCount ? 'stopping tasks' : 'starting tasks', at);
}

// What runs may stand in other zones than it did: ECS evens that out once the service is steady.
function ofZones({ availabilityZoneRebalancing }: Service, { replacing, rebalancing }: Unrest): Condition {
  if (rebalancing) return moving('moving tasks to other zones', rebalancing);
  return availabilityZoneRebalancing === 'ENABLED' && replacing
    ? moving('not steady yet', replacing)
    : standing;
}

const afterFailure = (desired: number, running: number): Condition =>
  running === 0 && desired > 0
    ? { state: 'without a task since its rollout is FAILED', serves: false, moving: false }
    : standing;

const moving = (state: string, at: string | undefined): Condition => ({
  state,
  serves: true,
  moving: true,
  ...(at !== undefined && { since: at }),
});

const standing: Condition = { state: 'ACTIVE', serves: true, moving: false };

export const primaryOf = ({ deployments = [] }: Service): Deployment | undefined =>
  deployments.find(({ status }) => status === 'PRIMARY');

// Until the tasks of the one before are gone that is listed as ACTIVE. One alone, with all its tasks running, only
// waits to be called steady: nothing of it moves.
function rolloutOf(service: Service, isComplete: boolean): Deployment | TaskSet | undefined {
  const { deployments = [], taskSets = [] } = service;
  const primary = primaryOf(service);
  const isReplacing = deployments.some(({ status }) => status === 'ACTIVE');
  // Behind a Classic Load Balancer a deployment has no rollout state.
  const state = primary?.rolloutState ?? (isReplacing ? 'IN_PROGRESS' : undefined);
  if (state === 'IN_PROGRESS' && (isReplacing || !isComplete)) return primary;
  const sets = taskSets.filter(({ status }) => status !== 'DRAINING');
  const fresh = sets.find(({ createdAt }) => iso(createdAt) === latest(sets.map((set) => set.createdAt)));
  // CodeDeploy turns the listener to the new task set, and then calls that the primary.
  const isToTakeOver = fresh?.createdAt !== undefined && fresh.status !== 'PRIMARY';
  const isUnderWay = isToTakeOver || sets.some(({ stabilityStatus }) => stabilityStatus === 'STABILIZING');
  return sets.length > 1 && isUnderWay ? fresh : undefined;
}

const partsOf = ({ deployments = [], taskSets = [] }: Service): readonly (Deployment | TaskSet)[] => [
  ...deployments,
  ...taskSets,
];

interface Unrest {
  readonly began?: string;
  /** When ECS began to start or stop tasks. */
  readonly replacing?: string;
  /** When ECS began to even out its zones. */
  readonly rebalancing?: string;
}

/** What happened since ECS last called the service steady. */
export function unrestOf({ events = [] }: Service): Unrest {
  const said = events.flatMap(({ createdAt, message = '' }) => {
    const at = iso(createdAt);
    return at ? [{ at, message }] : [];
  });
  const steady = said.filter(({ message }) => /reached a steady state/.test(message)).map(({ at }) => at);
  const calm = steady.sort().at(-1) ?? '';
  const after = said.filter(({ at }) => at > calm).sort((a, b) => (a.at < b.at ? -1 : 1));
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/track-service-rebalancing.html
  const balanced = after.findLast(({ message }) => /is AZ balanced/.test(message))?.at ?? '';
  const rebalancing = after.find(
    ({ at, message }) => at > balanced && /AZ rebalancing in progress/i.test(message),
  );
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
  const replacing = after.find(({ message }) =>
    /has (started|stopped) \d+ (running )?tasks?\b/.test(message),
  );
  return {
    ...(after[0] && { began: after[0].at }),
    ...(replacing && { replacing: replacing.at }),
    ...(rebalancing && { rebalancing: rebalancing.at }),
  };
}

const latest = (dates: readonly (Date | undefined)[]): string | undefined =>
  dates
    .flatMap((at) => iso(at) ?? [])
    .sort()
    .at(-1);
