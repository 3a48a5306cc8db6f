import rule from '../../../rules/load-balancer/spread-over-azs.ts';
import type { Resource } from '../../../src/model/resource.ts';
import { testRule } from '../../support/test-rule.ts';

const subnet = (id: string, AvailabilityZoneId?: string, OutpostArn?: string): Resource => ({
  type: 'AWS::EC2::Subnet',
  id,
  name: id,
  account: '111122223333',
  region: 'sa-east-1',
  tags: {},
  properties: { SubnetId: id, AvailabilityZoneId, OutpostArn },
  gaps: [],
});
const alongside = [
  subnet('subnet-a', 'sae1-az1'),
  subnet('subnet-a2', 'sae1-az1'),
  subnet('subnet-b', 'sae1-az2'),
  subnet('subnet-local', 'sae1-lim1-az1'),
  subnet('subnet-outpost', 'sae1-az3', 'arn:aws:outposts:sa-east-1:111122223333:outpost/op-1'),
  subnet('subnet-nowhere'),
];
const inSubnets = (...Subnets: string[]) => ({ Subnets }) as never;

testRule(rule, {
  passes: {
    'its subnets lie in two zones': {
      given: inSubnets('subnet-a', 'subnet-b'),
      alongside,
      seeing: 'its subnets lie in sae1-az1, sae1-az2',
    },
    'subnets that were seen are enough': {
      given: inSubnets('subnet-a', 'subnet-b', 'subnet-unseen'),
      alongside,
      blind: ['AWS::EC2::Subnet'],
    },
    'one zone is all that is asked': { given: inSubnets('subnet-a'), params: { min: 1 }, alongside },
  },
  fails: {
    'two subnets share a zone': {
      given: inSubnets('subnet-a', 'subnet-a2'),
      alongside,
      because: 'its subnets lie in 1 availability zone (sae1-az1)',
      expected: 'at least 2 availability zones',
      actual: 1,
      path: 'Subnets',
    },
    'the other zone is a Local Zone': {
      given: inSubnets('subnet-a', 'subnet-local'),
      alongside,
      because: 'its subnets lie in 1 availability zone (sae1-az1)',
    },
    'the other subnet is on an Outpost': {
      given: inSubnets('subnet-a', 'subnet-outpost'),
      alongside,
      because: 'its subnets lie in 1 availability zone (sae1-az1)',
    },
    'three zones are asked': {
      given: inSubnets('subnet-a', 'subnet-b'),
      params: { min: 3 },
      alongside,
      because: 'its subnets lie in 2 availability zones (sae1-az1, sae1-az2)',
    },
    'it has no subnet of the region': {
      given: inSubnets(),
      because: 'its subnets lie in no availability zone of the region',
    },
  },
  isUnknown: {
    'the subnets cannot be listed': {
      given: inSubnets('subnet-a', 'subnet-b'),
      blind: ['AWS::EC2::Subnet'],
      because: 'could not read the list of AWS::EC2::Subnet: test:Read answered AccessDeniedException',
    },
    'the answer does not say the zone of a subnet': {
      given: inSubnets('subnet-a', 'subnet-nowhere'),
      alongside,
      because: 'the zone of subnet-nowhere is not known',
    },
    'a subnet is not among those AWS lists': {
      given: inSubnets('subnet-a', 'subnet-gone'),
      alongside,
      because: 'the zone of subnet-gone is not known',
    },
    'its subnets cannot be read': {
      given: inSubnets(),
      unreadable: ['Subnets'],
      because: 'could not read Subnets: test:Read answered AccessDeniedException',
    },
  },
});
