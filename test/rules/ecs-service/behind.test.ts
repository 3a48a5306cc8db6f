import rule from '../../../rules/ecs-service/behind.ts';
import { answer, forward, group, kiosk, listener, redirect, rule as when } from '../../support/listeners.ts';
import { testRule } from '../../support/test-rule.ts';

const attached = (name: string, alternate?: string) =>
  ({
    LoadBalancers: [
      {
        TargetGroupArn: group(name),
        ...(alternate && { AdvancedConfiguration: { AlternateTargetGroupArn: group(alternate) } }),
      },
    ],
  }) as never;
const menu = attached('menu');
const related = { loadBalancer: [kiosk] };
const path = (...values: string[]) => ({ 'path-pattern': values });
const notFound = when('default', answer('404'));
const https = (...rules: ReturnType<typeof when>[]) => [listener(443, 'HTTPS', [...rules, notFound])];
const plain = listener(80, 'HTTP', [when('default', redirect())]);
const broken = 'rule 10 of port 443 forwarding to menu';

testRule(rule, {
  passes: {
    'a rule forwards to its target group': {
      given: menu,
      related,
      alongside: [plain, ...https(when(10, forward('menu'), path('/menu/*')))],
      seeing: 'rule 10 of port 443 forwards to menu',
    },
    'the default rule forwards to it': {
      given: menu,
      related,
      alongside: [listener(443, 'HTTPS', [when('default', forward('menu'))])],
      seeing: 'the default rule of port 443 forwards to menu',
    },
    'the other target group of a blue/green service gets the requests': {
      given: attached('menu-blue', 'menu-green'),
      related,
      alongside: https(when(10, forward('menu-green'), path('/menu/*'))),
    },
    'a rule for something else comes first': {
      given: menu,
      related,
      alongside: https(
        when(1, answer('503'), { 'host-header': ['old.example.com'], ...path('/*') }),
        when(2, answer('503'), path('/menu')),
        when(10, forward('menu'), path('/menu/*')),
      ),
    },
    'the load balancer has no HTTPS listener': {
      given: menu,
      related,
      alongside: [listener(80, 'HTTP', [when('default', forward('menu'))])],
    },
    'a way was seen, though not all was': {
      given: menu,
      related,
      alongside: [listener(8443, 'HTTPS', 'unread'), ...https(when(10, forward('menu'), path('/menu/*')))],
      blind: ['AWS::ElasticLoadBalancingV2::Listener'],
    },
  },
  fails: {
    'no load balancer is attached': {
      given: { LoadBalancers: [] } as never,
      related: { loadBalancer: 'unread' },
      because: 'no load balancer is attached',
      expected: 'loadBalancer',
      actual: null,
      path: 'LoadBalancers',
    },
    'nothing forwards to its target group': {
      given: menu,
      related,
      alongside: https(when(10, forward('login'), path('/login'))),
      because: 'target group menu is not forwarded to by any listener of kiosk',
      actual: ['menu'],
    },
    'only another load balancer forwards to it': {
      given: menu,
      related: { loadBalancer: [kiosk.replace('/kiosk/', '/edge/')] },
      alongside: https(when(10, forward('menu'), path('/menu/*'))),
      because: 'target group menu is not forwarded to by any listener of edge',
    },
    'a rule before it takes every path': {
      given: menu,
      related,
      alongside: https(when(1, answer('503'), path('/*')), when(10, forward('menu'), path('/menu/*'))),
      because: `${broken} is shadowed by rule 1 (path /*)`,
    },
    'a rule before it takes every host': {
      given: menu,
      related,
      alongside: https(
        when(1, answer('503'), { 'host-header': ['*'] }),
        when(10, forward('menu'), path('/menu/*')),
      ),
      because: `${broken} is shadowed by rule 1 (host *)`,
    },
    'a rule before it takes the same path': {
      given: menu,
      related,
      alongside: https(when(1, forward('login'), path('/menu*')), when(10, forward('menu'), path('/menu/*'))),
      because: `${broken} is shadowed by rule 1 (path /menu*)`,
    },
    'its weight is 0': {
      given: menu,
      related,
      alongside: https(when(10, forward('menu', 0), path('/menu/*'))),
      because: `${broken} gives it weight 0`,
    },
    'it is reached over plain HTTP only': {
      given: menu,
      related,
      alongside: [listener(80, 'HTTP', [when('default', forward('menu'))]), ...https()],
      because: 'target group menu is forwarded to over plain HTTP only',
    },
  },
  isUnknown: {
    'what it is attached to cannot be read': {
      given: menu,
      unreadable: ['LoadBalancers'],
      related,
      because: 'could not read LoadBalancers: test:Read answered AccessDeniedException',
    },
    'the load balancers cannot be listed': {
      given: menu,
      related: { loadBalancer: 'unread' },
      because:
        'could not read the list of AWS::ElasticLoadBalancingV2::LoadBalancer: test:Read answered AccessDeniedException',
    },
    'the listeners cannot be listed': {
      given: menu,
      related,
      alongside: https(),
      blind: ['AWS::ElasticLoadBalancingV2::Listener'],
      because:
        'could not read the list of AWS::ElasticLoadBalancingV2::Listener: test:Read answered AccessDeniedException',
    },
    'the rules of a listener cannot be read': {
      given: menu,
      related,
      alongside: [plain, listener(443, 'HTTPS', 'unread')],
      because: 'could not read Live.Rules: test:Read answered AccessDeniedException',
    },
  },
});
