import { expect, test } from '@jest/globals';
import { consoleLink } from '../../src/pipeline/console-link.ts';
import { resource } from '../support/audits.ts';

const alb = 'arn:aws:elasticloadbalancing:sa-east-1:111122223333:loadbalancer/app/kiosk/0a1b';

test.each([
  [
    'AWS::ECS::Service',
    'kiosk/menu',
    'arn:aws:ecs:…',
    'https://sa-east-1.console.aws.amazon.com/ecs/v2/clusters/kiosk/services/menu/health?region=sa-east-1',
  ],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'kiosk',
    alb,
    `https://sa-east-1.console.aws.amazon.com/ec2/home?region=sa-east-1#LoadBalancer:loadBalancerArn=${encodeURIComponent(alb)}`,
  ],
  [
    'AWS::RDS::DBCluster',
    'kiosk-db',
    'kiosk-db',
    'https://sa-east-1.console.aws.amazon.com/rds/home?region=sa-east-1#database:id=kiosk-db;is-cluster=true',
  ],
  ['AWS::Kiosk::Till', 'one', 'one', null],
])('of %s %s', (type, name, id, expected) => {
  expect(consoleLink(resource(type, name, id))).toBe(expected);
});

test.each([
  ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn/'],
  ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ['global', 'https://us-east-1.console.aws.amazon.com/'],
])('in %s it is %s', (region, expected) => {
  const link = consoleLink({ ...resource('AWS::WAFv2::WebACL', 'acl', 'arn/acl/0a1b'), region });
  expect(link?.startsWith(expected)).toBe(true);
});

test('a name is no part of the address but itself', () => {
  const link = consoleLink(resource('AWS::ECS::Service', 'kiosk/a|b>#?&x'));
  expect(link).toContain('/services/a%7Cb%3E%23%3F%26x/health');
});
