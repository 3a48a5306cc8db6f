import { oneOf, type Shows, text } from '../../model/property.ts';

export const shows = {
  cloudFormation: {
    FileSystemId: true,
    SubnetId: true,
    IpAddress: true,
    Ipv6Address: true,
    SecurityGroups: true,
  },
  live: {
    LifeCycleState: {
      type: oneOf('available', 'creating', 'deleted', 'deleting', 'error', 'updating'),
      about: 'Whether it can be used.',
    },
    AvailabilityZoneId: { type: text, about: 'The zone it stands in: `use1-az1`.' },
    AvailabilityZoneName: { type: text, about: "The zone by this account's name for it: `us-east-1a`." },
    VpcId: { type: text, about: 'The VPC it stands in.' },
  },
  unset: [
    {
      source: 'https://docs.aws.amazon.com/efs/latest/ug/API_MountTargetDescription.html',
      none: ['IpAddress', 'Ipv6Address'],
    },
  ],
} satisfies Shows;
