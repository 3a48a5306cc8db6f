import { defineRule, fail, type Inventory, integer, pass, type Resource, unknown } from '../../src/rule.ts';
import { brokenOf } from '../judgements/broken.ts';

type LoadBalancer = Resource<'AWS::ElasticLoadBalancingV2::LoadBalancer'>;
type Zone = LoadBalancer['properties']['Live']['AvailabilityZones'][number];

export default defineRule({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  name: 'spread-over-azs',
  title: 'The load balancer stands in several availability zones',
  why: 'A load balancer in one availability zone is gone when that zone is.',
  fix: 'Add a subnet in another availability zone to the load balancer.',
  severity: 'high',
  reads: ['Live.AvailabilityZones'],
  uses: { 'AWS::EC2::Subnet': ['SubnetId', 'AvailabilityZone', 'OutpostArn'] },
  params: { min: integer('The least number of availability zones.', 2, 1) },
  shorthand: 'min',
  check(balancer, { params: { min }, inventory }) {
    const broken = brokenOf(balancer, 'load balancer', 'Live.State');
    if (broken) return broken;
    const {
      region,
      properties: { Live },
    } = balancer;
    const zones = Live.AvailabilityZones;
    const names = distinct(zones.flatMap((zone) => placeOf(zone, seenSubnet(zone, inventory)).zone ?? []));
    const own = names.filter((name) => isOfRegion(name, region));
    if (own.length >= min) return pass(`it stands in ${own.join(', ')}`);
    const lost = zones.find((zone) => !isKnown(zone, seenSubnet(zone, inventory)));
    // No load balancer is without a subnet.
    if (zones.length === 0) return unknown('the answer does not say where it stands');
    if (lost && !isKnown(lost, foundSubnet(lost, inventory)))
      return unknown(`the zone of ${lost.SubnetId ?? 'one of its subnets'} is not known`);
    return fail(`it stands in ${counted(own)}`, {
      expected: `at least ${min} availability zones`,
      actual: own.length,
      path: 'Subnets',
      // A load balancer of an Outpost or a Local Zone stands in no zone beside.
      fix:
        own.length === 0
          ? `Put one with subnets in ${min} availability zones of the region in its place.`
          : undefined,
    });
  },
});

type Subnet = Resource<'AWS::EC2::Subnet'>;

/** The zone by its own answer, and by its subnet's where that is silent. An Outpost is no zone. */
function placeOf({ ZoneName, OutpostId }: Zone, subnet: Subnet | undefined) {
  const { AvailabilityZone, OutpostArn } = subnet?.properties ?? {};
  const isOutpost = Boolean(OutpostId ?? OutpostArn);
  return { isOutpost, zone: isOutpost ? undefined : (ZoneName ?? AvailabilityZone) };
}

function isKnown(zone: Zone, subnet: Subnet | undefined): boolean {
  const { isOutpost, zone: name } = placeOf(zone, subnet);
  return isOutpost || name !== undefined;
}

const seenSubnet = ({ SubnetId }: Zone, inventory: Inventory): Subnet | undefined =>
  SubnetId === undefined ? undefined : inventory.seenWhere('AWS::EC2::Subnet', 'SubnetId', SubnetId)[0];

/** Throws where the subnets could not all be listed. */
const foundSubnet = ({ SubnetId }: Zone, inventory: Inventory): Subnet | undefined =>
  SubnetId === undefined ? undefined : inventory.find('AWS::EC2::Subnet', SubnetId);

// `us-east-1a`. Local Zones (`us-west-2-lax-1a`) and Wavelength Zones (`us-east-1-wl1-bos-wlz-1`) are no zones of the region.
const isOfRegion = (zone: string, region: string): boolean =>
  zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length));

function counted(zones: readonly string[]): string {
  if (zones.length === 0) return 'no availability zone of the region';
  return `${zones.length} availability zone${zones.length === 1 ? '' : 's'} (${zones.join(', ')})`;
}

const distinct = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
