import { call, type Mutation } from './mutation.ts';

const elb = (operation: string, params: object) => call('elasticloadbalancing', operation, { ...params });

const forward = (weights: readonly (readonly [string, number])[]) => ({
  Actions: [
    {
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: weights.map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight })),
      },
    },
  ],
});

const everythingTo503 = (Priority: number) =>
  elb('CreateRule', {
    ListenerArn: '$edge.listeners.https',
    Priority,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
    Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
  });

/** From the listener to the service: rules deleted, shadowed, weighed with nothing. */
export const routingMutations: readonly Mutation[] = [
  {
    name: 'the listener rule of a service is deleted',
    breaks: 'services/behind',
    calls: [elb('DeleteRule', { RuleArn: '$edge.rules.menu' })],
  },
  {
    name: 'a rule before all others answers every path itself',
    breaks: 'services/behind',
    calls: [everythingTo503(1)],
  },
  {
    name: 'a rule before all others refuses every address',
    breaks: 'services/behind',
    calls: [
      elb('CreateRule', {
        ListenerArn: '$edge.listeners.https',
        Priority: 1,
        Conditions: [{ Field: 'source-ip', SourceIpConfig: { Values: ['0.0.0.0/0'] } }],
        Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } }],
      }),
    ],
  },
  {
    name: 'a rule before all others takes one of the two paths of a service',
    breaks: 'services/behind',
    calls: [
      elb('ModifyRule', {
        RuleArn: '$edge.rules.menu',
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/menu', '/menu/*'] } }],
      }),
      elb('CreateRule', {
        ListenerArn: '$edge.listeners.https',
        Priority: 1,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/menu/*'] } }],
        Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
      }),
    ],
  },
  {
    name: 'a rule before all others gives the path of a service its slash',
    breaks: 'none',
    calls: [
      elb('ModifyRule', {
        RuleArn: '$edge.rules.menu',
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/menu', '/menu/*'] } }],
      }),
      elb('CreateRule', {
        ListenerArn: '$edge.listeners.https',
        Priority: 1,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/menu'] } }],
        Actions: [{ Type: 'redirect', RedirectConfig: { Path: '/menu/', StatusCode: 'HTTP_301' } }],
      }),
    ],
  },
  {
    name: 'the default action no longer forwards to the first service',
    breaks: 'services/behind',
    calls: [
      elb('ModifyListener', {
        ListenerArn: '$edge.listeners.https',
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
      }),
    ],
  },
  {
    name: 'the rule of a service forwards to it with weight 0',
    breaks: 'services/behind',
    calls: [
      elb('ModifyRule', {
        RuleArn: '$edge.rules.menu',
        ...forward([
          ['$edge.targetGroups.menu', 0],
          ['$edge.targetGroups.web', 100],
        ]),
      }),
    ],
  },
  {
    name: 'the rule of a service forwards to another service',
    breaks: 'services/behind',
    calls: [
      elb('ModifyRule', { RuleArn: '$edge.rules.menu', ...forward([['$edge.targetGroups.orders', 1]]) }),
    ],
  },
  {
    name: 'the rule of a service now redirects',
    breaks: 'services/behind',
    calls: [
      elb('ModifyRule', {
        RuleArn: '$edge.rules.menu',
        Actions: [
          { Type: 'redirect', RedirectConfig: { Host: 'sorry.example.com', StatusCode: 'HTTP_302' } },
        ],
      }),
    ],
  },
  {
    name: 'traffic of a service is shared with a new version, 90 to 10',
    breaks: 'none',
    calls: [
      elb('ModifyRule', {
        RuleArn: '$edge.rules.menu',
        ...forward([
          ['$edge.targetGroups.menu', 90],
          ['$edge.targetGroups.web', 10],
        ]),
      }),
    ],
  },
  {
    name: 'a rule for one more host, forwarding',
    breaks: 'none',
    calls: [
      elb('CreateRule', {
        ListenerArn: '$edge.listeners.https',
        Priority: 500,
        Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['admin.example.com'] } }],
        Actions: [{ Type: 'forward', TargetGroupArn: '$edge.targetGroups.devices' }],
      }),
    ],
  },
  {
    name: 'a rule before all others answers one path of robots',
    breaks: 'none',
    calls: [
      elb('CreateRule', {
        ListenerArn: '$edge.listeners.https',
        Priority: 1,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/robots.txt'] } }],
        Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
      }),
    ],
  },
];
