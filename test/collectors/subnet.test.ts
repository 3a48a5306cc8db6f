import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/subnet.ts';
import { Refused } from '../../src/model/unseen.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const ask = (answer: Partial<Exchange>, input: object = {}): Exchange => ({
  operation: 'ec2:DescribeSubnets',
  input: { MaxResults: 1000, ...input },
  ...answer,
});
const subnet = {
  SubnetId: 'subnet-a',
  VpcId: 'vpc-1',
  AvailabilityZone: 'sa-east-1a',
  AvailabilityZoneId: 'sae1-az1',
};

test('every page of one sweep', async () => {
  const place = replayPlace([
    ask({ output: { Subnets: [{ ...subnet, Tags: [{ Key: 'Name', Value: 'front' }] }], NextToken: 'more' } }),
    ask(
      { output: { Subnets: [{ ...subnet, SubnetId: 'subnet-b', OwnerId: '999999999999' }] } },
      { NextToken: 'more' },
    ),
  ]);
  const found = await collectAll(collector, place);
  expect(found.map(({ id, name, label, tags }) => ({ id, name, label, tags }))).toEqual([
    { id: 'subnet-a', name: 'subnet-a', label: 'front', tags: { Name: 'front' } },
    { id: 'subnet-b', name: 'subnet-b', label: undefined, tags: {} },
  ]);
  expect(found[0]?.properties).toEqual({ ...subnet, Live: {} });
  expect(place.unasked()).toEqual([]);
});

test('a refused sweep is a blind spot', async () => {
  const place = replayPlace([ask({ refusal: 'UnauthorizedOperation' })]);
  await expect(collectAll(collector, place)).rejects.toThrow(Refused);
});

test.each([
  ['associated', '2600:1f18::/64'],
  ['associating', '2600:1f18::/64'],
  ['disassociated', undefined],
  ['failed', undefined],
])('an IPv6 block that is %s makes Ipv6CidrBlock %s', async (State, block) => {
  const set = [{ Ipv6CidrBlock: '2600:1f18::/64', Ipv6CidrBlockState: { State } }];
  const output = { Subnets: [{ ...subnet, Ipv6CidrBlockAssociationSet: set }] };
  const [found] = await collectAll(collector, replayPlace([ask({ output })]));
  expect(found?.properties).toMatchObject({ Ipv6CidrBlock: block });
});
