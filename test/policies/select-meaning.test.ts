import { expect, test } from '@jest/globals';
import { slipsOfSelect } from '../../src/policies/select-meaning.ts';

const said = (select: object) => slipsOfSelect({ select }, ['select']).map(({ message }) => message);
const expression = 'reads as a regular expression; in a name only * and ? are wild';

test.each([
  [{ name: '^menu' }, `"^menu" ${expression}`],
  [{ name: ['menu', 'shop-.*'] }, `"shop-.*" ${expression}`],
  [{ cluster: 'shop$' }, `"shop$" ${expression}`],
  [{ name: '!test' }, `"!test" ${expression}`],
  [{ not: { name: 'worker|api' } }, '"worker|api" reads as several names; write ["worker","api"]'],
  [{ cluster: 'arn:aws:ecs:r:1:cluster/x' }, '"cluster" goes by the name, not by the ARN; write "x"'],
])('%j would match nothing, and exclude nothing: it is refused', (select, message) => {
  expect(said(select)).toEqual([message]);
});

test('wildcards, paths and lists are names', () => {
  expect(said({ name: ['kiosk/menu-*', 'a?c'], cluster: 'kiosk', not: { name: 'x.y' } })).toEqual([]);
});
