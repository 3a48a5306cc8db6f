import { expect, test } from '@jest/globals';
import { rulesCommand } from '../../src/commands/rules.ts';
import { typesOf } from '../../src/policies/catalogue.ts';
import { catalogue } from '../policies/catalogue.ts';

const types = [...typesOf(catalogue), 'AWS::RDS::DBInstance'];
const show = (name?: string) => rulesCommand({ rules: catalogue.rules, types, name, color: false, width: 0 });

test('all rules, by the type they are about', () => {
  const { text, status } = show();
  expect(status).toBe(0);
  expect(text.split('\n').slice(0, 7)).toEqual([
    'AWS::ECS::Service',
    '  fargate      The fargate of something',
    '  behind       The behind of something',
    '               loadBalancer: component of type AWS::ElasticLoadBalancingV2::LoadBalancer, or a list of them, required',
    '  autoscaling  The autoscaling of something',
    '               min: 2; max: 10',
    '',
  ]);
});

test('one rule, with all there is to know', () => {
  expect(show('rate-limit').text.split('\n')).toEqual([
    'rate-limit  AWS::WAFv2::WebACL  high',
    'The rate-limit of something.',
    '',
    'Parameters',
    '  requests  integer, at least 10, required',
    '      Requests in a window.',
    '',
    'Why',
    '  It matters.',
    '',
    'How to fix',
    '  Do it.',
    '',
    'Example',
    '  {',
    '    "type": "AWS::WAFv2::WebACL",',
    '    "rules": { "rate-limit": 10 }',
    '  }',
    '',
  ]);
});

test('what is a rule and what people call a type is the rule', () => {
  expect(show('fargate').text).toMatch(/^fargate {2}AWS::ECS::Service/);
});

test('a name that is no rule leads to the nearest', () => {
  expect(show('autoscalling')).toEqual({
    text: 'there is no rule "autoscalling"; did you mean "autoscaling"?\n',
    status: 64,
  });
});

test.each([
  ['AWS::ECS::Service', 'its name'],
  ['service', 'the last part of its name'],
  ['ECS::Service', 'the end of its name'],
  ['ecs', 'what people call it'],
])('the rules of a type by %s: %s', (name) => {
  const { text, status } = show(name);
  expect([status, text.split('\n')[0]]).toEqual([0, 'AWS::ECS::Service']);
});

test.each([
  [
    'DBInstance',
    'AWS::RDS::DBInstance has no rule; plumbline types AWS::RDS::DBInstance shows what can be expected of it\n',
  ],
  ['ecs-servcie', 'there is no rule or type "ecs-servcie"; did you mean "AWS::ECS::Service"?\n'],
])('%s, of which there is no rule, leads on', (name, text) => {
  expect(show(name)).toEqual({ text, status: 64 });
});
