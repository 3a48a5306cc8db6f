import listener from '../../../src/collectors/listener.ts';
import loadBalancer from '../../../src/collectors/load-balancer.ts';
import targetGroup from '../../../src/collectors/target-group.ts';
import { holdExpectations } from '../../support/expected.ts';
import type { Exchange } from '../../support/replay.ts';

const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/edge/1';
const balancer = {
  LoadBalancerArn: arn,
  DNSName: 'edge-1.eu-west-1.elb.amazonaws.com',
  LoadBalancerName: 'edge',
  Scheme: 'internet-facing',
  VpcId: 'vpc-1',
  State: { Code: 'active' },
  Type: 'application',
  AvailabilityZones: [
    { ZoneName: 'eu-west-1b', SubnetId: 'subnet-2', LoadBalancerAddresses: [] },
    { ZoneName: 'eu-west-1a', SubnetId: 'subnet-1', LoadBalancerAddresses: [] },
  ],
  SecurityGroups: ['sg-1'],
  IpAddressType: 'ipv4',
};
const balancers = (more: object = {}): Exchange => ({
  operation: 'elasticloadbalancing:DescribeLoadBalancers',
  input: { PageSize: 400 },
  output: { LoadBalancers: [{ ...balancer, ...more }] },
});
const attributes: Exchange = {
  operation: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
  input: { LoadBalancerArn: arn },
  output: {
    Attributes: [
      { Key: 'access_logs.s3.enabled', Value: 'true' },
      { Key: 'access_logs.s3.bucket', Value: 'logs' },
      { Key: 'access_logs.s3.prefix', Value: '' },
      { Key: 'idle_timeout.timeout_seconds', Value: '60' },
      { Key: 'deletion_protection.enabled', Value: 'false' },
      { Key: 'routing.http.desync_mitigation_mode', Value: 'defensive' },
    ],
  },
};

holdExpectations(
  'what can be expected of a load balancer',
  loadBalancer,
  [balancers(), attributes],
  [
    ['Scheme', 'internet-facing', 'pass'],
    ['Subnets', ['subnet-1', 'subnet-2'], 'pass'],
    ['SecurityGroups', { includes: ['sg-1'] }, 'pass'],
    ['IpAddressType', { not: 'dualstack' }, 'pass'],
    ['Ipv4IpamPoolId', null, 'pass'],
    ['EnablePrefixForIpv6SourceNat', 'off', 'pass'],
    ['EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic', { not: 'off' }, 'pass'],
    ['Live.AvailabilityZones', { every: { OutpostId: null } }, 'pass'],
    ['LoadBalancerAttributes.deletion_protection.enabled', true, 'fail'],
    ['LoadBalancerAttributes', { 'access_logs.s3.enabled': 'true', 'access_logs.s3.bucket': 'logs' }, 'pass'],
    ['LoadBalancerAttributes.access_logs.s3.prefix', '', 'pass'],
    ['LoadBalancerAttributes.access_logs.s3.prefix', '?*', 'fail'],
    ['LoadBalancerAttributes.idle_timeout.timeout_seconds', { atMost: 60 }, 'pass'],
    ['LoadBalancerAttributes.idle_timeout.timeout_seconds', 60, 'pass'],
    ['LoadBalancerAttributes.routing.http.desync_mitigation_mode', ['defensive', 'strictest'], 'pass'],
    // An attribute that the answer lacks is one of another kind of load balancer, or newer than the recording.
    ['LoadBalancerAttributes.zonal_shift.config.enabled', { not: true }, 'unknown'],
  ],
);

holdExpectations(
  'of a network load balancer without security groups',
  loadBalancer,
  [balancers({ Type: 'network', SecurityGroups: undefined })],
  [
    ['EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic', { not: 'off' }, 'unknown'],
    ['SecurityGroups', [], 'pass'],
    ['SecurityGroups', { includes: ['sg-1'] }, 'fail'],
  ],
);

