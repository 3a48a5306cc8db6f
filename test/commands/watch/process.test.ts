import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { openStore } from '../../../src/stores/open-memory.ts';

test.each(['SIGTERM', 'SIGINT'] as const)(
  'a process that gets %s while AWS does not answer ends with 0, keeps nothing and holds no place',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-watch-process-'));
    const aws = createServer(() => undefined);
    aws.listen(0, '127.0.0.1');
    await once(aws, 'listening');
    const config = join(folder, 'plumbline.config.json');
    const document = {
      version: 1,
      policies: [resolve('policies/elastic-web-platform.json')],
      accounts: [{ name: 'production', account: '111122223333', regions: ['sa-east-1'] }],
      store: 'plumbline.db',
    };
    writeFileSync(config, JSON.stringify(document));
    const env = {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI',
    };
    const args = ['--import', 'tsx', 'src/main.ts', 'watch', '--config', config, '--listen', '127.0.0.1:0'];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const ended = once(child, 'exit');
    await Promise.race([once(aws, 'request'), ended]);
    child.kill(signal);
    const [status] = (await ended) as [number];
    aws.closeAllConnections();
    aws.close();
    const store = await openStore(join(folder, 'plumbline.db'));
    const rows = await Promise.all(
      (['lease', 'run', 'place'] as const).map((table) => store.db.selectFrom(table).selectAll().execute()),
    );
    await store.db.destroy();
    rmSync(folder, { recursive: true });
    expect(said.trim().split('\n').at(-1)).toContain('"stopped"');
    expect(said).not.toContain('wJalrXUtnFEMI');
    expect([status, ...rows]).toEqual([0, [], [], []]);
  },
);
