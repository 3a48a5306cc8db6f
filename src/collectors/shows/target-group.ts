import { listOf, members, oneOf, type Shows, text } from '../../model/property.ts';
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
} satisfies Shows;
