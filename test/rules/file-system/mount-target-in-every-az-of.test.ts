import rule from '../../../rules/file-system/mount-target-in-every-az-of.ts';
import { createResource, type Resource } from '../../../src/model/resource.ts';
import { testRule } from '../../support/test-rule.ts';

const here = { account: '111122223333', region: 'sa-east-1' } as const;

function made(type: string, id: string, properties: object, more: object = {}): Resource {
  return createResource({ type, id, name: id, ...here, tags: {}, properties, gaps: [], ...more } as never);
}

const service = (id: string, Subnets: readonly string[], more: object = {}) =>
  made('AWS::ECS::Service', id, { NetworkConfiguration: { AwsvpcConfiguration: { Subnets } } }, more);
const subnet = (letter: string, number: number) =>
  made('AWS::EC2::Subnet', `subnet-${letter}`, {
    SubnetId: `subnet-${letter}`,
    AvailabilityZone: `sa-east-1${letter}`,
    AvailabilityZoneId: `sae1-az${number}`,
  });
const mountTarget = (number: number | undefined, LifeCycleState = 'available', FileSystemId = 'fs-1') =>
  made('AWS::EFS::MountTarget', `fsmt-${number}`, {
    FileSystemId,
    Live: { LifeCycleState, AvailabilityZoneId: number === undefined ? undefined : `sae1-az${number}` },
  });

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
    'a mount target whose answer holds no zone stands in that of its subnet': {
      given,
      related: { services: ['cart'] },
      alongside: [
        ...platform,
        made('AWS::EFS::MountTarget', 'fsmt', {
          FileSystemId: 'fs-1',
          SubnetId: 'subnet-c',
          Live: { LifeCycleState: 'available' },
        }),
      ],
    },
    'a service of another region has zones of its own': {
      given,
      related: { services: ['menu', 'far'] },
      alongside: [
        ...platform,
        service('far', ['subnet-x'], { region: 'us-east-1' }),
        mountTarget(1),
        mountTarget(2),
      ],
    },
  },
  fails: {
    'a zone has none': {
      given,
      related,
      alongside: [...platform, mountTarget(1), mountTarget(2)],
      because: 'no mount target in sa-east-1c',
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
    'one is broken': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, mountTarget(3, 'error')],
      because: 'no available mount target in sa-east-1c',
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
      because: 'the mount target in sa-east-1c is being created',
    },
    'a mount target has no zone': {
      given,
      related: { services: ['cart'] },
      alongside: [...platform, mountTarget(undefined)],
      because: 'the answer does not say in which zone a mount target is',
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
