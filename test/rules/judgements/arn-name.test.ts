import { expect, test } from '@jest/globals';
import { groupName, loadBalancerName } from '../../../rules/judgements/arn-name.ts';

const arn = 'arn:aws:elasticloadbalancing:sa-east-1:111122223333';

test('what stands in an ARN is called by its name', () => {
  expect(groupName(`${arn}:targetgroup/menu/73e2`)).toBe('menu');
  expect(loadBalancerName(`${arn}:loadbalancer/app/kiosk/50dc`)).toBe('kiosk');
});
test('what is no such ARN is called what it is', () => {
  expect(groupName('menu')).toBe('menu');
  expect(loadBalancerName('kiosk')).toBe('kiosk');
});
