import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateDBClusterParameterGroupCommand,
  ModifyDBClusterCommand,
  ModifyDBClusterParameterGroupCommand,
} from '@aws-sdk/client-rds';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { auditOver, buildProgram, findingsThat } from './audit-over.ts';
import { openStation, type Station } from './emulator/station.ts';
import { buildPlatform, type Platform } from './platform/build.ts';
import { clientsAt } from './platform/clients.ts';
import { given } from './platform/tags.ts';

let station: Station;
let platform: Platform;

beforeAll(async () => {
  buildProgram();
  station = await openStation();
}, 300_000);
beforeEach(async () => {
  station.proxy.clear();
  await station.moto.reset();
  platform = await buildPlatform(station.proxy.endpoint, { services: 1 });
  await giveParameters();
}, 60_000);
afterAll(() => station.close(), 60_000);

async function giveParameters(): Promise<void> {
  const { rds } = clientsAt(station.proxy.endpoint, platform.region);
  const DBClusterParameterGroupName = 'kiosk';
  const group = {
    DBClusterParameterGroupName,
    DBParameterGroupFamily: 'aurora-mysql8.0',
    Description: 'tls',
  };
  await rds.send(new CreateDBClusterParameterGroupCommand(group));
  const Parameters = [
    { ParameterName: 'require_secure_transport', ParameterValue: 'ON', ApplyMethod: 'immediate' as const },
  ];
  await rds.send(new ModifyDBClusterParameterGroupCommand({ DBClusterParameterGroupName, Parameters }));
  const DBClusterIdentifier = given(platform.database?.id, 'a cluster');
  await rds.send(new ModifyDBClusterCommand({ DBClusterIdentifier, DBClusterParameterGroupName }));
}

const requiring = (parameters: object) => {
  const policy = join(mkdtempSync(join(tmpdir(), 'plumbline-')), 'details.json');
  const group = platform.network.groups.files;
  const components = {
    mounts: { type: 'AWS::EFS::MountTarget', expect: { SecurityGroups: { includes: [group] } } },
    database: { type: 'AWS::RDS::DBCluster', expect: { 'Live.DBClusterParameters': parameters } },
  };
  writeFileSync(policy, JSON.stringify({ version: 1, id: 'details', title: 'Details', components }));
  return policy;
};
const audited = (parameters: object) => auditOver(station.proxy.endpoint, requiring(parameters));

test('security groups of mount targets and parameters of clusters are asked for where they are expected', async () => {
  const { status, document } = await audited({ require_secure_transport: 'ON' });
  expect([findingsThat('fail', document), findingsThat('unknown', document), status]).toEqual([[], [], 0]);
  expect(station.proxy.counts()).toMatchObject({
    'elasticfilesystem:DescribeMountTargetSecurityGroups': 3,
    'rds:DescribeDBClusterParameters': 1,
  });
}, 60_000);

test('a parameter that is another fails', async () => {
  const { document } = await audited({ require_secure_transport: 'OFF' });
  expect(findingsThat('fail', document)).toEqual([
    'database/expect.Live.DBClusterParameters kiosk: Live.DBClusterParameters.require_secure_transport is "ON"',
  ]);
}, 60_000);

test('refused, they are unknown, and the permission is named', async () => {
  station.proxy.inject('elasticfilesystem:DescribeMountTargetSecurityGroups', 'deny');
  station.proxy.inject('rds:DescribeDBClusterParameters', 'deny');
  const { status, document } = await audited({ require_secure_transport: 'ON' });
  expect(findingsThat('unknown', document)).toHaveLength(4);
  expect(new Set(document.coverage.unread.map(({ permission }) => permission))).toEqual(
    new Set(['elasticfilesystem:DescribeMountTargetSecurityGroups', 'rds:DescribeDBClusterParameters']),
  );
  expect(status).toBe(2);
}, 60_000);
