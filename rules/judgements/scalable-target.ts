import type { Inventory, Mover, Resource } from '../../src/rule.ts';

type Service = Resource<'AWS::ECS::Service'>;
type Target = Resource<'AWS::ApplicationAutoScaling::ScalableTarget'>;

const type = 'AWS::ApplicationAutoScaling::ScalableTarget';

/** The target that scales the service, if it was seen: there may be more. */
export const seenTargetOf = (service: Service, inventory: Inventory): Target | undefined =>
  inventory.seenWhere(type, 'ResourceId', resourceIdOf(service)).find(isOwn);

/** The target that scales the service. Throws `Unread` where there is none among those that were seen, and there may be more. */
export const targetOf = (service: Service, inventory: Inventory): Target | undefined =>
  seenTargetOf(service, inventory) ?? inventory.where(type, 'ResourceId', resourceIdOf(service)).find(isOwn);

const isOwn = ({ properties }: Target): boolean =>
  properties.ScalableDimension === 'ecs:service:DesiredCount';

/** Whoever registers a target has the desired count lifted to its bounds soon after. A change to them leaves no trace. */
export function registrationOf({ properties }: Target): Mover {
  const { CreationTime } = properties.Live;
  const name = 'its scalable target';
  if (CreationTime === undefined) return { name };
  return { name, condition: { state: 'registered', serves: true, moving: true, since: CreationTime } };
}

/** By names, never by ARNs. */
export const resourceIdOf = ({ properties: { Live, ServiceName } }: Service): string =>
  `service/${Live.Cluster.ClusterName}/${ServiceName}`;
