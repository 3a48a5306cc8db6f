import { expect, test } from '@jest/globals';
import { escapeInvisible } from '../../src/text/escape.ts';
import { jsonValue } from '../../src/text/json-value.ts';
import { printable, printableDeep, printableInPlace, printableLines } from '../../src/text/printable.ts';

const hostile = 'a\u001b[31mb\u009bc\u202ed\u200be\u2028f\ng\th';

test('what steers a terminal or turns text around is not shown', () => {
  expect(printable(hostile)).toBe('a[31mbcde f g h');
  expect(printableLines(hostile)).toBe('a[31mbcde f\ng h');
});

test('what something stands under keeps its columns and tabs', () => {
  expect(printableInPlace(hostile)).toBe('a�[31mb�c�d�e�f�g\th');
});

test('no text inside a value is forgotten, names of members included', () => {
  expect(printableDeep({ 'x\u001b': ['y\u202e', { z: new Set(['w\u0007']) }] })).toEqual({
    x: ['y', { z: ['w'] }],
  });
});

test('JSON is escaped, and means the same', () => {
  const text = JSON.stringify({ [hostile]: '\u{e0001}' });
  expect(escapeInvisible(text)).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(escapeInvisible(text))).toEqual(JSON.parse(text));
});

test('JSON holds whatever a rule gives as evidence', () => {
  const loop: { self?: object } = {};
  loop.self = loop;
  expect(
    jsonValue([undefined, Number.NaN, 1n, new Date(0), new Uint8Array([1]), new Map([['a', 1]]), loop]),
  ).toEqual([null, 'NaN', '1', '1970-01-01T00:00:00.000Z', 'AQ==', { a: 1 }, { self: '(itself)' }]);
});
