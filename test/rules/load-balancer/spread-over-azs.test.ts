import rule from '../../../rules/load-balancer/spread-over-azs.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { testRule } from '../../support/test-rule.ts';

const subnet = (id: string, AvailabilityZone?: string, OutpostArn?: string): Resource => ({
  type: 'AWS::EC2::Subnet',
  id,
  name: id,
  account: '111122223333',
  region: 'sa-east-1',
  tags: {},
  properties: { SubnetId: id, AvailabilityZone, OutpostArn },
  gaps: [],
});
const a = { ZoneName: 'sa-east-1a', SubnetId: 'subnet-a' };
const b = { ZoneName: 'sa-east-1b', SubnetId: 'subnet-b' };
/** In zones by its own answer. */
const inZones = (...AvailabilityZones: object[]) => ({ Live: { AvailabilityZones } }) as never;
const silent = { SubnetId: 'subnet-b' };

testRule(rule, {
  passes: {
    'it stands in two zones': { given: inZones(b, a), seeing: 'it stands in sa-east-1a, sa-east-1b' },
    'its own answer says so where subnets cannot be read': {
      given: inZones(a, b),
      blind: ['AWS::EC2::Subnet'],
    },
    'one zone is all that is asked': { given: inZones(a), params: { min: 1 } },
    'the subnet tells the zone where its answer does not': {
      given: inZones(a, silent),
      alongside: [subnet('subnet-b', 'sa-east-1b')],
    },
  },
  fails: {
    'it could not be set up, beside one that could': {
      given: inZones(a, b),
      condition: { state: 'failed', serves: false, moving: false },
      because: 'the load balancer is failed',
      fix: 'Create another in the place of the load balancer: AWS does not recover it.',
      expected: 'in service',
      actual: 'failed',
      path: 'Live.State',
    },
    'two subnets share a zone': {
      given: inZones(a, { ...a, SubnetId: 'subnet-a2' }),
      because: 'it stands in 1 availability zone (sa-east-1a)',
      expected: 'at least 2 availability zones',
      actual: 1,
      path: 'Subnets',
    },
    'the other zone is a Local Zone': {
      given: inZones(a, { ZoneName: 'sa-east-1-lim-1a', SubnetId: 'subnet-l' }),
      because: 'it stands in 1 availability zone (sa-east-1a)',
    },
    'the other zone is a Wavelength Zone': {
      given: inZones(a, { ZoneName: 'sa-east-1-wl1-sao-wlz-1', SubnetId: 'subnet-w' }),
      because: 'it stands in 1 availability zone (sa-east-1a)',
    },
    'the other subnet is on an Outpost': {
      given: inZones(a, { ...b, OutpostId: 'op-1' }),
      because: 'it stands in 1 availability zone (sa-east-1a)',
    },
    'the other subnet is on an Outpost, as only the subnet says': {
      given: inZones(a, b),
      alongside: [subnet('subnet-b', 'sa-east-1b', 'arn:aws:outposts:sa-east-1:111122223333:outpost/op-1')],
      because: 'it stands in 1 availability zone (sa-east-1a)',
    },
    'three zones are asked': {
      given: inZones(a, b),
      params: { min: 3 },
      because: 'it stands in 2 availability zones (sa-east-1a, sa-east-1b)',
    },
    'all of it is on an Outpost': {
      given: inZones({ ...a, OutpostId: 'op-1' }),
      because: 'it stands in no availability zone of the region',
      fix: 'Put one with subnets in 2 availability zones of the region in its place.',
    },
  },
  isUnknown: {
    'neither its answer nor the subnets tell a zone': {
      given: inZones(a, silent),
      blind: ['AWS::EC2::Subnet'],
      because: 'could not read the list of AWS::EC2::Subnet: test:Read answered AccessDeniedException',
    },
    'the answers do not say the zone of a subnet': {
      given: inZones(a, silent),
      alongside: [subnet('subnet-b')],
      because: 'the zone of subnet-b is not known',
    },
    'the answer names neither zone nor subnet': {
      given: inZones(a, {}),
      because: 'the zone of one of its subnets is not known',
    },
    'the answer names no zone': { given: inZones(), because: 'the answer does not say where it stands' },
    'its zones cannot be read': {
      given: inZones(),
      unreadable: ['Live.AvailabilityZones'],
      because: 'could not read Live.AvailabilityZones: test:Read answered AccessDeniedException',
    },
  },
});
