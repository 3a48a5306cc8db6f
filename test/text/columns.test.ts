import { expect, test } from '@jest/globals';
import stringWidth from 'fast-string-width';
import { columns } from '../../src/text/columns.ts';
import { cut, fitting } from '../../src/text/cut.ts';
import { pageOf } from '../../src/text/page.ts';

const page = (width: number) => pageOf({ width, color: false, verbose: false });
const rows = [
  [
    'critical',
    'firewall/geo-block',
    'GET /health from KP is allowed by a rule that stands before the one that blocks',
  ],
  ['low', '防火墙', 'short'],
];

test('cells stand below each other, and the last is wrapped within its own column', () => {
  expect(columns(page(60), 2, rows)).toEqual([
    '  critical  firewall/geo-block',
    '                    GET /health from KP is allowed by a rule',
    '                    that stands before the one that blocks',
    '  low       防火墙  short',
  ]);
});

test('in a pipe nothing is wrapped', () => {
  expect(columns(page(0), 0, rows)).toHaveLength(2);
});

test('a cell that is wider than its column may be stands on a line of its own', () => {
  expect(
    columns(page(40), 0, [
      ['  10', 'x'.repeat(30), 'text'],
      ['   0', 'y', 'more'],
    ]),
  ).toEqual([`  10  ${'x'.repeat(30)}`, '         text', '   0  y  more']);
});

test.each([1, 5, 6, 20])('a text cut to %i columns is no wider, whatever its characters', (width) => {
  for (const text of ['防火墙防火墙', 'abcdefgh', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦 family'])
    for (const kept of [cut(text, width), fitting(text, width)])
      expect(stringWidth(kept)).toBeLessThanOrEqual(width);
});
