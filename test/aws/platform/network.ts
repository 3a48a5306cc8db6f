import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2';
import type { Clients } from './clients.ts';
import { given, named } from './tags.ts';

export type Network = Awaited<ReturnType<typeof buildNetwork>>;

/** A VPC with a public and a private subnet in each zone, and security groups that let each tier reach the next. */
export async function buildNetwork({ ec2 }: Clients, zones: readonly string[]) {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const vpc = given(Vpc?.VpcId, 'VpcId');
  // moto's RunTask fails without host names.
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: vpc, EnableDnsHostnames: { Value: true } }));
  const publicSubnets = await subnets(ec2, vpc, zones, 0);
  const privateSubnets = await subnets(ec2, vpc, zones, 10);
  await openToTheWorld(ec2, vpc, publicSubnets);
  return { vpc, zones, publicSubnets, privateSubnets, groups: await securityGroups(ec2, vpc) };
}

async function subnets(ec2: Clients['ec2'], vpc: string, zones: readonly string[], block: number) {
  const ids: string[] = [];
  for (const [index, zone] of zones.entries()) {
    const input = { VpcId: vpc, AvailabilityZone: zone, CidrBlock: `10.0.${block + index}.0/24` };
    const { Subnet } = await ec2.send(new CreateSubnetCommand(input));
    ids.push(given(Subnet?.SubnetId, 'SubnetId'));
  }
  return ids;
}

async function openToTheWorld(ec2: Clients['ec2'], vpc: string, publicSubnets: readonly string[]) {
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = given(InternetGateway?.InternetGatewayId, 'InternetGatewayId');
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: vpc }));
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId: vpc }));
  const RouteTableId = given(RouteTable?.RouteTableId, 'RouteTableId');
  const everywhere = { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId };
  await ec2.send(new CreateRouteCommand(everywhere));
  for (const SubnetId of publicSubnets) {
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId }));
  }
}

async function securityGroups(ec2: Clients['ec2'], vpc: string) {
  const edge = await securityGroup(ec2, vpc, 'edge', 443);
  const services = await securityGroup(ec2, vpc, 'services', 8080, edge);
  return {
    edge,
    services,
    sessions: await securityGroup(ec2, vpc, 'sessions', 6379, services),
    files: await securityGroup(ec2, vpc, 'files', 2049, services),
    database: await securityGroup(ec2, vpc, 'database', 3306, services),
  };
}

async function securityGroup(ec2: Clients['ec2'], vpc: string, name: string, port: number, from?: string) {
  const TagSpecifications = [{ ResourceType: 'security-group' as const, Tags: named(name) }];
  const group = { GroupName: name, Description: name, VpcId: vpc, TagSpecifications };
  const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(group));
  const source = from ? { UserIdGroupPairs: [{ GroupId: from }] } : { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...source }];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  return given(GroupId, 'GroupId');
}
