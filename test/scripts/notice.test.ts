import { expect, test } from '@jest/globals';
import { noticeOf, type Shipped, unbearable } from '../../scripts/notice.ts';

const shipped = (license: string, more: Partial<Shipped> = {}): Shipped => ({
  name: 'left-pad',
  version: '1.0.0',
  license,
  texts: ['Copyright Ada'],
  ...more,
});

test.each(['MIT', 'ISC', '0BSD', 'BSD-3-Clause', 'Apache-2.0', '(MIT OR GPL-3.0-only)'])(
  '%s may be in the program',
  (license) => {
    expect(unbearable([shipped(license)])).toEqual([]);
  },
);

test.each([
  'GPL-3.0-only',
  'AGPL-3.0',
  'LGPL-2.1',
  'MIT AND GPL-2.0',
  'SEE LICENSE IN LICENSE',
  'unknown',
  '',
])('%j may not', (license) => {
  expect(unbearable([shipped(license)])).toHaveLength(1);
});

test('a text that two packages share stands once, under both names', () => {
  const notice = noticeOf([shipped('MIT'), shipped('MIT', { name: 'right-pad' })]);
  expect(notice).toContain('  left-pad 1.0.0 (MIT)\n  right-pad 1.0.0 (MIT)\n');
  expect(notice.match(/Copyright Ada/g)).toHaveLength(1);
  expect(notice).toContain('\nleft-pad, right-pad\n\nCopyright Ada\n');
});
