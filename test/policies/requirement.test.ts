import { expect, test } from '@jest/globals';
import behind from '../../rules/ecs-service/behind.ts';
import spread from '../../rules/ecs-service/spread-over-azs.ts';
import mountTargets from '../../rules/file-system/mount-target-in-every-az-of.ts';
import { requirementOf } from '../../src/policies/requirement.ts';

test.each([
  ['services rely on what they are behind', behind, 'edge', { reliesOn: ['edge'] }],
  ['on each of several', behind, { loadBalancer: ['edge', 'inner'] }, { reliesOn: ['edge', 'inner'] }],
  ['services rely on files, and files on no service', mountTargets, 'services', { reliedOnBy: ['services'] }],
  ['a rule that names no component relates to none', spread, { min: 2 }, {}],
])('%s', (_, rule, value, relations) => {
  const { rule: name, params: __, satisfies: ___, ...rest } = requirementOf(rule, value);
  expect([name, rest]).toEqual([rule.name, relations]);
});
