import {
  all,
  component,
  defineRule,
  fail,
  type Inventory,
  notApplicable,
  pass,
  type Resource,
  unknown,
  type Verdict,
} from '../../src/rule.ts';

type FileSystem = Resource<'AWS::EFS::FileSystem'>;
type MountTarget = Resource<'AWS::EFS::MountTarget'>;

type Service = Resource<'AWS::ECS::Service'>;

/** Compared by id, which an account cannot rename; shown by name, which people know. */
interface Zone {
  readonly subnetId: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
}

// `updating` is a mount target that changes its address or its security groups.
const moving = new Set(['creating', 'updating']);

export default defineRule({
  type: 'AWS::EFS::FileSystem',
  name: 'mount-target-in-every-az-of',
  title: 'Files can be mounted in every zone the services run in',
  why: 'A task in a zone without a mount target fails to start, or hangs when the zone it mounts from fails.',
  fix: 'Create a mount target in a subnet of each missing zone, open to the security groups of the services.',
  severity: 'critical',
  reads: ['FileSystemId'],
  uses: {
    'AWS::ECS::Service': ['NetworkConfiguration'],
    'AWS::EC2::Subnet': ['AvailabilityZone', 'AvailabilityZoneId'],
    'AWS::EFS::MountTarget': ['FileSystemId', 'SubnetId', 'Live'],
  },
  params: { services: component('AWS::ECS::Service', 'The component whose services mount the files.') },
  shorthand: 'services',
  check(fileSystem, { params, inventory }) {
    const services = servicesOf(fileSystem, params.services.ids(), inventory);
    if (services.length === 0) return notApplicable('no services to serve in this account and region');
    return all(
      () => judgeZones(fileSystem, zonesOf(services, inventory), inventory),
      ...services
        .filter((service) => subnetsOf(service).length === 0)
        .map(
          ({ name }) =>
            () =>
              unknown(`the answer does not say which subnets ${name} runs in`),
        ),
    );
  },
});

/** Those it can serve: a component may select services of several accounts and regions. */
function servicesOf(fileSystem: FileSystem, ids: readonly string[], inventory: Inventory): Service[] {
  const services = ids.flatMap((id) => inventory.find('AWS::ECS::Service', id) ?? []);
  return services.filter(
    ({ account, region }) => account === fileSystem.account && region === fileSystem.region,
  );
}

function zonesOf(services: readonly Service[], inventory: Inventory): readonly Zone[] {
  return [...new Set(services.flatMap(subnetsOf))].map((subnetId) => {
    const subnet = inventory.find('AWS::EC2::Subnet', subnetId)?.properties;
    const { AvailabilityZoneId: id, AvailabilityZone: name = id } = subnet ?? {};
    return { subnetId, id, name };
  });
}

const subnetsOf = ({ properties }: Service): readonly string[] =>
  properties.NetworkConfiguration?.AwsvpcConfiguration?.Subnets ?? [];

/** Mount targets we saw are enough to pass; only all of them prove that one is missing. */
function judgeZones(fileSystem: FileSystem, zones: readonly Zone[], inventory: Inventory): Verdict {
  const isOwn = ({ properties }: MountTarget) =>
    properties.FileSystemId === fileSystem.properties.FileSystemId;
  const verdict = judgeCover(zones, inventory.seenOfType('AWS::EFS::MountTarget').filter(isOwn), inventory);
  if (verdict.status === 'pass') return verdict;
  return judgeCover(zones, inventory.ofType('AWS::EFS::MountTarget').filter(isOwn), inventory);
}

function judgeCover(
  zones: readonly Zone[],
  mountTargets: readonly MountTarget[],
  inventory: Inventory,
): Verdict {
  const states = new Map(
    mountTargets.map((one) => [zoneOf(one, inventory), one.properties.Live?.LifeCycleState]),
  );
  const known = zones.filter(({ id }) => id !== undefined);
  const missing = known.filter(
    ({ id }) => !moving.has(states.get(id) ?? '') && states.get(id) !== 'available',
  );
  const coming = known.filter(({ id }) => moving.has(states.get(id) ?? ''));
  if (missing.length > 0 && states.has(undefined))
    return unknown('the answer does not say in which zone a mount target is');
  if (missing.length > 0) {
    const what = missing.some(({ id }) => states.has(id)) ? 'available mount target' : 'mount target';
    return fail(`no ${what} in ${namesOf(missing)}`, {
      expected: namesOf(known),
      actual: namesOf(known.filter((zone) => !missing.includes(zone))) || 'none',
      path: 'AWS::EFS::MountTarget',
    });
  }
  if (coming.length > 0) return unknown(`the mount target in ${namesOf(coming)} is being created`);
  const lost = zones.find(({ id }) => id === undefined);
  if (lost) return unknown(`the zone of ${lost.subnetId} is not known`);
  return pass(`a mount target in ${namesOf(zones)}`);
}

/** Where the answer does not say it, the subnet does. */
const zoneOf = ({ properties: { Live, SubnetId } }: MountTarget, inventory: Inventory): string | undefined =>
  Live?.AvailabilityZoneId ??
  (SubnetId && inventory.find('AWS::EC2::Subnet', SubnetId)?.properties.AvailabilityZoneId);

const namesOf = (zones: readonly Zone[]): string =>
  [...new Set(zones.flatMap(({ name }) => name ?? []))]
    .toSorted((a, b) => a.localeCompare(b, 'en'))
    .join(', ');
