import type {
  Subnet as AwsSubnet,
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  SubnetIpv6CidrBlockAssociation,
} from '@aws-sdk/client-ec2';
import { operation } from '../model/operation.ts';
import { defineCollector } from '../model/ports.ts';
import { createResource } from '../model/resource.ts';
import { shows } from './shows/subnet.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::EC2::Subnet': Subnet;
  }
}

export interface Subnet {
  readonly SubnetId: string;
  readonly VpcId?: string | undefined;
  /** A name of this account's own: `us-east-1a` is another zone in another account. */
  readonly AvailabilityZone?: string | undefined;
  /** The same in every account: `use1-az1`. Local Zones have a place in it: `usw2-lax1-az1`. */
  readonly AvailabilityZoneId?: string | undefined;
  readonly OutpostArn?: string | undefined;
  readonly CidrBlock?: string | undefined;
  readonly MapPublicIpOnLaunch?: boolean | undefined;
  readonly AssignIpv6AddressOnCreation?: boolean | undefined;
  readonly EnableDns64?: boolean | undefined;
  readonly EnableLniAtDeviceIndex?: number | undefined;
  readonly Ipv6CidrBlock?: string | undefined;
  readonly Ipv6Native?: boolean | undefined;
  readonly PrivateDnsNameOptionsOnLaunch?: AwsSubnet['PrivateDnsNameOptionsOnLaunch'];
  readonly Live?: {
    readonly State?: string | undefined;
    readonly DefaultForAz?: boolean | undefined;
    readonly OwnerId?: string | undefined;
    readonly AvailableIpAddressCount?: number | undefined;
  };
}

const describeSubnets = operation<DescribeSubnetsCommandInput, DescribeSubnetsCommandOutput>({
  service: 'ec2',
  name: 'DescribeSubnets',
  permissions: ['ec2:DescribeSubnets'],
  answers: 'Subnets',
  identity: ['SubnetId'],
});

/** Every subnet the account sees, those other accounts share with it included: one sweep without a filter. */
export default defineCollector({
  type: 'AWS::EC2::Subnet',
  shows,
  asks: [{ operation: describeSubnets }],
  volatile: {
    'Live.State': 'AWS moves it through its states: pending, available',
    'Live.AvailableIpAddressCount': 'tasks, load balancers and databases take addresses and give them back',
  },
  async *collect(place) {
    const paging = { input: 'NextToken', output: 'NextToken' } as const;
    for await (const { Subnets = [] } of place.pages(describeSubnets, { MaxResults: 1000 }, paging)) {
      for (const { SubnetId, Tags = [], ...subnet } of Subnets) {
        if (!SubnetId) continue;
        const tags = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
        yield createResource({
          type: 'AWS::EC2::Subnet',
          id: SubnetId,
          name: SubnetId,
          label: tags['Name'] || undefined,
          account: place.account,
          region: place.region,
          tags,
          properties: {
            SubnetId,
            VpcId: subnet.VpcId,
            AvailabilityZone: subnet.AvailabilityZone,
            AvailabilityZoneId: subnet.AvailabilityZoneId,
            OutpostArn: subnet.OutpostArn,
            CidrBlock: subnet.CidrBlock,
            MapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch,
            AssignIpv6AddressOnCreation: subnet.AssignIpv6AddressOnCreation,
            EnableDns64: subnet.EnableDns64,
            EnableLniAtDeviceIndex: subnet.EnableLniAtDeviceIndex,
            Ipv6CidrBlock: subnet.Ipv6CidrBlockAssociationSet?.find(isTaken)?.Ipv6CidrBlock,
            Ipv6Native: subnet.Ipv6Native,
            PrivateDnsNameOptionsOnLaunch: subnet.PrivateDnsNameOptionsOnLaunch,
            Live: {
              State: subnet.State,
              DefaultForAz: subnet.DefaultForAz,
              OwnerId: subnet.OwnerId,
              AvailableIpAddressCount: subnet.AvailableIpAddressCount,
            },
          },
          gaps: [],
        });
      }
    }
  },
});

/** One that is being associated as well: where there is none, the subnet has none and gets none. */
const isTaken = ({ Ipv6CidrBlockState }: SubnetIpv6CidrBlockAssociation): boolean =>
  Ipv6CidrBlockState?.State === 'associated' || Ipv6CidrBlockState?.State === 'associating';
