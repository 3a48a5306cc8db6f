import { expect, test } from '@jest/globals';
import { judgeSpread } from '../../../rules/judgements/zone-spread.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { createResource } from '../../../src/model/resource.ts';

const place = { account: '111122223333', region: 'sa-east-1' };

const subnet = (
  id: string,
  AvailabilityZoneId: string | undefined,
  OutpostArn?: string,
  AvailabilityZone?: string,
) =>
  createResource({
    type: 'AWS::EC2::Subnet',
    id,
    name: id,
    ...place,
    tags: {},
    properties: { AvailabilityZone, AvailabilityZoneId, OutpostArn } as never,
    gaps: [],
  });

const seen = [
  subnet('a', 'sae1-az1'),
  subnet('a2', 'sae1-az1'),
  subnet('b', 'sae1-az2'),
  subnet('local', 'usw2-lax1-az1', undefined, 'us-west-2-lax-1a'),
  subnet('sovereign', 'eusc-dee1-az1', undefined, 'eusc-de-east-1a'),
  subnet('outpost', 'sae1-az3', 'arn:aws:outposts:sa-east-1:111122223333:outpost/op-1'),
  subnet('nowhere', undefined),
];

test.each([
  ['two zones of the region are two', ['a', 'b'], 'pass', 'its subnets lie in sae1-az1, sae1-az2'],
  [
    'two subnets of one zone are one',
    ['a', 'a2'],
    'fail',
    'its subnets lie in 1 availability zone (sae1-az1)',
  ],
  ['a Local Zone is none', ['a', 'local'], 'fail', 'its subnets lie in 1 availability zone (sae1-az1)'],
  [
    'a zone whose id is of another form goes by its name',
    ['a', 'sovereign'],
    'pass',
    'its subnets lie in eusc-de-east-1a, sae1-az1',
  ],
  ['an Outpost is none', ['a', 'outpost'], 'fail', 'its subnets lie in 1 availability zone (sae1-az1)'],
  ['no subnet is no zone', [], 'fail', 'its subnets lie in no availability zone of the region'],
  ['a subnet whose zone is not told', ['a', 'nowhere'], 'unknown', 'the zone of nowhere is not known'],
  ['a subnet that is not there', ['a', 'gone'], 'unknown', 'the zone of gone is not known'],
  ['enough zones without it', ['a', 'b', 'gone'], 'pass', 'its subnets lie in sae1-az1, sae1-az2'],
] as const)('%s', (_, ids, status, message) => {
  expect(judgeSpread(ids, 2, createInventory(seen, []), 'Subnets')).toMatchObject({ status, message });
});

test('a subnet that an incomplete list does not show may lie anywhere', () => {
  const blind = {
    type: 'AWS::EC2::Subnet',
    ...place,
    kind: 'refused',
    operation: 'ec2:DescribeSubnets',
    reason: 'AccessDenied',
  } as const;
  const inventory = createInventory(seen, [blind]);
  expect(() => judgeSpread(['a', 'gone'], 2, inventory, 'Subnets')).toThrow('AWS::EC2::Subnet');
});
