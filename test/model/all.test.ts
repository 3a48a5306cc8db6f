import { describe, expect, test } from '@jest/globals';
import { all } from '../../src/model/all.ts';
import { Unread } from '../../src/model/unseen.ts';
import { fail, notApplicable, pass, unknown } from '../../src/model/verdict.ts';
import { refusal } from '../support/world.ts';

const hidden = () => {
  throw new Unread('Size', refusal);
};

describe('several judgements as one', () => {
  test.each([
    ['a failure outweighs an unknown', [() => fail('small'), hidden], 'fail'],
    ['an unknown outweighs a pass', [() => pass(), hidden], 'unknown'],
    ['a pass outweighs what does not apply', [() => pass(), () => notApplicable('none')], 'pass'],
  ])('%s', (_, judgements, status) => {
    expect(all(...judgements).status).toBe(status);
  });
  test('every failing fact is told, each once', () => {
    const small = { expected: 2, actual: 1, path: 'Min' };
    const verdict = all(
      () => fail('Min is 1', small),
      () => unknown('not now'),
      () =>
        all(
          () => fail('Max is 9', { path: 'Max' }),
          () => fail('Min is 1', small),
        ),
    );
    expect(verdict).toEqual({
      status: 'fail',
      message: 'Min is 1; Max is 9',
      ...small,
      facts: [
        { message: 'Min is 1', ...small },
        { message: 'Max is 9', path: 'Max' },
      ],
    });
  });
  test('one failing fact stands alone, and a crash goes on', () => {
    expect(
      all(
        () => fail('small'),
        () => fail('small'),
      ),
    ).toEqual(fail('small'));
    expect(() =>
      all(() => {
        throw new TypeError('x');
      }),
    ).toThrow(TypeError);
  });
});
