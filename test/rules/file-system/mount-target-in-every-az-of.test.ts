import rule from '../../../rules/file-system/mount-target-in-every-az-of.ts';
import { createResource, type Resource } from '../../../src/model/resource.ts';
import { testRule } from '../../support/test-rule.ts';

const here = { account: '111122223333', region: 'sa-east-1' } as const;

function made(type: string, id: string, properties: object, more: object = {}): Resource {
  return createResource({ type, id, name: id, ...here, tags: {}, properties, gaps: [], ...more } as never);
}

const service = (id: string, Subnets: readonly string[], more: object = {}) =>
  made('AWS::ECS::Service', id, { NetworkConfiguration: { AwsvpcConfiguration: { Subnets } } }, more);
const subnet = (letter: string, number: number, vpc: string | undefined = 'vpc-1') =>
  made('AWS::EC2::Subnet', `subnet-${letter}`, {
    SubnetId: `subnet-${letter}`,
    AvailabilityZone: `sa-east-1${letter}`,
    AvailabilityZoneId: `sae1-az${number}`,
    VpcId: vpc,
  });
const conditions = {
  available: { state: 'available', serves: true, moving: false },
  updating: { state: 'updating', serves: true, moving: true },
  creating: { state: 'creating', serves: false, moving: true },
  error: { state: 'error', serves: false, moving: false },
};
const mountTarget = (
  number: number,
  state: keyof typeof conditions = 'available',
  FileSystemId = 'fs-1',
  VpcId = 'vpc-1',
) =>
  made(
    'AWS::EFS::MountTarget',
    `fsmt-${number}`,
    { FileSystemId, Live: { AvailabilityZoneId: `sae1-az${number}`, VpcId } },
    { condition: conditions[state] },
  );
const withoutZone = (SubnetId: string) =>
  made(
    'AWS::EFS::MountTarget',
    `fsmt-${SubnetId}`,
    { FileSystemId: 'fs-1', SubnetId, Live: {} },
    { condition: conditions.available },
  );

const subnets = [subnet('a', 1), subnet('b', 2), subnet('c', 3)];
const menu = service('menu', ['subnet-a', 'subnet-b']);
const cart = service('cart', ['subnet-c']);
const given = { FileSystemId: 'fs-1' };
const related = { services: ['menu', 'cart'] };
const platform = [...subnets, menu, cart];
const everywhere = [mountTarget(1), mountTarget(2), mountTarget(3)];

