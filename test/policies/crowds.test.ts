import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { inFile, inOrder, renderMistakes } from '../../src/documents/mistake.ts';
import { saying } from '../../src/documents/sentence.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';

const many = 10_000;
const each = <T>(one: (at: number) => T): readonly T[] => Array.from({ length: many }, (_, at) => one(at));
const named = (name: string, one: (at: number) => unknown) =>
  Object.fromEntries(each((at) => [`${name}${at}`, one(at)]));

const service = 'AWS::ECS::Service';
const read = (more: object, catalogue = registered.catalogue) =>
  readPolicy(
    {
      file: 'p.json',
      text: JSON.stringify({ version: 1, id: 'p', title: 'P', components: {}, ...more }),
      sha256: '',
    },
    { ...registered, catalogue, now: new Date('2026-11-24T12:00:00Z') },
  );
const told = (mistakes: ReturnType<typeof read>['mistakes']) =>
  renderMistakes(mistakes, { color: false, width: 0 }).split('\n').at(-1);

test('a sentence is made for what is told, and for what stands in one place with another', () => {
  let made = 0;
  const at = (line: number) =>
    saying({ line, column: 1, length: 1, source: '' }, () => {
      made += 1;
      return 'wrong';
    });
  const all = inOrder([...each((line) => at(line + 1)), at(7)].map((one) => inFile('a.json', one)));
  expect([all.length, made]).toEqual([many, 2]);
  expect(told(all)).toBe(`a.json  and ${many - 50} more`);
  expect(made).toBe(51);
});

test('what was meant by a key is looked for where that is told', () => {
  let asked = 0;
  const propertiesOf = (type: string) => {
    asked += 1;
    return registered.catalogue.propertiesOf(type);
  };
  const components = named('c', (at) => ({ type: service, [`Desired${at}`]: 1 }));
  const { mistakes } = read({ components }, { ...registered.catalogue, propertiesOf });
  expect([mistakes.length, asked]).toEqual([many, many]);
  expect(told(mistakes)).toBe(`p.json  and ${many - 50} more`);
  expect(asked).toBeLessThanOrEqual(many + 50);
});

const exception = {
  id: 'EX-1',
  component: 'a',
  check: 'running',
  reason: 'Long enough a reason',
  approvedBy: 'cto',
  expires: '2027-01-31',
};
const one = (more: object) => ({ components: { a: { type: service, ...more } } });
const excepting = (more: (at: number) => object) => ({
  ...one({ rules: { running: true } }),
  exceptions: each((at) => ({ ...exception, id: `EX-${at}`, ...more(at) })),
});

test.each<[string, object, number]>([
  [
    'references to no component',
    { components: named('c', (at) => ({ type: service, rules: { behind: `d${at}` } })) },
    many,
  ],
  ['references in one list', one({ rules: { behind: each((at) => `d${at}`) } }), many],
  ['components that are none', { components: named('c', () => 1) }, many],
  ['types that are none', { components: named('c', (at) => ({ type: `AWS::ECS::Servic${at}` })) }, many],
  ['rules that are none', one({ rules: named('r', () => true) }), many],
  ['properties that are none', one({ expect: named('Desired', () => 1) }), many],
  ['selectors that are none', one({ select: named('app', () => 1) }), many],
  [
    'countries that are none',
    { components: { a: { type: 'AWS::WAFv2::WebACL', rules: { 'geo-block': each((at) => `Z${at}`) } } } },
    many,
  ],
  ['exceptions of one id', excepting(() => ({ id: 'EX' })), many - 1],
  ['exceptions of no component', excepting((at) => ({ component: `b${at}` })), many],
  ['exceptions of no check', excepting((at) => ({ check: `runnin${at}` })), many],
])('ten thousand %s are each counted, and fifty told', (_, more, count) => {
  const { mistakes } = read(more);
  expect(mistakes).toHaveLength(count);
  expect(told(mistakes)).toBe(`p.json  and ${count - 50} more`);
});
