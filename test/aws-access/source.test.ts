import { expect, test } from '@jest/globals';
import type { Answer } from '../../src/aws/exchange.ts';
import { createSource } from '../../src/aws/source.ts';
import { operation } from '../../src/model/operation.ts';
import type { Collector } from '../../src/model/ports.ts';
import { createResource, type ResourceType } from '../../src/model/resource.ts';

const type = 'AWS::Test::Thing' as ResourceType;
const describe = operation<{ readonly id: number }, object>({
  service: 'test',
  name: 'Describe',
  permissions: ['test:Describe'],
});
const things = [...Array(20).keys()];
const collector: Collector = {
  type,
  asks: [{ operation: describe }],
  volatile: {},
  shows: { cloudFormation: {} },
  async *collect(place) {
    await Promise.all(things.map((id) => place.ask(describe, { id })));
    yield createResource({ ...place, type, id: 'a', name: 'a', tags: {}, properties: {}, gaps: [] } as never);
  },
};
const identified: Answer = { kind: 'output', output: { Account: '111122223333' } };
const empty: Answer = { kind: 'output', output: {} };
const never = () => new Promise<Answer>(() => undefined);

const sourceOver = (
  answer: (service: string, region: string) => Promise<Answer>,
  deadline: number,
  regions: readonly string[] = ['sa-east-1'],
) =>
  createSource({
    collectors: new Map([[type, async () => collector]]),
    places: regions.map((region) => ({
      account: 'unknown',
      region,
      answer: ({ operation: { service } }) => answer(service, region),
    })),
    signal: new AbortController().signal,
    deadline,
    now: () => new Date(0),
    finish: async () => undefined,
  });

test('who asks is asked within the time for the place, too', async () => {
  const { places } = await sourceOver(never, 20);
  expect(places).toMatchObject([
    { account: 'unknown', unidentified: { operation: 'sts:GetCallerIdentity', reason: 'DeadlineExceeded' } },
  ]);
});

test('an account that is none leaves the place unidentified', async () => {
  const { places } = await sourceOver(async () => ({ kind: 'output', output: { Account: 'words' } }), 60_000);
  expect(places).toMatchObject([
    { account: 'unknown', unidentified: { message: 'the answer is about words' } },
  ]);
});

test('what is open when the time for the place is over is a blind spot', async () => {
  const source = await sourceOver(
    (service) => (service === 'sts' ? Promise.resolve(identified) : never()),
    20,
  );
  const { blindSpots } = await source.inventory(new Map([[type, new Set()]]), source.places[0] as never);
  expect(blindSpots).toMatchObject([{ operation: 'test:Describe', reason: 'DeadlineExceeded' }]);
});

test('a place that cannot be entered in time takes none of it from the others', async () => {
  const source = await sourceOver(
    (service, region) =>
      region === 'me-south-1' ? never() : Promise.resolve(service === 'sts' ? identified : empty),
    200,
    ['me-south-1', 'sa-east-1'],
  );
  expect(source.places).toMatchObject([
    { unidentified: { reason: 'DeadlineExceeded' } },
    { account: '111122223333' },
  ]);
  const { resources } = await source.inventory(new Map([[type, new Set()]]), source.places[1] as never);
  expect(resources).toHaveLength(1);
});
