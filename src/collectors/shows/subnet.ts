import { boolean, integer, oneOf, type Shows, text } from '../../model/property.ts';

export const shows = {
  cloudFormation: {
    SubnetId: { type: text, about: 'The id of the subnet, which CloudFormation returns.' },
    VpcId: true,
    AvailabilityZone: true,
    AvailabilityZoneId: true,
    OutpostArn: true,
    CidrBlock: true,
    MapPublicIpOnLaunch: true,
    AssignIpv6AddressOnCreation: true,
    EnableDns64: true,
    EnableLniAtDeviceIndex: true,
    Ipv6CidrBlock: true,
    Ipv6Native: true,
    PrivateDnsNameOptionsOnLaunch: true,
  },
  live: {
    State: {
      type: oneOf('available', 'failed', 'failed-insufficient-capacity', 'pending', 'unavailable'),
      about: 'Whether it can be used.',
    },
    DefaultForAz: { type: boolean, about: 'Whether it is the default subnet of its zone.' },
    OwnerId: { type: text, about: 'The account it belongs to: another one may share it.' },
    AvailableIpAddressCount: { type: integer, about: 'How many IPv4 addresses are free.' },
  },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html',
      none: ['OutpostArn', 'EnableLniAtDeviceIndex', 'Ipv6CidrBlock'],
    },
  ],
} satisfies Shows;
