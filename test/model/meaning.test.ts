import { expect, test } from '@jest/globals';
import { meaningOf, type UnsetProperties } from '../../src/model/meaning.ts';

const page = 'https://docs.aws.amazon.com/';
const of = (unset: Partial<UnsetProperties>, recordedBy?: string) =>
  meaningOf({ unset: [{ source: page, ...unset }] }, recordedBy);

test('each step of a path is a level, and each element of a list one below it', () => {
  expect(of({ none: ['A.B'], empty: ['Live.C[].D'] })).toEqual({
    members: {
      A: { members: { B: { unset: [{ kind: 'is', value: null }] } } },
      Live: {
        members: { C: { elements: { members: { D: { unset: [{ kind: 'is', value: [] }] } } } } },
      },
    },
  });
});

test('a path may be told twice, each where something else is so', () => {
  const answers = {
    unset: [
      { source: page, none: ['A'], where: { B: true } },
      { source: page, is: { A: 1 }, where: { B: false } },
    ],
    forms: { ARN: ['A'] },
  };
  expect(meaningOf(answers)).toEqual({
    members: {
      A: {
        form: 'ARN',
        unset: [
          { kind: 'is', value: null, where: { B: true } },
          { kind: 'is', value: 1, where: { B: false } },
        ],
      },
    },
  });
});

test.each([
  ['AWS itself', undefined, true],
  ['the same version', '0.10.0', true],
  ['a later one', '1.0.0', true],
  ['an earlier one', '0.9.0', false],
  ['one before the release', '0.2.9', false],
  ['no version at all', 'x', false],
])('what is known since a version is read of what %s answers: %s', (_, recordedBy, isRead) => {
  const { members } = of({ none: ['A'], since: '0.10.0' }, recordedBy);
  expect(members?.['A'] !== undefined).toBe(isRead);
});

test('what was always known is read of whatever recorded it', () => {
  expect(of({ none: ['A'] }, 'x').members?.['A']).toBeDefined();
});
