import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode, decodeAs, encode } from '../../src/aws/codec.ts';

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array().map((bytes) => new Uint8Array(bytes)),
);
/** Keys as AWS's maps have them, whoever named them: ours among them. */
const key = fc.oneof(
  fc.constantFrom('$date', '$bytes', '$$date', '$', '$$', '__proto__', 'constructor', ''),
  fc.string(),
);
const { answer } = fc.letrec((tie) => ({
  answer: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('answer')),
    fc.array(fc.tuple(key, tie('answer'))).map((entries) => Object.fromEntries(entries) as object),
  ),
}));

test('whatever AWS answers is the same once it was written down', () => {
  fc.assert(fc.property(answer, (value) => expect(decode(encode(value))).toEqual(value)));
});

test.each([
  ['a label called $date', { $date: '2026-01-01T00:00:00.000Z' }],
  ['a label called $bytes', { $bytes: 'eA==' }],
  ['both', { $date: 'x', $bytes: 'y', $$date: 'z' }],
])('%s stays a label', (_, labels) => {
  expect(decode(encode({ labels }))).toEqual({ labels });
});

test('what an earlier format holds is read as it was written', () => {
  expect(decodeAs(1, '{"$$date":"x","at":{"$date":"2026-01-01T00:00:00.000Z"}}')).toEqual({
    $$date: 'x',
    at: new Date('2026-01-01'),
  });
});

test.each([
  ['a time that is none', '{"$date":"yesterday"}', 'it holds a time that is none'],
  ['a day that is none', '{"$date":"2026-02-30T00:00:00Z"}', 'it holds a time that is none'],
  ['a depth no answer has', `${'['.repeat(300)}${']'.repeat(300)}`, 'it is nested deeper than 200'],
])('%s is refused', (_, text, message) => {
  expect(() => decode(text)).toThrow(message);
});
