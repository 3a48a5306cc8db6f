import { expect, test } from '@jest/globals';
import { collectInventory } from '../../src/aws/collect.ts';
import type { Inventory } from '../../src/model/inventory.ts';
import { operation } from '../../src/model/operation.ts';
import type { Collector, Place } from '../../src/model/ports.ts';
import { createResource, NotAsked, type Resource, type ResourceType } from '../../src/model/resource.ts';
import { Refused, Unread } from '../../src/model/unseen.ts';
import { UserError } from '../../src/model/user-error.ts';
import { refusal } from '../support/world.ts';

const type = 'AWS::Test::Thing' as ResourceType;
const stop = new AbortController();
const place = { account: '111122223333', region: 'sa-east-1', signal: stop.signal } as Place;
const list = operation<object, object>({ service: 'test', name: 'List', permissions: ['test:List'] });

interface Reading {
  readonly at?: Place;
  readonly selectors?: Collector['selectors'];
}

function read(
  then: () => void,
  wanted: readonly string[] = [],
  { at = place, selectors = {} }: Reading = {},
) {
  const collector: Collector = {
    type,
    volatile: {},
    selectors,
    shows: { cloudFormation: {} },
    asks: [{ operation: list }, { operation: list, for: ['Live.Tasks', 'tags'] }],
    async *collect() {
      const properties = { Size: 1, Live: { State: 'on', Tasks: [] } };
      yield createResource({ ...place, type, id: 'a', name: 'a', tags: {}, properties, gaps: [] } as never);
      then();
    },
  };
  const wants = new Map([[type, new Set(wanted)]]);
  return collectInventory({ wants, collectors: new Map([[type, async () => collector]]), place: at });
}
interface Properties {
  readonly Live: { readonly State: string; readonly Tasks: unknown; readonly Engine?: string };
  readonly Cluster?: string;
}
function onlyOne(inventory: Inventory): Resource {
  const [thing] = inventory.ofType(type);
  if (!thing) throw new Error('nothing was read');
  return thing;
}
const fails = (error: Error) => () => {
  throw error;
};

test('a refusal is a blind spot, and what came before it stays seen', async () => {
  const inventory = await read(fails(new Refused(refusal)));
  expect(inventory.blindSpots).toEqual([{ ...refusal, type, account: '111122223333', region: 'sa-east-1' }]);
  expect(inventory.seenOfType(type)).toHaveLength(1);
  expect(() => inventory.ofType(type)).toThrow(Unread);
});
test('what a collector stumbles over is a fault of ours and a blind spot of its type, never the loss of the audit', async () => {
  const { blindSpots } = await read(fails(new TypeError('x is undefined')));
  expect(blindSpots).toMatchObject([
    { kind: 'fault', message: expect.stringContaining('TypeError: x is undefined') },
  ]);
});
test('what the user must mend ends the audit, and so does an interruption', async () => {
  await expect(read(fails(new UserError('no credentials')))).rejects.toThrow('no credentials');
  const interrupted = { ...place, signal: AbortSignal.abort(new Error('interrupted')) };
  await expect(read(fails(new Error('aborted')), [], { at: interrupted })).rejects.toThrow('interrupted');
});
test('what was not asked for is neither absent nor a gap: reading it is a bug', async () => {
  const thing = onlyOne(await read(() => undefined));
  const { Live } = thing.properties as unknown as Properties;
  expect(Live.State).toBe('on');
  expect(() => Live.Tasks).toThrow(NotAsked);
  expect(() => thing.tags).toThrow(NotAsked);
});
test('what was asked for can be read, and a type nobody wants cannot be looked up', async () => {
  const inventory = await read(() => undefined, ['Live.Tasks']);
  expect((onlyOne(inventory).properties as unknown as Properties).Live.Tasks).toEqual([]);
  expect(() => inventory.seenOfType('AWS::Test::Other' as never)).toThrow(NotAsked);
  expect(() => inventory.find('AWS::Test::Other' as never, 'a')).toThrow(NotAsked);
});

test('an answer that lacks what resources are selected by is not believed: a resource that is lost so is never judged', async () => {
  const selectors = {
    engine: { description: 'The engine.', property: 'Live.Engine' },
    state: { description: 'The state.', property: 'Live.State' },
    cluster: { description: 'The cluster, if any.', property: 'Cluster', optional: true },
    port: { description: 'The port.', property: 'Port', optional: { 'Live.State': 'on' } },
    size: { description: 'The size.', property: 'Area', optional: { 'Live.State': 'off' } },
  } as const;
  const thing = onlyOne(await read(() => undefined, [], { selectors }));
  const { Live, Cluster } = thing.properties as unknown as Properties;
  expect(() => Live.Engine).toThrow('could not read Live.Engine: test:List answered UnreadableAnswer');
  expect([Live.State, Cluster]).toEqual(['on', undefined]);
  expect(thing.gaps.map(({ property }) => property)).toEqual(['Live.Engine', 'Area']);
  expect(() => Live.Tasks).toThrow(NotAsked);
});
