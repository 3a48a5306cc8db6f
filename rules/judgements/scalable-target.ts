import type { Inventory, Resource } from '../../src/rule.ts';

type Service = Resource<'AWS::ECS::Service'>;
type Target = Resource<'AWS::ApplicationAutoScaling::ScalableTarget'>;

/** The target that scales the service. Throws `Unread` where there is none among those that were seen, and there may be more. */
export function targetOf(service: Service, inventory: Inventory): Target | undefined {
  const type = 'AWS::ApplicationAutoScaling::ScalableTarget';
  const id = resourceIdOf(service);
  const isOwn = ({ properties }: Target) => properties.ScalableDimension === 'ecs:service:DesiredCount';
  return (
    inventory.seenWhere(type, 'ResourceId', id).find(isOwn) ??
    inventory.where(type, 'ResourceId', id).find(isOwn)
  );
}

/** By names, never by ARNs. */
export const resourceIdOf = ({ properties: { Live, ServiceName } }: Service): string =>
  `service/${Live.Cluster.ClusterName}/${ServiceName}`;
