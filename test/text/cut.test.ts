import { expect, test } from '@jest/globals';
import { cut } from '../../src/text/cut.ts';

test.each([
  ['what fits stays', 'no mount target', 15, 'no mount target'],
  ['a word that does not fit is left out whole', 'no mount target in a', 13, 'no mount …'],
  ['a word that just fits stays', 'no mount target in a', 17, 'no mount target …'],
  ['one long word is cut', 'arn:aws:elasticloadbalancing', 12, 'arn:aws:ela…'],
])('%s', (_, text, width, expected) => {
  expect(cut(text, width)).toBe(expected);
});
