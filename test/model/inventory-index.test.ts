import { describe, expect, test } from '@jest/globals';
import { createInventory } from '../../src/model/inventory.ts';
import { Unread } from '../../src/model/unseen.ts';
import { hiddenThings, thing } from '../support/world.ts';

const type = 'AWS::Test::Thing' as never;
const things = [thing('a', { Owner: 'x' }), thing('b', { Owner: 'y' }), thing('c', { Owner: 'x' })];
const named = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);

describe('looking up by a property', () => {
  test('finds every one that has the value, in order', () => {
    expect(named(createInventory(things).where(type, 'Owner' as never, 'x'))).toEqual(['a', 'c']);
    expect(createInventory(things).where(type, 'Owner' as never, 'z')).toEqual([]);
  });
  test('throws where the list is not complete, though what was seen can be asked for', () => {
    const cut = createInventory(things, [hiddenThings]);
    expect(() => cut.where(type, 'Owner' as never, 'x')).toThrow(Unread);
    expect(named(cut.seenWhere(type, 'Owner' as never, 'x'))).toEqual(['a', 'c']);
  });
  test('throws where one hides the property: it may be that one', () => {
    const partly = createInventory([...things, thing('d', {}, { gap: 'Owner' })]);
    expect(() => partly.where(type, 'Owner' as never, 'x')).toThrow('could not read Owner');
    expect(named(partly.seenWhere(type, 'Owner' as never, 'x'))).toEqual(['a', 'c']);
  });
});

test('an id that a cut-off list does not hold may still exist', () => {
  const cut = createInventory(things, [hiddenThings]);
  expect(cut.find(type, 'arn:a')?.name).toBe('a');
  expect(() => cut.find(type, 'arn:z')).toThrow(Unread);
  expect(createInventory(things).find(type, 'arn:z')).toBeUndefined();
});
