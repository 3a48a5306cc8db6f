import {
  all,
  byText,
  component,
  defineRule,
  fail,
  type Inventory,
  notApplicable,
  pass,
  type Resource,
  type RuleContext,
  unknown,
  type Verdict,
} from '../../src/rule.ts';
import { brokenOf } from '../judgements/broken.ts';

type FileSystem = Resource<'AWS::EFS::FileSystem'>;
type MountTarget = Resource<'AWS::EFS::MountTarget'>;
type Service = Resource<'AWS::ECS::Service'>;

/** Where something lies. Zones are compared by id, which an account cannot rename, and shown by name. */
interface Spot {
  readonly subnetId: string;
  readonly zone: string | undefined;
  readonly zoneName: string | undefined;
  readonly vpc: string | undefined;
}

interface Target extends Pick<Spot, 'zone' | 'vpc'> {
  readonly mountTarget: MountTarget;
}

export default defineRule({
  type: 'AWS::EFS::FileSystem',
  name: 'mount-target-in-every-az-of',
  title: 'Files can be mounted in every zone the services run in',
  why: 'A task in a zone without a mount target fails to start, or hangs when the zone it mounts from fails.',
  fix: 'Create a mount target in a subnet of each missing zone, in the VPC of the services and open to their security groups.',
  severity: 'critical',
  reads: ['FileSystemId', 'AvailabilityZoneName', 'Live.AvailabilityZoneId', 'Live.NumberOfMountTargets'],
  uses: {
    'AWS::ECS::Service': ['NetworkConfiguration'],
    'AWS::EC2::Subnet': ['AvailabilityZone', 'AvailabilityZoneId', 'VpcId'],
    'AWS::EFS::MountTarget': ['FileSystemId', 'SubnetId', 'Live'],
  },
  params: {
    services: component('AWS::ECS::Service', 'The component whose services mount the files.', 'on-us'),
  },
  shorthand: 'services',
  check(fileSystem, context) {
    const { params, inventory } = context;
    const services = params.services.ids().flatMap((id) => inventory.find('AWS::ECS::Service', id) ?? []);
    if (services.length === 0) return notApplicable('no services to serve in this account and region');
    const broken = brokenOf(fileSystem, 'file system', 'Live.LifeCycleState');
    if (broken) return broken;
    return all(
      () => judgeSpots(fileSystem, spotsOf(services, inventory), context),
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

const spotsOf = (services: readonly Service[], inventory: Inventory): readonly Spot[] =>
  [...new Set(services.flatMap(subnetsOf))].map((subnetId) => spotOf(subnetId, inventory));

const subnetsOf = ({ properties }: Service): readonly string[] =>
  properties.NetworkConfiguration?.AwsvpcConfiguration?.Subnets ?? [];

function spotOf(subnetId: string, inventory: Inventory): Spot {
  const subnet = inventory.find('AWS::EC2::Subnet', subnetId)?.properties;
  const { AvailabilityZoneId: zone, AvailabilityZone: zoneName = zone, VpcId: vpc } = subnet ?? {};
  return { subnetId, zone, zoneName, vpc };
}

/** Mount targets we saw are enough to pass; only all of them prove that one is missing. */
function judgeSpots(
  fileSystem: FileSystem,
  spots: readonly Spot[],
  { inventory, unlessMoving }: Pick<RuleContext, 'inventory' | 'unlessMoving'>,
): Verdict {
  const { FileSystemId: id = '', Live } = fileSystem.properties;
  const type = 'AWS::EFS::MountTarget';
  const targetsOf = (found: readonly MountTarget[]) => found.map((target) => placed(target, inventory));
  const verdict = judgeCover(spots, targetsOf(inventory.seenWhere(type, 'FileSystemId', id)), fileSystem);
  if (verdict.status === 'pass') return verdict;
  const listed = inventory.where(type, 'FileSystemId', id);
  const counted = Live?.NumberOfMountTargets ?? 0;
  if (listed.length >= counted)
    return unlessMoving(() => judgeCover(spots, targetsOf(listed), fileSystem), fileSystem);
  // AWS counts what is being deleted, in whose place another may come.
  const message = `${counted - listed.length} of ${counted} mount targets are being deleted`;
  return unknown(message, { kind: 'settling', message });
}

/** A mount target lies where its subnet lies, which AWS does not always repeat. */
function placed(mountTarget: MountTarget, inventory: Inventory): Target {
  const { SubnetId = '', Live } = mountTarget.properties;
  if (Live?.AvailabilityZoneId && Live.VpcId)
    return { mountTarget, zone: Live.AvailabilityZoneId, vpc: Live.VpcId };
  const { zone, vpc } = spotOf(SubnetId, inventory);
  return { mountTarget, zone: Live?.AvailabilityZoneId ?? zone, vpc: Live?.VpcId ?? vpc };
}

function judgeCover(spots: readonly Spot[], targets: readonly Target[], fileSystem: FileSystem): Verdict {
  const known = spots.filter(({ zone, vpc }) => zone && vpc);
  const standing = new Map(known.map((spot) => [spot, standingOf(spot, targets)]));
  const missing = known.filter((spot) => ['none', 'broken'].includes(standing.get(spot) ?? ''));
  const vague = targets.find(({ zone, vpc }) => !zone || !vpc);
  if (missing.length > 0 && vague)
    return unknown(`the answer does not say where mount target ${vague.mountTarget.name} is`);
  if (missing.length > 0)
    return fail(absence(missing, targets, standing), {
      expected: namesOf(known),
      actual: namesOf(known.filter((spot) => !missing.includes(spot))) || 'none',
      path: 'AWS::EFS::MountTarget',
      fix: remedyFor({ missing, standing, known, targets }, fileSystem),
    });
  const coming = known.filter((spot) => standing.get(spot) === 'moving');
  if (coming.length > 0) {
    const message = `the mount target in ${namesOf(coming)} is ${stateIn(coming[0], targets)}`;
    return unknown(message, { kind: 'settling', message });
  }
  const lost = spots.find((spot) => !known.includes(spot));
  if (lost) return unknown(`the ${lost.zone ? 'VPC' : 'zone'} of ${lost.subnetId} is not known`);
  return pass(`a mount target in ${namesOf(spots)}`);
}

type Standing = 'available' | 'moving' | 'broken' | 'none';

function standingOf(spot: Spot, targets: readonly Target[]): Standing {
  const there = targetsIn(spot, targets).map(({ mountTarget }) => mountTarget.condition);
  if (there.length === 0) return 'none';
  if (there.some((condition) => condition?.serves && !condition.moving)) return 'available';
  return there.some((condition) => condition?.moving) ? 'moving' : 'broken';
}

/** No task reaches a mount target of another VPC by the name that ECS mounts it by. */
const targetsIn = (spot: Spot, targets: readonly Target[]): readonly Target[] =>
  targets.filter(({ zone, vpc }) => zone === spot.zone && vpc === spot.vpc);

const stateIn = (spot: Spot | undefined, targets: readonly Target[]): string | undefined =>
  spot && targetsIn(spot, targets)[0]?.mountTarget.condition?.state;

interface Lack {
  readonly missing: readonly Spot[];
  readonly standing: ReadonlyMap<Spot, Standing>;
  readonly known: readonly Spot[];
  readonly targets: readonly Target[];
}

function remedyFor({ missing, standing, known, targets }: Lack, { properties }: FileSystem): string {
  const broken = missing.filter((spot) => standing.get(spot) === 'broken');
  const absent = missing.filter((spot) => !broken.includes(spot));
  const anew = broken.length > 0 ? [`Delete the mount target in ${namesOf(broken)} and create it anew.`] : [];
  const [vpc = '', ...more] = vpcsOf(known);
  // A file system has mount targets in one VPC only.
  // https://docs.aws.amazon.com/efs/latest/ug/manage-fs-access-create-delete-mount-targets.html
  if (more.length > 0)
    return [
      ...anew,
      `Have the services in one VPC, or a file system for each of ${[vpc, ...more].join(' and ')}: one has mount targets in one VPC only.`,
    ].join(' ');
  const elsewhere = vpcsOf(targets).filter((other) => other !== vpc);
  const first =
    elsewhere.length > 0
      ? `Delete the mount targets in ${elsewhere.join(', ')} first, for a file system has mount targets in one VPC only; then create`
      : 'Create';
  const where = `${absent.length > 1 ? 'each of ' : ''}${namesOf(absent)}, in ${vpc} and open to the security groups of the services`;
  return [
    ...anew,
    ...(absent.length > 0 ? [oneZone(absent, properties) ?? `${first} a mount target in ${where}.`] : []),
  ].join(' ');
}

/** A One Zone file system takes its one mount target in its own zone. */
function oneZone(
  absent: readonly Spot[],
  { AvailabilityZoneName, Live }: FileSystem['properties'],
): string | undefined {
  const own = AvailabilityZoneName ?? Live?.AvailabilityZoneId;
  const others = absent.filter(({ zone, zoneName }) => own !== zone && own !== zoneName);
  return own === undefined || others.length === 0
    ? undefined
    : `Create a regional file system, copy the files and mount it instead: a One Zone file system takes a mount target in ${own} only.`;
}

const vpcsOf = (all: readonly Pick<Spot, 'vpc'>[]): readonly string[] =>
  [...new Set(all.flatMap(({ vpc }) => vpc ?? []))].toSorted(byText);

function absence(
  missing: readonly Spot[],
  targets: readonly Target[],
  standing: ReadonlyMap<Spot, Standing>,
): string {
  const isBroken = missing.some((spot) => standing.get(spot) === 'broken');
  const what = `no ${isBroken ? 'available ' : ''}mount target in ${namesOf(missing)}`;
  const vpcs = vpcsOf(missing);
  const others = vpcsOf(targets).filter((vpc) => !vpcs.includes(vpc));
  return others.length > 0 ? `${what} of ${vpcs.join(', ')}, only in ${others.join(', ')}` : what;
}

const namesOf = (spots: readonly Spot[]): string =>
  [...new Set(spots.flatMap(({ zoneName }) => zoneName ?? []))].toSorted(byText).join(', ');
