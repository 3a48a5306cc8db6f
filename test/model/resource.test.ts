import { expect, test } from '@jest/globals';
import { createResource } from '../../src/model/resource.ts';
import { type Gap, Unread } from '../../src/model/unseen.ts';

const gap = (property: string): Gap => ({
  property,
  kind: 'refused',
  operation: 'a:B',
  reason: 'AccessDenied',
  permission: 'a:B',
});
const sealedBy = (...gaps: readonly string[]) =>
  createResource({
    type: 'AWS::Test::Thing',
    id: 'arn',
    name: 'thing',
    account: '1',
    region: 'sa-east-1',
    tags: { app: 'kiosk' },
    properties: { Size: 1, Live: { A: 1, B: 2, C: { D: 3, 'x/y': 4 } } },
    gaps: gaps.map(gap),
  } as never) as unknown as {
    readonly tags: object;
    readonly properties: { readonly Size: number; readonly Live: { A: number; B: number; C: { D: number } } };
  };

test('a gap cannot be read, and what stands beside it can', () => {
  const { properties } = sealedBy('Live.A');
  expect(() => properties.Live.A).toThrow(Unread);
  expect([properties.Size, properties.Live.B]).toEqual([1, 2]);
});

test('two gaps under one parent are both gaps, in whichever order', () => {
  for (const order of [
    ['Live.A', 'Live.B'],
    ['Live.B', 'Live.A'],
  ]) {
    const { properties } = sealedBy(...order);
    expect(() => properties.Live.A).toThrow(Unread);
    expect(() => properties.Live.B).toThrow(Unread);
    expect(properties.Live.C.D).toBe(3);
  }
});

test.each([
  ['the parent first', ['Live', 'Live.A']],
  ['the parent last', ['Live.A', 'Live']],
])('a gap and one inside it leave nothing to read: %s', (_, gaps) => {
  const { properties } = sealedBy(...gaps);
  expect(() => properties.Live).toThrow(Unread);
});

test('gaps three deep, and one where there was no value', () => {
  const { properties } = sealedBy('Live.C.D', 'Live.C.x/y', 'Live.None.X');
  expect(() => properties.Live.C.D).toThrow(Unread);
  expect(properties.Live.A).toBe(1);
});

test('a sealed key is not among those that a copy takes: missing, not undefined', () => {
  const { properties } = sealedBy('Live.A');
  expect({ ...properties.Live }).toEqual({ B: 2, C: { D: 3, 'x/y': 4 } });
});

test('tags that AWS hides cannot be read', () => {
  expect(() => sealedBy('tags').tags).toThrow(Unread);
});
