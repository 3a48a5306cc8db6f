import { expect, test } from '@jest/globals';
import { labelled, pageOf, paragraph, spread } from '../../src/text/page.ts';

const page = pageOf({ width: 40, color: false, verbose: false });

test.each([
  [
    'words stay whole',
    'no mount target in the zone sa-east-1b of it',
    ['no mount target in the zone sa-east-1b', 'of it'],
  ],
  [
    'an ARN that no line holds stays whole, to be copied',
    'it is arn:aws:secretsmanager:sa-east-1:123456789012:secret:kiosk',
    ['it is', 'arn:aws:secretsmanager:sa-east-1:123456789012:secret:kiosk'],
  ],
])('%s', (_, text, lines) => {
  expect(paragraph(page, 0, text)).toEqual(lines);
});

test('without a width a line stays a line', () => {
  expect(paragraph({ ...page, width: 0 }, 2, `a ${'b:'.repeat(90)}`)).toEqual([`  a ${'b:'.repeat(90)}`]);
});

test('a word that its room does not hold stands further left, below its label where it is the first', () => {
  const digest = `sha256:${'0'.repeat(29)}`;
  expect(labelled(page, 2, 'digest', `${digest} of it`)).toEqual([
    '  digest',
    `    ${digest}`,
    '            of it',
  ]);
  expect(labelled(page, 2, 'policies', `shop ${digest}`)).toEqual(['  policies  shop', `    ${digest}`]);
});

test.each([
  ['stand at both ends of a line', '  ✗ count', [`  ✗ count${' '.repeat(27)}high`]],
  [
    'that no line holds are wrapped below each other',
    '  ✗ a-component/with-a-check of-a-resource (a-label)',
    ['  ✗ a-component/with-a-check', '    of-a-resource (a-label)', `${' '.repeat(36)}high`],
  ],
  [
    'of which one word is too long keep their mark',
    `  ✗ ${'a'.repeat(50)} b`,
    [`  ✗ ${'a'.repeat(50)}`, '    b', `${' '.repeat(36)}high`],
  ],
])('two texts %s', (_, left, lines) => {
  expect(spread(page, left, 'high')).toEqual(lines);
});