holdExpectations(
  'of an application load balancer whose answer lacks them',
  loadBalancer,
  [balancers({ SecurityGroups: undefined })],
  [['SecurityGroups', { none: 'sg-1' }, 'unknown']],
);

const https = {
  ListenerArn: 'arn:listener',
  LoadBalancerArn: arn,
  Port: 443,
  Protocol: 'HTTPS',
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  Certificates: [{ CertificateArn: 'arn:cert' }],
  MutualAuthentication: { Mode: 'off' },
  DefaultActions: [
    {
      Type: 'forward',
      TargetGroupArn: 'arn:tg',
      Order: 1,
      ForwardConfig: {
        TargetGroups: [{ TargetGroupArn: 'arn:tg', Weight: 1 }],
        TargetGroupStickinessConfig: { Enabled: false },
      },
    },
  ],
};
const http = {
  ListenerArn: 'arn:listener',
  LoadBalancerArn: arn,
  Port: 80,
  Protocol: 'HTTP',
  DefaultActions: [
    {
      Type: 'redirect',
      Order: 1,
      RedirectConfig: {
        Protocol: 'HTTPS',
        Port: '443',
        Host: '#{host}',
        Path: '/#{path}',
        Query: '#{query}',
        StatusCode: 'HTTP_301',
      },
    },
  ],
};
const rule = {
  RuleArn: 'arn:rule',
  Priority: '10',
  Conditions: [{ Field: 'path-pattern', Values: ['/api/*'], PathPatternConfig: { Values: ['/api/*'] } }],
  Actions: https.DefaultActions,
  IsDefault: false,
};
const listeners = (one: object): readonly Exchange[] => [
  balancers(),
  {
    operation: 'elasticloadbalancing:DescribeListeners',
    input: { LoadBalancerArn: arn, PageSize: 400 },
    output: { Listeners: [one] },
  },
  {
    operation: 'elasticloadbalancing:DescribeRules',
    input: { ListenerArn: 'arn:listener', PageSize: 400 },
    output: {
      Rules: [rule, { ...rule, RuleArn: 'arn:last', Priority: 'default', Conditions: [], IsDefault: true }],
    },
  },
];

const header = (name: string) => `ListenerAttributes.routing.http.response.${name}.header_value`;
const headers: Exchange = {
  operation: 'elasticloadbalancing:DescribeListenerAttributes',
  input: { ListenerArn: 'arn:listener' },
  output: {
    Attributes: [
      { Key: 'routing.http.response.access_control_allow_origin.header_value', Value: 'https://shop' },
      { Key: 'routing.http.response.strict_transport_security.header_value', Value: 'max-age=600' },
    ],
  },
};
holdExpectations(
  'what can be expected of the headers it adds',
  listener,
  [...listeners(https), headers],
  [
    [header('access_control_allow_origin'), { not: '*' }, 'pass'],
    [header('access_control_allow_origin'), '*', 'fail'],
    ['ListenerAttributes', { 'routing.http.response.access_control_allow_origin.header_value': '*' }, 'fail'],
    [header('strict_transport_security'), 'max-age=*', 'pass'],
  ],
);

