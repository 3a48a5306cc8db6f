import rule from '../../../rules/ecs-service/behind.ts';
import { answer, forward, group, kiosk, listener, redirect, rule as when } from '../../support/listeners.ts';
import { testRule } from '../../support/test-rule.ts';

const attached = (name: string, AdvancedConfiguration?: object, Type = 'ECS') =>
  ({
    LoadBalancers: [{ TargetGroupArn: group(name), ...(AdvancedConfiguration && { AdvancedConfiguration }) }],
    DeploymentController: { Type },
    Live: {},
  }) as never;
const blueGreen = attached('menu-blue', {
  AlternateTargetGroupArn: group('menu-green'),
  ProductionListenerRule: 'arn:production',
  TestListenerRule: 'arn:test',
});
const shifting = {
  ...(attached('menu', undefined, 'CODE_DEPLOY') as object),
  Live: { OtherTargetGroups: [group('menu-green')] },
} as never;
const byCodeDeploy = attached('menu', undefined, 'CODE_DEPLOY');
const arn = (RuleArn: string, rule: ReturnType<typeof when>) => ({ ...rule, RuleArn });
const inRollout = (since: string) => ({ state: 'in a rollout', serves: true, moving: true, since });
const menu = attached('menu');
const related = { loadBalancer: [kiosk] };
const path = (...values: string[]) => ({ 'path-pattern': values });
const notFound = when('default', answer('404'));
const https = (...rules: ReturnType<typeof when>[]) => [listener(443, 'HTTPS', [...rules, notFound])];
const plain = listener(80, 'HTTP', [when('default', redirect())]);
const secret = { Field: 'http-header', HttpHeaderName: 'x-origin-verify', Values: ['s3'], RegexValues: [] };
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
      given: attached('menu-blue', { AlternateTargetGroupArn: group('menu-green') }),
      related,
      alongside: https(when(10, forward('menu-green'), path('/menu/*'))),
    },
    'the production rule leads to either target group, while a deployment shifts them': {
      given: blueGreen,
      related,
      alongside: https(
        arn('arn:production', {
          ...when(10, forward('menu-blue', 0), path('/menu/*')),
          Actions: [forward('menu-blue', 0), forward('menu-green', 100)],
        }),
      ),
      seeing: 'rule 10 of port 443 forwards to menu-green',
    },
    'the production listener of a network load balancer leads to it': {
      given: attached('menu', { ProductionListenerRule: `${kiosk}/9000`, TestListenerRule: `${kiosk}/9001` }),
      related,
      alongside: [listener(9000, 'TCP', [when('default', forward('menu'))])],
    },
    'CodeDeploy deploys it, and the way is the port that people use': {
      given: byCodeDeploy,
      related,
      alongside: [...https(when(10, forward('menu'))), listener(8443, 'HTTPS', [notFound])],
    },
    'CodeDeploy deploys it, and no other listener could be the one for tests': {
      given: byCodeDeploy,
      related,
      alongside: [listener(8443, 'HTTPS', [when('default', forward('menu'))]), plain],
    },
    'CodeDeploy deploys it, and both listeners lead to it': {
      given: byCodeDeploy,
      related,
      alongside: [8443, 9443].map((port) => listener(port, 'HTTPS', [when('default', forward('menu'))])),
    },
    'people log in before they are let through': {
      given: menu,
      related,
      alongside: https({
        ...when(10, forward('menu'), path('/menu/*')),
        Actions: [{ Type: 'authenticate-oidc' }, forward('menu')],
      }),
    },
    'the rule before it leads to it as well': {
      given: menu,
      related,
      alongside: https(
        when(1, { Type: 'forward' }, path('/x')),
        when(2, forward('menu', 5), path('/menu/*')),
        when(10, forward('menu'), path('/menu', '/menu/*')),
      ),
    },
    'a redirect before it leads back to it': {
      given: menu,
      related,
      alongside: https(
        when(1, { ...redirect(), RedirectConfig: { Path: '/menu/', StatusCode: 'HTTP_301' } }, path('/menu')),
        when(10, forward('menu'), path('/menu', '/menu/*')),
      ),
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
    'the default rule, which is always the last, gets nothing': {
      given: menu,
      related,
      alongside: https(when(1, answer('503'), path('/*')), when('default', forward('menu'))),
      because: 'the default rule of port 443 forwarding to menu is shadowed by rule 1 (path /*)',
      fix: 'Narrow the conditions of rule 1 (path /*).',
    },
    'no listener of a network load balancer leads to it': {
      given: menu,
      related: { loadBalancer: [kiosk.replace('/app/kiosk/', '/net/pos/')] },
      alongside: https(when(10, forward('menu'), path('/menu/*'))),
      because: 'target group menu is not forwarded to by any listener of pos',
      fix: 'Forward a listener of pos to target group menu.',
    },
    'a rollout of ECS itself is under way, which leaves the listeners as they are': {
      given: menu,
      condition: inRollout('2026-11-24T11:50:00.000Z'),
      related,
      alongside: https(),
      because: 'target group menu is not forwarded to by any listener of kiosk',
    },
    'CodeDeploy is long past turning the listener': {
      given: byCodeDeploy,
      condition: inRollout('2026-11-24T11:45:00.000Z'),
      related,
      alongside: https(when(10, forward('menu-green'))),
      because: 'target group menu is not forwarded to by any listener of kiosk',
    },
    'the requests go neither to the primary task set nor to the other': {
      given: shifting,
      related,
      alongside: https(when(10, forward('gone'), path('/menu/*'))),
      because: 'target group menu is not forwarded to by any listener of kiosk',
    },
    'no load balancer is attached': {
      given: { LoadBalancers: [], DeploymentController: { Type: 'ECS' } } as never,
      related: { loadBalancer: 'unread' },
      because: 'no load balancer is attached',
      expected: 'requests to the load balancer of component loadBalancer reach it',
      path: 'LoadBalancers',
    },
    'nothing forwards to its target group': {
      given: menu,
      related,
      alongside: https(when(10, forward('login'), path('/login'))),
      because: 'target group menu is not forwarded to by any listener of kiosk',
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
      fix: 'Put rule 10 of port 443 before what takes its requests, or narrow the conditions of rule 1 (path /*).',
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
    'a rule before it takes one of its two paths': {
      given: menu,
      related,
      alongside: https(
        when(1, answer('503'), path('/menu/*')),
        when(10, forward('menu'), path('/menu', '/menu/*')),
      ),
      because: `${broken} is shadowed for /menu/* by rule 1 (path /menu/*)`,
    },
    'two rules before it take a path each': {
      given: menu,
      related,
      alongside: https(
        when(1, answer('503'), path('/menu/*')),
        when(2, forward('login'), path('/menu')),
        when(10, forward('menu'), path('/menu', '/menu/*')),
      ),
      because: `${broken} is shadowed by rule 2 (path /menu) and rule 1 (path /menu/*)`,
    },
    'a rule before it takes the same host, in capitals': {
      given: menu,
      related,
      alongside: https(
        when(1, answer('503'), { 'host-header': ['KIOSK.example.com'] }),
        when(10, forward('menu'), { 'host-header': ['kiosk.example.com'] }),
      ),
      because: `${broken} is shadowed by rule 1 (host KIOSK.example.com)`,
    },
    'a rule before it wants a header, whose value is not told': {
      given: menu,
      related,
      alongside: https(
        { ...when(1, answer('503')), Conditions: [secret] },
        { ...when(10, forward('menu')), Conditions: [secret] },
      ),
      because: `${broken} is shadowed by rule 1 (header x-origin-verify)`,
    },
    'only the test listener leads to it': {
      given: blueGreen,
      related,
      alongside: [
        ...https(arn('arn:production', when(10, forward('login'), path('/menu/*')))),
        listener(9443, 'HTTPS', [arn('arn:test', when('default', forward('menu-green')))]),
      ],
      because: 'production rule 10 of port 443 forwards to login',
      fix: 'Make it forward to target group menu-blue or menu-green.',
    },
    'the production rule answers by itself': {
      given: blueGreen,
      related,
      alongside: https(arn('arn:production', when(10, answer('503')))),
      because: 'production rule 10 of port 443 forwards to no target group',
    },
    'the production rule is gone': {
      given: blueGreen,
      related,
      alongside: https(when(10, forward('menu-blue'))),
      because: 'its production listener rule arn:production is on no listener of kiosk',
    },
    'the rule that leads to it is for tests': {
      given: attached('menu', { TestListenerRule: 'arn:test' }),
      related,
      alongside: https(arn('arn:test', when(10, forward('menu')))),
      because: 'target group menu is forwarded to by the test listener only, rule 10 of port 443',
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
    'CodeDeploy has turned the listener to the task set that is to be the primary': {
      given: byCodeDeploy,
      condition: inRollout('2026-11-24T11:50:00.000Z'),
      related,
      alongside: https(when(10, forward('menu-green'))),
      because:
        'target group menu is not forwarded to by any listener of kiosk, while the-name is in a rollout',
    },
    'CodeDeploy has shifted the requests to a task set that is to be the primary': {
      given: shifting,
      related,
      alongside: https(when(10, forward('menu-green'), path('/menu/*'))),
      because: 'rule 10 of port 443 forwards to menu-green, of a task set that is not the primary',
    },
    'CodeDeploy deploys it, and the only listener that leads to it may be the one for tests': {
      given: byCodeDeploy,
      related,
      alongside: [...https(), listener(8443, 'HTTPS', [when('default', forward('menu'))])],
      because:
        'only the default rule of port 8443 forwards to menu, and that may be the test listener of CodeDeploy',
    },
    'CodeDeploy is about to lead the listener to it': {
      given: byCodeDeploy,
      condition: { state: 'in a deployment', serves: true, moving: true, since: '2026-11-24T11:58:00Z' },
      related,
      alongside: https(when(10, forward('menu-before'))),
      because:
        'target group menu is not forwarded to by any listener of kiosk, while the-name is in a deployment',
    },
    'a rule before it has an expression that we cannot read': {
      given: menu,
      related,
      alongside: https(
        {
          ...when(1, answer('503')),
          Conditions: [{ Field: 'path-pattern', Values: [], RegexValues: ['^/m(a|e)'] }],
        },
        when(10, forward('menu'), path('/menu/*')),
      ),
      because: `whether rule 1 (path ^/m(a|e)) takes the requests of ${broken} cannot be told`,
    },
    'how it is deployed cannot be read': {
      given: menu,
      related,
      unreadable: ['DeploymentController'],
      because: 'could not read DeploymentController: test:Read answered AccessDeniedException',
    },
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
