import { fail, type Inventory, pass, type Resource, Unread, unknown, type Verdict } from '../../src/rule.ts';
import { isZoneOfRegion } from './zone-name.ts';

// `use1-az1`. Local Zones (`usw2-lax1-az1`) and Wavelength Zones (`use1-wl1-bos-wlz1`) hang on one zone of the region.
const zoneOfRegion = /^[a-z0-9]+-az\d+$/;

type Subnet = Resource<'AWS::EC2::Subnet'>;

/**
 * Judges in how many availability zones of the region subnets lie. By the zones' ids, for their names differ from
 * account to account and subnets may be shared; told by their names, as the account has them. An Outpost is no zone. A subnet that is not to be seen may be one
 * that is shared no more, and lies in a zone all the same.
 */
export function judgeSpread(
  subnetIds: readonly string[],
  min: number,
  inventory: Inventory,
  path: string,
): Verdict {
  const byId = new Map(subnetIds.flatMap((id) => zoneOf(visible(id, inventory))));
  const zones = [...byId.values()].sort(byName);
  if (zones.length >= min) return pass(`its subnets lie in ${zones.join(', ')}`);
  // Throws where the list of subnets is not complete.
  const lost = subnetIds.find((id) => !inventory.find('AWS::EC2::Subnet', id)?.properties.AvailabilityZoneId);
  if (lost) return unknown(`the zone of ${lost} is not known`);
  return fail(`its subnets lie in ${counted(zones)}`, {
    expected: `at least ${min} availability zones`,
    actual: zones.length,
    path,
    fix: 'Give the service subnets in more availability zones of the region.',
  });
}

/** The subnet, if it was seen: there may be more. */
function visible(id: string, inventory: Inventory): Subnet | undefined {
  try {
    return inventory.find('AWS::EC2::Subnet', id);
  } catch (error) {
    if (error instanceof Unread) return undefined;
    throw error;
  }
}

/** Its id, and what the account calls it. */
function zoneOf(subnet: Subnet | undefined): readonly (readonly [string, string])[] {
  const { AvailabilityZoneId: id = '', AvailabilityZone: name = '', OutpostArn } = subnet?.properties ?? {};
  // AWS does not promise what ids look like, and newer partitions may have others.
  const isOfRegion = zoneOfRegion.test(id) || (id !== '' && isZoneOfRegion(name));
  return isOfRegion && !OutpostArn ? [[id, name || id]] : [];
}

function counted(zones: readonly string[]): string {
  if (zones.length === 0) return 'no availability zone of the region';
  return `${zones.length} availability zone${zones.length === 1 ? '' : 's'} (${zones.join(', ')})`;
}

const byName = (a: string, b: string): number => (a < b ? -1 : 1);
