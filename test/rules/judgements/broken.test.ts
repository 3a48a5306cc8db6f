import { expect, test } from '@jest/globals';
import { brokenOf } from '../../../rules/judgements/broken.ts';

test.each([
  ['serves', { state: 'available', serves: true, moving: false }, undefined],
  ['serves while it changes', { state: 'updating', serves: true, moving: true }, undefined],
  ['is on its way', { state: 'creating', serves: false, moving: true }, undefined],
  ['has no state', undefined, undefined],
  ['is broken', { state: 'error', serves: false, moving: false }, 'the file system is in state error'],
])('what %s', (_, condition, message) => {
  expect(brokenOf({ condition }, 'file system', 'Live.LifeCycleState')?.message).toBe(message);
});
