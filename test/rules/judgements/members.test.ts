import { expect, test } from '@jest/globals';
import { membersNamed } from '../../../rules/judgements/members.ts';

test('members of a name are found at any depth, and inside each other', () => {
  const rules = [
    { Statement: { NotStatement: { Statement: { GeoMatchStatement: { CountryCodes: ['BR'] } } } } },
    {
      Statement: { OrStatement: { Statements: [{ GeoMatchStatement: { CountryCodes: ['KP'] } }, null, 7] } },
    },
  ];
  expect(membersNamed(rules, 'CountryCodes')).toEqual([['BR'], ['KP']]);
  expect(membersNamed(rules, 'Statement')).toHaveLength(3);
  expect(membersNamed(undefined, 'CountryCodes')).toEqual([]);
});
