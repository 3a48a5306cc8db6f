import { expect, test } from '@jest/globals';
import { createResource } from '../../src/model/resource.ts';
import { componentOf, hiddenThings, judged, linesOf, policyOf, refusal, thing } from '../support/world.ts';

const claimed = componentOf({}, { name: 'claimed', select: { name: 'kiosk-*' } });
const rest = componentOf({}, { name: 'rest', unclaimed: true, count: { min: 0, max: 0 } });
const policy = policyOf([claimed, rest]);
const restOf = (...world: Parameters<typeof judged> extends [unknown, ...infer Rest] ? Rest : never) =>
  linesOf(judged(policy, ...world).filter(({ component }) => component === 'rest'));

test('what another component selects is claimed', () => {
  expect(restOf([thing('kiosk-a'), thing('kiosk-b')])).toEqual(['count -: pass 0 found']);
});
test('what none selects is named', () => {
  expect(restOf([thing('kiosk-a'), thing('stray'), thing('other')])).toEqual([
    'count -: fail stray, other are selected by no component',
  ]);
});
test('one alone reads as one', () => {
  expect(restOf([thing('stray')])).toEqual(['count -: fail stray is selected by no component']);
});
test('a list that was cut off holds what nobody saw', () => {
  expect(restOf([thing('kiosk-a')], [hiddenThings])[0]).toMatch(/^count -: unknown /);
});
test('what may be claimed is neither', () => {
  const byTag = policyOf([componentOf({}, { name: 'claimed', select: { tags: { app: 'kiosk' } } }), rest]);
  const { tags: _, ...plain } = thing('a');
  const untold = createResource({ ...plain, tags: {}, gaps: [{ property: 'tags', ...refusal }] } as never);
  const lines = linesOf(judged(byTag, [untold]).filter(({ component }) => component === 'rest'));
  expect(lines[0]).toMatch(/^count -: unknown /);
});
