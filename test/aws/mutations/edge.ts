import { call, type Mutation } from './mutation.ts';

const elb = (operation: string, params: object, save = {}) =>
  call('elasticloadbalancing', operation, { ...params }, save);

const plainForward = { Type: 'forward', TargetGroupArn: '$edge.targetGroups.web' };

const policy = (SslPolicy: string) =>
  elb('ModifyListener', { ListenerArn: '$edge.listeners.https', SslPolicy });

const redirect = (more: object) =>
  elb('ModifyListener', {
    ListenerArn: '$edge.listeners.http',
    DefaultActions: [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301', ...more } }],
  });

/** The load balancer: HTTPS only, in several zones, with the web ACL on it. */
export const edgeMutations: readonly Mutation[] = [
  {
    name: 'a second listener forwards plain HTTP on 8080',
    breaks: 'edge/https-only',
    calls: [
      elb('CreateListener', {
        LoadBalancerArn: '$edge.arn',
        Protocol: 'HTTP',
        Port: 8080,
        DefaultActions: [plainForward],
      }),
    ],
  },
  {
    name: 'the plain listener forwards instead of redirecting',
    breaks: 'edge/https-only',
    calls: [elb('ModifyListener', { ListenerArn: '$edge.listeners.http', DefaultActions: [plainForward] })],
  },
  {
    name: 'a rule of the plain listener forwards one path',
    breaks: 'edge/https-only',
    calls: [
      elb('CreateRule', {
        ListenerArn: '$edge.listeners.http',
        Priority: 5,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/legacy/*'] } }],
        Actions: [plainForward],
      }),
    ],
  },
  {
    name: 'the redirect keeps the protocol it came with',
    breaks: 'edge/https-only',
    calls: [redirect({ Protocol: '#{protocol}', Port: '8443' })],
  },
  {
    name: 'the redirect leads to another host',
    breaks: 'edge/https-only',
    calls: [redirect({ Protocol: 'HTTPS', Port: '443', Host: 'www.example.org' })],
  },
  {
    name: 'the redirect leads to a port where nothing listens',
    breaks: 'edge/https-only',
    calls: [redirect({ Protocol: 'HTTPS', Port: '8443' })],
  },
  {
    name: 'a rule of the plain listener redirects every path, before one that forwards',
    breaks: 'none',
    calls: [
      elb('CreateRule', {
        ListenerArn: '$edge.listeners.http',
        Priority: 1,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
        Actions: [
          {
            Type: 'redirect',
            RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
          },
        ],
      }),
      elb('CreateRule', {
        ListenerArn: '$edge.listeners.http',
        Priority: 2,
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/menu/*'] } }],
        Actions: [plainForward],
      }),
    ],
  },
  {
    name: 'the TLS policy allows TLS 1.0',
    breaks: 'edge/https-only',
    calls: [policy('ELBSecurityPolicy-2016-08')],
  },
  {
    name: 'the TLS policy allows TLS 1.1',
    breaks: 'edge/https-only',
    calls: [policy('ELBSecurityPolicy-TLS-1-1-2017-01')],
  },
  {
    name: 'the HTTPS listener is deleted',
    breaks: 'edge/https-only',
    calls: [elb('DeleteListener', { ListenerArn: '$edge.listeners.https' })],
  },
  {
    name: 'the web ACL is taken off the load balancer',
    breaks: 'edge/protected-by',
    calls: [call('wafv2', 'DisassociateWebACL', { ResourceArn: '$edge.arn' })],
  },
  {
    name: 'the web ACL is deleted, as if it had never been on the load balancer',
    breaks: 'edge/protected-by',
    calls: [
      call('wafv2', 'DisassociateWebACL', { ResourceArn: '$edge.arn' }),
      call('wafv2', 'DeleteWebACL', {
        Name: '$firewall.name',
        Scope: 'REGIONAL',
        Id: '$firewall.id',
      }),
    ],
  },
  {
    name: 'a second public load balancer stands without a web ACL',
    breaks: 'edge/protected-by',
    calls: [
      elb('CreateLoadBalancer', {
        Name: 'kiosk-shadow',
        Scheme: 'internet-facing',
        Subnets: '$network.publicSubnets',
        Tags: [{ Key: 'app', Value: 'kiosk' }],
      }),
    ],
  },
  {
    name: 'the TLS policy asks for TLS 1.3',
    breaks: 'none',
    calls: [policy('ELBSecurityPolicy-TLS13-1-3-2021-06')],
  },
  {
    name: 'the plain listener is deleted: HTTPS alone is left',
    breaks: 'none',
    calls: [elb('DeleteListener', { ListenerArn: '$edge.listeners.http' })],
  },
  {
    name: 'the redirect is temporary and keeps host and path',
    breaks: 'none',
    calls: [
      redirect({ StatusCode: 'HTTP_302', Protocol: 'HTTPS', Port: '443', Host: '#{host}', Path: '/#{path}' }),
    ],
  },
  {
    name: 'the load balancer has new tags and attributes',
    breaks: 'none',
    calls: [
      elb('AddTags', { ResourceArns: ['$edge.arn'], Tags: [{ Key: 'cost-centre', Value: '7' }] }),
      elb('ModifyLoadBalancerAttributes', {
        LoadBalancerArn: '$edge.arn',
        Attributes: [{ Key: 'idle_timeout.timeout_seconds', Value: '90' }],
      }),
    ],
  },
  {
    name: 'the load balancer speaks IPv6 too',
    breaks: 'none',
    calls: [elb('SetIpAddressType', { LoadBalancerArn: '$edge.arn', IpAddressType: 'dualstack' })],
  },
  {
    name: 'two zones instead of three',
    breaks: 'none',
    calls: [
      elb('SetSubnets', {
        LoadBalancerArn: '$edge.arn',
        Subnets: ['$network.publicSubnets.0', '$network.publicSubnets.1'],
      }),
    ],
  },
];
