import { expect, test } from '@jest/globals';
import { valueText } from '../../src/text/value.ts';

test.each([
  [{ atLeast: 2, atMost: 9 }, 'at least 2 and at most 9'],
  [{ not: { oneOf: ['a', 'b'] } }, 'anything but one of a, b'],
  [{ any: { LogType: 'slow-log' } }, 'one of them with LogType slow-log'],
  [
    { every: { Privileged: false, Name: { not: 'x' } } },
    'each of them with Privileged false and Name anything but x',
  ],
  [{ none: 'sg-*' }, 'none of them sg-*'],
  [{ any: { atLeast: 2 } }, 'one of them at least 2'],
  [{ includes: ['audit', 'error'] }, 'audit, error among them'],
  [{ exactly: ['a'] }, 'exactly a'],
  [{ Name: 'x' }, 'Name x'],
  [{ Block: null }, 'Block not set'],
  [
    {
      AwsvpcConfiguration: { AssignPublicIp: 'DISABLED', Subnets: ['s-1', 's-2'], SecurityGroups: ['sg-1'] },
    },
    'AwsvpcConfiguration (AssignPublicIp DISABLED, Subnets (s-1, s-2), SecurityGroups sg-1)',
  ],
  [{ Message: 'a, b', Empty: '', Note: 'one word"s' }, 'Message "a, b", Empty "", Note "one word\\"s"'],
  [{ DefaultAction: { Allow: {} }, Tags: [] }, 'DefaultAction Allow, Tags none'],
  [[{ Name: 'a', Value: 1 }, { Name: 'b' }], '(Name a, Value 1), (Name b)'],
  [[{ Name: 'a' }], '(Name a)'],
  [{ Containers: [{ Name: 'a' }, { Name: 'b' }] }, 'Containers (Name a), (Name b)'],
  [{ Allow: {} }, 'Allow'],
  [{ not: { Allow: {} } }, 'anything but Allow'],
  [{ not: null }, 'any value'],
  [{}, 'empty'],
  [[], 'none'],
  [new TextEncoder().encode('a'), 'YQ=='],
  [{ At: new Date(0) }, 'At 1970-01-01T00:00:00.000Z'],
])('%j is said as %s', (value, text) => {
  expect(valueText(value)).toBe(text);
});
