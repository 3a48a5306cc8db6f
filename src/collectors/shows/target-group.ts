import { listOf, members, oneOf, PATH_SIGNS, type Shows, text } from '../../model/property.ts';
import { targetGroupAttributes } from './load-balancing-attributes.ts';

const protocol = oneOf('GENEVE', 'HTTP', 'HTTPS', 'QUIC', 'TCP', 'TCP_QUIC', 'TCP_UDP', 'TLS', 'UDP');

export const shows = {
  cloudFormation: {
    Name: true,
    TargetType: { type: oneOf('alb', 'instance', 'ip', 'lambda') },
    Protocol: { type: protocol },
    ProtocolVersion: { type: oneOf('GRPC', 'HTTP1', 'HTTP2') },
    Port: true,
    VpcId: true,
    IpAddressType: { type: oneOf('ipv4', 'ipv6') },
    HealthCheckEnabled: true,
    HealthCheckProtocol: { type: protocol },
    HealthCheckPort: true,
    HealthCheckPath: true,
    HealthCheckIntervalSeconds: true,
    HealthCheckTimeoutSeconds: true,
    HealthyThresholdCount: true,
    UnhealthyThresholdCount: true,
    Matcher: true,
    TargetControlPort: true,
    TargetGroupAttributes: { type: members(targetGroupAttributes) },
  },
  live: { LoadBalancerArns: { type: listOf(text), about: 'The load balancers that send requests to it.' } },
  elsewhere: { Targets: 'elasticloadbalancing:DescribeTargetHealth' },
  begins: { 'vpc-': ['VpcId'] },
  signs: { [PATH_SIGNS]: ['HealthCheckPath'], ',': ['Matcher.GrpcCode', 'Matcher.HttpCode'] },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html',
      none: ['TargetControlPort', 'Matcher.GrpcCode', 'Matcher.HttpCode'],
      is: { IpAddressType: 'ipv4' },
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html',
      where: { TargetType: 'lambda' },
      none: ['Port', 'Protocol', 'ProtocolVersion', 'VpcId'],
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html',
      where: { Protocol: ['GENEVE', 'QUIC', 'TCP', 'TCP_QUIC', 'TCP_UDP', 'TLS', 'UDP'] },
      none: ['ProtocolVersion'],
    },
    {
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
      where: { HealthCheckProtocol: 'TCP' },
      none: ['HealthCheckPath', 'Matcher'],
    },
  ],
} satisfies Shows;
