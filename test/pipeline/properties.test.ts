import { expect, test } from '@jest/globals';
import { withoutElements } from '../../src/pipeline/properties.ts';

test.each<[string, unknown, unknown]>([
  [
    'elements of a list whose name begins so are left out',
    { Live: { Members: [{ Id: 'auto-1' }, { Id: 'orders-1' }] } },
    { Live: { Members: [{ Id: 'orders-1' }] } },
  ],
  ['an element without the name stays', { Live: { Members: [{}] } }, { Live: { Members: [{}] } }],
  ['what is not there is not made', { Live: {} }, { Live: {} }],
  [
    'lists within lists are looked through',
    { Live: [{ Members: [{ Id: 'auto-1' }] }] },
    { Live: [{ Members: [] }] },
  ],
])('%s', (_, value, expected) => {
  expect(withoutElements(value, ['Live', 'Members', 'Id'], 'auto-')).toEqual(expected);
});
