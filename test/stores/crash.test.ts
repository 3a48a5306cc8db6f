import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openStore } from '../../src/stores/open-memory.ts';

const kills = Number(process.env['STORE_KILLS'] ?? 8);

test('a process that is killed at any moment leaves all of an audit or nothing of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-crash-'));
  const file = join(folder, 'plumbline.db');
  for (let kill = 0; kill < kills; kill++) {
    const process = start(file);
    const said = await firstLines(process, 3);
    await wait((kill * 37) % 90);
    process.kill('SIGKILL');
    await once(process, 'exit');
    expect(await state(file)).toEqual({ ...whole, last: expect.any(String) });
    expect(Number((await state(file)).audits)).toBeGreaterThanOrEqual(Math.max(...said.map(Number)));
  }
  rmSync(folder, { recursive: true });
});

const whole = { integrity: 'ok', audits: expect.any(Number), apart: 0 };

function start(file: string): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'test/stores/crash/write.ts', file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Each line is the number of an audit that was kept. */
async function firstLines({ stdout }: ChildProcess, count: number): Promise<readonly string[]> {
  if (!stdout) throw new Error('nothing is said');
  const lines: string[] = [];
  for await (const line of createInterface(stdout)) {
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
}

/** `apart` is how many tables do not know of the last audit. */
async function state(file: string) {
  const store = await openStore(file);
  const { rows } = await sql<{ integrity: string; audits: number; last: string; apart: number }>`
    select (select integrity_check from pragma_integrity_check) as integrity,
      (select sum(audits) from run) as audits,
      last_audit_at as last,
      (select max(last_at) <> last_audit_at from run) + (select max(last_seen) <> last_audit_at from current_verdict)
        + (select max(last_judged_at) <> last_audit_at from place_policy)
        + (select max(at) <> last_audit_at from outbox)
        + (select max(opened_at) <> last_audit_at from incident) as apart
    from place`.execute(store.db);
  await store.db.destroy();
  const [row] = rows;
  if (!row) throw new Error('no audit was kept');
  return row;
}
