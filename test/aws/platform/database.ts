import {
  CreateDBClusterCommand,
  type CreateDBClusterMessage,
  CreateDBInstanceCommand,
  type CreateDBInstanceMessage,
  CreateDBSubnetGroupCommand,
  DescribeDBClustersCommand,
} from '@aws-sdk/client-rds';
import type { Clients } from './clients.ts';
import type { Network } from './network.ts';
import { tags } from './tags.ts';
import type { Variant } from './variant.ts';

const id = 'kiosk';

/** Aurora MySQL, Serverless v2, encrypted, with two instances in two zones. */
export async function buildDatabase({ rds }: Clients, network: Network, variant: Variant) {
  await rds.send(
    new CreateDBSubnetGroupCommand({
      DBSubnetGroupName: id,
      DBSubnetGroupDescription: id,
      SubnetIds: network.privateSubnets,
    }),
  );
  const cluster: CreateDBClusterMessage = {
    DBClusterIdentifier: id,
    Engine: 'aurora-mysql',
    EngineVersion: '8.0.mysql_aurora.3.08.2',
    MasterUsername: 'admin',
    ManageMasterUserPassword: true,
    DBSubnetGroupName: id,
    VpcSecurityGroupIds: [network.groups.database],
    AvailabilityZones: [...network.zones],
    StorageEncrypted: true,
    BackupRetentionPeriod: 14,
    ServerlessV2ScalingConfiguration: { MinCapacity: 2, MaxCapacity: 32 },
    Tags: tags,
  };
  await rds.send(new CreateDBClusterCommand({ ...cluster, ...variant.database }));
  const instances: string[] = [];
  for (const zone of variant.instances ?? [0, 1]) {
    instances.push(`${id}-${instances.length + 1}`);
    await createInstance(rds, network, instances.at(-1), zone, variant.instance);
  }
  // The first answer of moto says "creating", whatever the time.
  await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }));
  return { id, instances, subnetGroup: id };
}

async function createInstance(
  rds: Clients['rds'],
  network: Network,
  name: string | undefined,
  zone: number,
  variant: Variant['instance'],
): Promise<void> {
  const instance: CreateDBInstanceMessage = {
    DBInstanceIdentifier: name,
    DBClusterIdentifier: id,
    Engine: 'aurora-mysql',
    DBInstanceClass: 'db.serverless',
    // AWS takes it from the cluster; moto does not.
    DBSubnetGroupName: id,
    AvailabilityZone: network.zones[zone],
    PubliclyAccessible: false,
    Tags: tags,
  };
  await rds.send(new CreateDBInstanceCommand({ ...instance, ...variant }));
}