testRule(rule, {
  passes: {
    'every zone of every service has a mount target': {
      given,
      related,
      alongside: [...platform, ...everywhere],
      seeing: 'a mount target in sa-east-1a, sa-east-1b, sa-east-1c',
    },
    'more of them than we may see do not matter': {
      given,
      related,
      alongside: [...platform, ...everywhere],
      blind: ['AWS::EFS::MountTarget'],
    },
    'the answer does not say where mount targets are, and their subnets do': {
      given,
      related,
      alongside: [...platform, ...['subnet-a', 'subnet-b', 'subnet-c'].map(withoutZone)],
    },
    'there are more of them, in another VPC as well': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, mountTarget(3), mountTarget(1, 'available', 'fs-1', 'vpc-2')],
    },
  },
  fails: {
    'the services stand in two VPCs, and no file system serves both': {
      given,
      related: { services: ['menu', 'far'] },
      alongside: [
        ...platform,
        subnet('d', 4, 'vpc-2'),
        service('far', ['subnet-d']),
        mountTarget(1),
        mountTarget(2),
      ],
      because: 'no mount target in sa-east-1d of vpc-2, only in vpc-1',
      fix: 'Have the services in one VPC, or a file system for each of vpc-1 and vpc-2: one has mount targets in one VPC only.',
    },
    'a One Zone file system has its only mount target': {
      given: { ...given, AvailabilityZoneName: 'sa-east-1a' },
      related: { services: ['menu'] },
      alongside: [...platform, mountTarget(1)],
      because: 'no mount target in sa-east-1b',
      fix: 'Create a regional file system, copy the files and mount it instead: a One Zone file system takes a mount target in sa-east-1a only.',
    },
    'a One Zone file system has none in its own zone': {
      given: { ...given, AvailabilityZoneName: 'sa-east-1c' },
      related: { services: ['cart'] },
      alongside: platform,
      because: 'no mount target in sa-east-1c',
      fix: 'Create a mount target in sa-east-1c, in vpc-1 and open to the security groups of the services.',
    },
    'it is broken, whatever its mount targets say': {
      given,
      condition: conditions.error,
      related,
      alongside: [...platform, ...everywhere],
      because: 'the file system is in state error',
      fix: 'Restore a backup of the file system to a new one: EFS does not recover it.',
      path: 'Live.LifeCycleState',
    },
    'a zone has none': {
      given,
      related,
      alongside: [...platform, mountTarget(1), mountTarget(2)],
      because: 'no mount target in sa-east-1c',
      fix: 'Create a mount target in sa-east-1c, in vpc-1 and open to the security groups of the services.',
      expected: 'sa-east-1a, sa-east-1b, sa-east-1c',
      actual: 'sa-east-1a, sa-east-1b',
    },
    'only other file systems have them': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, mountTarget(3, 'available', 'fs-2')],
      because: 'no mount target in sa-east-1c',
      actual: 'none',
    },
    'they are in the right zones of another VPC': {
      given,
      related: { services: ['menu'] },
      alongside: [
        ...platform,
        mountTarget(1, 'available', 'fs-1', 'vpc-2'),
        mountTarget(2, 'available', 'fs-1', 'vpc-2'),
      ],
      because: 'no mount target in sa-east-1a, sa-east-1b of vpc-1, only in vpc-2',
      fix: 'Delete the mount targets in vpc-2 first, for a file system has mount targets in one VPC only; then create a mount target in each of sa-east-1a, sa-east-1b, in vpc-1 and open to the security groups of the services.',
      actual: 'none',
    },
    'one without a zone is in the subnet of another VPC': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, subnet('x', 3, 'vpc-2'), withoutZone('subnet-x')],
      because: 'no mount target in sa-east-1c of vpc-1, only in vpc-2',
    },
    'a zone has none, as the file system counts': {
      given: { ...given, Live: { NumberOfMountTargets: 2 } },
      related,
      alongside: [...platform, mountTarget(1), mountTarget(2)],
      because: 'no mount target in sa-east-1c',
    },
    'one is broken': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, mountTarget(3, 'error')],
      because: 'no available mount target in sa-east-1c',
      fix: 'Delete the mount target in sa-east-1c and create it anew.',
    },
    'a zone has none and another waits for its own': {
      given,
      related: { services: ['menu'] },
      alongside: [...platform, mountTarget(1, 'creating')],
      because: 'no mount target in sa-east-1b',
    },
    'a zone has none and a service does not say its subnets': {
      given,
      related,
      alongside: [...subnets, menu, service('cart', []), mountTarget(1)],
      because: 'no mount target in sa-east-1b',
    },
  },
  doesNotApply: {
    'there are no services': {
      given,
      related: { services: [] },
      because: 'no services to serve in this account and region',
    },
  },
  isUnknown: {
    'a mount target is being created': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, mountTarget(3, 'creating')],
      because: 'the mount target in sa-east-1c is creating',
    },
    'a mount target is being changed': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, mountTarget(3, 'updating')],
      because: 'the mount target in sa-east-1c is updating',
    },
    'the file system is being created, and its mount targets come later': {
      given,
      condition: { state: 'creating', serves: false, moving: true },
      related: { services: ['cart'] },
      alongside: platform,
      because: 'no mount target in sa-east-1c, while the-name is creating',
    },
    'fewer are there than the file system counts': {
      given: { ...given, Live: { NumberOfMountTargets: 1 } },
      related: { services: ['cart'] },
      alongside: platform,
      because: '1 of 1 mount targets are being deleted',
    },
    'the VPC of a subnet is not in the answer': {
      given,
      related: { services: ['x'] },
      alongside: [
        service('x', ['subnet-x']),
        made('AWS::EC2::Subnet', 'subnet-x', { AvailabilityZoneId: 'sae1-az1' }),
        mountTarget(1),
      ],
      because: 'the VPC of subnet-x is not known',
    },
    'neither a mount target nor its subnet says its zone': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, withoutZone('subnet-of-another')],
      because: 'the answer does not say where mount target fsmt-subnet-of-another is',
    },
    'a subnet is gone': {
      given,
      related: { services: ['cart'] },
      alongside: [cart, ...everywhere],
      because: 'the zone of subnet-c is not known',
    },
    'a service does not say its subnets': {
      given,
      related: { services: ['menu', 'cart'] },
      alongside: [...subnets, menu, service('cart', []), ...everywhere],
      because: 'the answer does not say which subnets cart runs in',
    },
    'the services could not be listed': {
      given,
      related: { services: 'unread' },
      because: 'could not read the list of AWS::ECS::Service: test:Read answered AccessDeniedException',
    },
    'the subnets could not be listed': {
      given,
      related,
      alongside: [menu, cart, ...everywhere],
      blind: ['AWS::EC2::Subnet'],
      because: 'could not read the list of AWS::EC2::Subnet: test:Read answered AccessDeniedException',
    },
    'the mount targets could not all be listed': {
      given,
      related,
      alongside: [...platform, mountTarget(1)],
      blind: ['AWS::EFS::MountTarget'],
      because: 'could not read the list of AWS::EFS::MountTarget: test:Read answered AccessDeniedException',
    },
    'AWS does not show the file system': {
      given,
      related,
      alongside: [...platform, ...everywhere],
      unreadable: ['FileSystemId'],
      because: 'could not read FileSystemId: test:Read answered AccessDeniedException',
    },
  },
});
