import { expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import type { Component, Requirement } from '../../src/model/policy.ts';
import { fail } from '../../src/model/verdict.ts';
import { opened, policy, service, story } from '../support/alerts.ts';

const component = (name: string, type: string, rules: readonly Requirement[] = []): Component => ({
  name,
  type,
  satisfies: [],
  select: {},
  count: { min: 1 },
  rules,
  expect: {},
});

const asking = (rule: string, more: Partial<Requirement>): Requirement => ({
  rule,
  params: {},
  satisfies: [],
  ...more,
});

const platform = policy({
  components: [
    component('edge', 'AWS::ElasticLoadBalancingV2::LoadBalancer'),
    component('other-edge', 'AWS::ElasticLoadBalancingV2::LoadBalancer'),
    component('services', 'AWS::ECS::Service', [asking('behind', { reliesOn: ['edge', 'other-edge'] })]),
    component('jobs', 'AWS::ECS::Service'),
    component('files', 'AWS::EFS::FileSystem', [
      asking('mount-target-in-every-az-of', { reliedOnBy: ['services', 'jobs'] }),
    ]),
  ],
});

const broken = (component: string, more: Partial<Finding> = {}) => service(component, { component, ...more });
const gone = (component: string) =>
  broken(component, {
    check: 'count',
    verdict: fail('nothing matches', { actual: 0, expected: 'at least 1' }),
  });

test.each([
  ['a load balancer', 'edge', ['services']],
  ['one of several that a rule names', 'other-edge', ['services']],
  ['a file system', 'files', ['services', 'jobs']],
  ['services, which files are there for', 'services', []],
])('%s that is broken affects what relies on it', (_, component, affected) => {
  const [said] = story({}, [platform]).play('14:05', [opened(broken(component))]);
  expect(said?.notice.affects).toEqual(affected);
});

test.each([
  ['what relies on what is gone is of its incident', 'edge', 'services', 'behind', ['edge']],
  ['so it is where several are named', 'other-edge', 'services', 'behind', ['other-edge']],
  [
    'what is missing of files is no consequence of services that are gone',
    'services',
    'files',
    'mount-target-in-every-az-of',
    ['services', 'files'],
  ],
])('%s', (_, cause, component, check, incidents) => {
  const said = story({}, [platform]).play('14:05', [
    opened(gone(cause)),
    opened(broken(component, { check })),
  ]);
  expect(said.map(({ notice }) => notice.component)).toEqual(incidents);
});

test('the cause stands before what fails elsewhere for it', () => {
  const behind = broken('services', { check: 'behind', severity: 'high' });
  const [said] = story({}, [platform]).play('14:05', [opened(behind), opened(gone('edge'))]);
  expect(said?.notice.items.map(({ what }) => what)).toEqual(['edge/count', 'services/behind']);
});
