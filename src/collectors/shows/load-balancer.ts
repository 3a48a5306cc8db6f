import { listOf, members, oneOf, PATH_SIGNS, type Shows, text } from '../../model/property.ts';
import { loadBalancerAttributes } from './load-balancing-attributes.ts';

export const shows = {
  cloudFormation: {
    Name: true,
    Type: { type: oneOf('application', 'gateway', 'network') },
    Scheme: { type: oneOf('internal', 'internet-facing') },
    Subnets: true,
    SecurityGroups: true,
    IpAddressType: { type: oneOf('dualstack', 'dualstack-without-public-ipv4', 'ipv4') },
    EnablePrefixForIpv6SourceNat: { type: oneOf('off', 'on') },
    EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: { type: oneOf('off', 'on') },
    Ipv4IpamPoolId: true,
    LoadBalancerAttributes: { type: members(loadBalancerAttributes) },
  },
  live: {
    State: {
      type: oneOf('active', 'active_impaired', 'failed', 'provisioning'),
      about: 'Whether it can route requests.',
    },
    AvailabilityZones: {
      type: listOf(members({ ZoneName: text, SubnetId: text, OutpostId: text })),
      about: 'The zones it stands in.',
    },
    DNSName: { type: text, about: 'The name that clients resolve.' },
    VpcId: { type: text, about: 'The VPC it stands in.' },
    WebACL: {
      type: text,
      mayBeNone: true,
      about: 'The ARN of the web ACL in front of it; null where there is none.',
    },
  },
  elsewhere: {
    MinimumLoadBalancerCapacity: 'elasticloadbalancing:DescribeCapacityReservation',
    SubnetMappings: '`Subnets` and `Live.AvailabilityZones` show the subnets',
  },
  begins: { 'sg-': ['SecurityGroups'], 'subnet-': ['Subnets'], 'vpc-': ['Live.VpcId'] },
  signs: {
    [PATH_SIGNS]: ['access_logs', 'connection_logs', 'health_check_logs'].map(
      (logs) => `LoadBalancerAttributes.${logs}.s3.prefix`,
    ),
    '.': [
      'Live.DNSName',
      ...['access_logs', 'connection_logs', 'health_check_logs'].map(
        (logs) => `LoadBalancerAttributes.${logs}.s3.bucket`,
      ),
    ],
  },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html',
      none: ['Ipv4IpamPoolId', 'Live.AvailabilityZones[].OutpostId'],
      is: { EnablePrefixForIpv6SourceNat: 'off' },
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html',
      where: { Type: ['network', 'gateway'] },
      empty: ['SecurityGroups'],
    },
    {
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
      where: { Type: 'gateway' },
      none: ['Scheme'],
    },
    {
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html',
      where: { Type: ['application', 'gateway'] },
      none: ['EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic'],
    },
    // Only application load balancers have one.
    {
      source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html',
      where: { Type: ['network', 'gateway'] },
      none: ['Live.WebACL'],
    },
  ],
} satisfies Shows;
