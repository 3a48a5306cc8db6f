import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openStore } from '../../src/stores/open-memory.ts';
import { errorsOf, firstLines, killed, start } from './crash/processes.ts';

const kills = Number(process.env['STORE_KILLS'] ?? 8);

test('a process that is killed at any moment leaves all of an audit or nothing of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-crash-'));
  const file = join(folder, 'plumbline.db');
  for (let kill = 0; kill < kills; kill++) {
    const process = start('write', [file]);
    const said = await firstLines(process, 3);
    await wait((kill * 37) % 90);
    await killed(process);
    expect(await state(file)).toEqual({ ...whole, last: expect.any(String) });
    expect(Number((await state(file)).audits)).toBeGreaterThanOrEqual(Math.max(...said.map(Number)));
  }
  rmSync(folder, { recursive: true });
});

test('a disk that is full in the middle of an audit is one error, and leaves all audits before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-full-'));
  const file = join(folder, 'plumbline.db');
  // The kernel refuses what goes beyond so many blocks of 1,024 bytes, as a full disk does.
  const process = start('write', [file], 'ulimit -f 400; ');
  const [errors, said] = await Promise.all([
    errorsOf(process),
    firstLines(process, Number.POSITIVE_INFINITY),
  ]);
  expect(errors).toMatch(
    /UserError: the store .*plumbline\.db could not be (read or )?written: .*\n.*nothing of earlier ones is lost/,
  );
  expect(process.exitCode).not.toBe(0);
  expect(await state(file)).toEqual({ ...whole, audits: Number(said.at(-1)), last: expect.any(String) });
  rmSync(folder, { recursive: true });
});

const whole = { integrity: 'ok', audits: expect.any(Number), apart: 0 };

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
