import { expect, test } from '@jest/globals';
import { all } from '../../src/model/all.ts';
import { fail, pass, type Verdict } from '../../src/model/verdict.ts';
import { fixFor } from '../../src/pipeline/fix.ts';

const own = (text: string, fix: string) => fail(text, { fix });

test.each<[string, Verdict, string | null, string | null]>([
  ["the rule's where the fact has none", fail('a'), 'General.', 'General.'],
  ["the fact's own", own('a', 'Own.'), 'General.', 'Own.'],
  [
    'of each fact, once',
    all(
      () => own('a', 'A.'),
      () => own('b', 'B.'),
      () => own('c', 'A.'),
    ),
    'G.',
    'A. B.',
  ],
  [
    "the rule's beside a fact's own",
    all(
      () => own('a', 'A.'),
      () => fail('b'),
    ),
    'G.',
    'A. G.',
  ],
  ["the rule's of what holds, for the next time", pass(), 'General.', 'General.'],
  ['none where there is none', fail('a'), null, null],
])('what mends a failure is %s', (_, verdict, general, fix) => {
  expect(fixFor(verdict, general)).toBe(fix);
});
