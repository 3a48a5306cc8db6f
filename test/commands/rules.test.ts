import { expect, test } from '@jest/globals';
import { rulesCommand } from '../../src/commands/rules.ts';
import { catalogue } from '../policies/catalogue.ts';

const show = (name?: string) => rulesCommand({ rules: catalogue.rules, name, color: false, width: 0 });

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

test('a name that is no rule leads to the nearest', () => {
  expect(show('autoscalling')).toEqual({
    text: 'there is no rule "autoscalling"; did you mean "autoscaling"?\n',
    status: 64,
  });
});
