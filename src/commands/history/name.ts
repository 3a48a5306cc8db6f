import type { Interval } from '../../model/memory.ts';

/** `shop/services/autoscaling kiosk/menu` */
export function nameOf({ policy, component, check, resource }: Interval): string {
  const requirement = [policy, component, check].filter((part) => part !== null).join('/');
  return resource ? `${requirement} ${resource.name}` : requirement;
}
