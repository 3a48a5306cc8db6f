import { call, type Mutation } from './mutation.ts';

const modify = (more: object) =>
  call('rds', 'ModifyDBCluster', { DBClusterIdentifier: '$database.id', ApplyImmediately: true, ...more });

const capacity = (MinCapacity: number, MaxCapacity: number) =>
  modify({ ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } });

const deleteInstance = (index: number) =>
  call('rds', 'DeleteDBInstance', {
    DBInstanceIdentifier: `$database.instances.${index}`,
    SkipFinalSnapshot: true,
  });

const addInstance = (DBInstanceIdentifier: string, DBInstanceClass: string, AvailabilityZone: string) =>
  call('rds', 'CreateDBInstance', {
    DBInstanceIdentifier,
    DBClusterIdentifier: '$database.id',
    Engine: 'aurora-mysql',
    DBSubnetGroupName: '$database.subnetGroup',
    DBInstanceClass,
    AvailabilityZone,
  });

export const databaseMutations: readonly Mutation[] = [
  {
    name: 'the smallest capacity falls to 0.5 ACU',
    breaks: 'database/serverless-v2',
    calls: [capacity(0.5, 32)],
  },
  {
    name: 'the smallest capacity is 0: the cluster pauses',
    breaks: 'database/serverless-v2',
    calls: [capacity(0, 32)],
  },
  {
    name: 'the largest capacity falls to 4 ACU',
    breaks: 'database/serverless-v2',
    calls: [capacity(2, 4)],
  },
  {
    name: 'an instance of fixed size takes the place of each serverless one',
    breaks: 'database/serverless-v2',
    variant: { instance: { DBInstanceClass: 'db.r6g.large' } },
  },
  {
    name: 'the cluster has no serverless capacity range',
    breaks: 'database/serverless-v2',
    variant: {
      database: { ServerlessV2ScalingConfiguration: undefined },
      instance: { DBInstanceClass: 'db.r6g.large' },
    },
  },
  {
    name: 'the reader is deleted',
    breaks: 'database/instances-over-azs',
    calls: [deleteInstance(1)],
  },
  {
    name: 'the reader is made anew in the zone of the writer',
    breaks: 'database/instances-over-azs',
    calls: [deleteInstance(1), addInstance('kiosk-reader', 'db.serverless', '$zones.0')],
  },
  {
    name: 'both instances were built in one zone',
    breaks: 'database/instances-over-azs',
    variant: { instances: [1, 1] },
  },
  {
    name: 'the database is not encrypted',
    breaks: 'database/encrypted',
    variant: { database: { StorageEncrypted: false } },
  },
  { name: 'more capacity: 4 to 64 ACU', breaks: 'none', calls: [capacity(4, 64)] },
  {
    name: 'a third instance in the third zone',
    breaks: 'none',
    calls: [addInstance('kiosk-3', 'db.serverless', '$zones.2')],
  },
  {
    name: 'writer and reader change places',
    breaks: 'none',
    calls: [
      call('rds', 'FailoverDBCluster', {
        DBClusterIdentifier: '$database.id',
        TargetDBInstanceIdentifier: '$database.instances.1',
      }),
    ],
  },
  {
    name: 'a snapshot is taken',
    breaks: 'none',
    calls: [
      call('rds', 'CreateDBClusterSnapshot', {
        DBClusterIdentifier: '$database.id',
        DBClusterSnapshotIdentifier: 'before-the-release',
      }),
    ],
  },
  {
    name: 'the maintenance window moves and the engine is updated',
    breaks: 'none',
    calls: [
      modify({
        PreferredMaintenanceWindow: 'sun:03:00-sun:04:00',
        EngineVersion: '8.0.mysql_aurora.3.10.0',
      }),
    ],
  },
];
