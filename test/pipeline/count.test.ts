import { expect, test } from '@jest/globals';
import type { Condition } from '../../src/model/resource.ts';
import { componentOf, judged, policyOf, thing } from '../support/world.ts';

const serving: Condition = { state: 'available', serves: true, moving: false };
const creating: Condition = { state: 'creating', serves: false, moving: true };
const create = 'Create what is missing, or correct `select` where it goes by another name.';
const stopped = { state: 'stopped', serves: false, moving: false };
test.each([
  ['a stopped one', [stopped], { min: 1 }, 'Start t0.'],
  ['a stopped one, and more', [serving, stopped], { min: 4 }, `Start t1. ${create}`],
  ['more, and not one that is being created', [creating], { min: 2 }, create],
  [
    'one that has been created for an hour',
    [{ ...creating, since: '2026-11-23T00:00:00Z' }],
    { min: 1 },
    'See why t0 is creating, and mend or replace it.',
  ],
  ['nothing that is there', [serving], { min: 2 }, create],
  [
    'many in a few words',
    Array(8).fill(stopped),
    { min: 8 },
    'Start t0. Start t1. Start t2. Start t3. Start t4. And so with 3 more.',
  ],
  [
    'what must not be there',
    [serving],
    { min: 0, max: 0 },
    'Remove what must not be there, or narrow `select`.',
  ],
])('what mends a count is %s', (_, conditions, count, fix) => {
  const [finding] = judged(
    policyOf([componentOf({}, { count })]),
    conditions.map((condition, index) => thing(`t${index}`, {}, { condition })),
  );
  expect(finding?.fix).toBe(fix);
});

test('what mends a mount target is not what mends its file system', () => {
  const failed = thing(
    'fsmt-1',
    {},
    { condition: { ...stopped, state: 'error' }, type: 'AWS::EFS::MountTarget' },
  );
  const component = { ...componentOf({}, { count: { min: 1 } }), type: 'AWS::EFS::MountTarget' };
  const [finding] = judged(policyOf([component]), [failed]);
  expect(finding?.fix).toBe('Delete fsmt-1 and create it anew.');
});

test('what may match is not said to be missing', () => {
  const tagged = policyOf([componentOf({}, { select: { tags: { app: 'kiosk' } }, count: { min: 4 } })]);
  const untold = [thing('a', {}, { gap: 'tags' }), thing('b', {}, { gap: 'tags' })];
  const seen = thing('c', {}, { tags: { app: 'kiosk' } });
  const verdictOf = (resources: typeof untold) => judged(tagged, resources)[0]?.verdict;
  expect(verdictOf(untold)).toMatchObject({
    message: expect.stringMatching(/^at most 2 match tags app=kiosk in 111122223333\/sa-east-1: /),
    actual: '0 to 2',
  });
  expect(verdictOf([seen, ...untold])).toMatchObject({ status: 'fail', actual: '1 to 3' });
  expect(verdictOf([seen])).toMatchObject({ message: expect.stringMatching(/^only 1 matches /), actual: 1 });
});