holdExpectations('what can be expected of an HTTPS listener', listener, listeners(https), [
  ['SslPolicy', 'ELBSecurityPolicy-TLS13-*', 'pass'],
  ['Certificates', [{ CertificateArn: 'arn:cert' }], 'pass'],
  ['MutualAuthentication.Mode', 'off', 'pass'],
  ['MutualAuthentication.TrustStoreArn', null, 'pass'],
  ['AlpnPolicy', [], 'pass'],
  ['DefaultActions', [{ Type: 'forward', TargetGroupArn: 'arn:tg' }], 'pass'],
  [
    'DefaultActions',
    { every: { ForwardConfig: { TargetGroupStickinessConfig: { Enabled: false } } } },
    'pass',
  ],
  ['DefaultActions', { none: { ForwardConfig: { TargetGroupStickinessConfig: { Enabled: true } } } }, 'pass'],
  ['DefaultActions', { every: { RedirectConfig: { not: null } } }, 'fail'],
  ['DefaultActions', { none: { AuthenticateOidcConfig: { not: null } } }, 'pass'],
  ['Live.Rules', { any: { Conditions: { any: { Field: 'path-pattern', Values: ['/api/*'] } } } }, 'pass'],
  ['Live.Rules', { any: { Conditions: { any: { Values: { any: '/api/*' } } } } }, 'pass'],
  ['Live.Rules', { any: { Conditions: { any: { Values: { any: '/*' } } } } }, 'fail'],
  ['Live.Rules', { none: { Conditions: { any: { Field: 'source-ip' } } } }, 'pass'],
  ['Live.Rules', { none: { Conditions: { any: { HttpHeaderName: 'X-*' } } } }, 'pass'],
  ['Live.Rules', { any: { Priority: '10' } }, 'pass'],
]);

holdExpectations('of a plain listener', listener, listeners(http), [
  ['SslPolicy', null, 'pass'],
  ['SslPolicy', 'ELBSecurityPolicy-TLS13-*', 'fail'],
  ['Live.SslProtocols', { none: ['TLSv1', 'TLSv1.1'] }, 'pass'],
  ['Live.SslProtocols', { includes: ['TLSv1.3'] }, 'fail'],
  ['MutualAuthentication.Mode', 'verify', 'fail'],
  [
    'DefaultActions',
    [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
    'pass',
  ],
]);

holdExpectations(
  'of an HTTPS listener whose answer lacks what it must have',
  listener,
  listeners({ ...https, SslPolicy: undefined, MutualAuthentication: undefined }),
  [
    ['SslPolicy', { not: 'ELBSecurityPolicy-2016-08' }, 'unknown'],
    ['MutualAuthentication.Mode', { not: 'off' }, 'unknown'],
  ],
);

const group = {
  TargetGroupArn: 'arn:tg',
  TargetGroupName: 'menu',
  Protocol: 'HTTP',
  Port: 8080,
  VpcId: 'vpc-1',
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: '/health',
  Matcher: { HttpCode: '200' },
  LoadBalancerArns: [arn],
  TargetType: 'ip',
  ProtocolVersion: 'HTTP1',
  IpAddressType: 'ipv4',
};
const groups = (more: object): readonly Exchange[] => [
  {
    operation: 'elasticloadbalancing:DescribeTargetGroups',
    input: { PageSize: 400 },
    output: { TargetGroups: [{ ...group, ...more }] },
  },
];

holdExpectations('what can be expected of a target group', targetGroup, groups({}), [
  ['Matcher', { HttpCode: '200' }, 'pass'],
  ['Matcher.GrpcCode', null, 'pass'],
  ['HealthCheckPort', ['traffic-port', '8080'], 'pass'],
  ['TargetControlPort', { not: null }, 'fail'],
]);

const ofTcp = { Protocol: 'TCP', ProtocolVersion: undefined, HealthCheckProtocol: 'TCP' };
holdExpectations(
  'of a target group of TCP',
  targetGroup,
  groups({ ...ofTcp, HealthCheckPath: undefined, Matcher: undefined, IpAddressType: undefined }),
  [
    ['HealthCheckPath', { not: null }, 'fail'],
    ['Matcher.HttpCode', '200', 'fail'],
    ['ProtocolVersion', { not: 'HTTP2' }, 'pass'],
    ['IpAddressType', 'ipv4', 'pass'],
  ],
);

holdExpectations(
  'of a target group of HTTP whose answer lacks what it must have',
  targetGroup,
  groups({ HealthCheckPath: undefined, Matcher: undefined, ProtocolVersion: undefined }),
  [
    ['HealthCheckPath', { not: '/' }, 'unknown'],
    ['Matcher', { not: { HttpCode: '200-499' } }, 'unknown'],
    ['ProtocolVersion', { not: 'HTTP2' }, 'unknown'],
  ],
);
