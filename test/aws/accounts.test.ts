import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateFileSystemCommand, EFSClient } from '@aws-sdk/client-efs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Audited, auditOver, buildProgram } from './audit-over.ts';
import { openStation, type Station } from './emulator/station.ts';
import { credentials } from './platform/clients.ts';

const roleArn = 'arn:aws:iam::111122223333:role/plumbline';
const production = {
  name: 'production',
  roleArn,
  externalId: 'kiosk-7',
  regions: ['sa-east-1', 'eu-west-1'],
};
const accounts = [production, { name: 'ops', regions: ['sa-east-1'] }];
const components = { files: { type: 'AWS::EFS::FileSystem' } };

const dir = mkdtempSync(join(tmpdir(), 'plumbline-'));
const config = join(dir, 'plumbline.config.json');
const policy = join(dir, 'p.json');
let station: Station;

beforeAll(async () => {
  buildProgram();
  writeFileSync(config, JSON.stringify({ version: 1, policies: ['p.json'], accounts }));
  writeFileSync(policy, JSON.stringify({ version: 1, id: 'p', title: 'P', components }));
  station = await openStation();
  await makeFileSystem('sa-east-1');
}, 300_000);

afterAll(() => station.close(), 60_000);
beforeEach(() => station.proxy.clear());

/** One in the account of the role, and only there. */
async function makeFileSystem(region: string): Promise<void> {
  const { endpoint } = station.proxy;
  const sts = new STSClient({ endpoint, region, credentials });
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'builder' }),
  );
  const theirs = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  const efs = new EFSClient({ endpoint, region, credentials: theirs });
  await efs.send(new CreateFileSystemCommand({ CreationToken: 'kiosk', Encrypted: true }));
}

const audit = (): Promise<Audited> =>
  auditOver(station.proxy.endpoint, policy, 'sa-east-1', '--config', config);
const linesOf = ({ document }: Audited) =>
  document.findings.map(({ place, verdict }) => `${place?.account} ${place?.region} ${verdict}`);

test('each place is judged by what stands in it, through one assumption of its role', async () => {
  expect(linesOf(await audit())).toEqual([
    '111122223333 sa-east-1 pass',
    '111122223333 eu-west-1 fail',
    '123456789012 sa-east-1 fail',
  ]);
  const assumed = station.proxy.calls().filter(({ operation }) => operation === 'sts:AssumeRole');
  expect(assumed.map(({ region }) => region).sort()).toEqual(['eu-west-1', 'sa-east-1']);
}, 60_000);

test.each(['deny', 'html', 'cut', 'cut-connection'] as const)(
  'under "%s" a role that cannot be assumed hides its account, and no other',
  async (fault) => {
    station.proxy.inject('sts:AssumeRole', fault);
    const audited = await audit();
    expect(linesOf(audited)).toEqual([
      '111122223333 sa-east-1 unknown',
      '111122223333 eu-west-1 unknown',
      '123456789012 sa-east-1 fail',
    ]);
    expect(audited.document.coverage.unread.map(({ operation }) => operation)).toEqual([
      'sts:AssumeRole',
      'sts:AssumeRole',
    ]);
    expect(audited.document.coverage.unread[0]?.message).toContain(roleArn);
  },
  60_000,
);
