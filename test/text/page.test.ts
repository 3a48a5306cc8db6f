import { expect, test } from '@jest/globals';
import { pageOf, paragraph } from '../../src/text/page.ts';

const page = pageOf({ width: 40, color: false, verbose: false });

test.each([
  [
    'words stay whole',
    'no mount target in the zone sa-east-1b of it',
    ['no mount target in the zone sa-east-1b', 'of it'],
  ],
  [
    'an ARN that no line holds goes on after a mark of its own',
    'it is arn:aws:secretsmanager:sa-east-1:123456789012:secret:kiosk',
    ['it is arn:aws:secretsmanager:sa-east-1:', '123456789012:secret:kiosk'],
  ],
  ['what has no mark is cut', 'x'.repeat(50), ['x'.repeat(40), 'x'.repeat(10)]],
])('%s', (_, text, lines) => {
  expect(paragraph(page, 0, text)).toEqual(lines);
});

test('without a width a line stays a line', () => {
  expect(paragraph({ ...page, width: 0 }, 2, `a ${'b:'.repeat(90)}`)).toEqual([`  a ${'b:'.repeat(90)}`]);
});
