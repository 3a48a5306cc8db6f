import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeEvidence } from '../../src/aws/evidence.ts';
import { recordingName } from '../../src/aws/retain-evidence.ts';
import { keepEvidence } from '../../src/commands/audit/keep-evidence.ts';
import type { Audit } from '../../src/model/audit.ts';
import { createMemory } from '../../src/stores/create-memory.ts';
import { migrate } from '../../src/stores/migrate.ts';
import { openSqlite } from '../../src/stores/sqlite.ts';
import { fakeShell } from '../support/shell.ts';
import { minute } from '../support/sightings.ts';

test('the store names the evidence of each audit for as long as it is kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-keep-'));
  const store = openSqlite(':memory:');
  await migrate(store, { plumbline: '0', now: new Date(minute(0)) });
  const memory = createMemory(store);
  const at = [0, 5, 10].map(minute);
  const folders = at.map((time) => join(folder, recordingName(new Date(time))));
  for (const [index, recordedAt] of at.entries()) {
    const own = folders[index] ?? '';
    const evidence = await writeEvidence(own, [], {
      plumbline: '0',
      recordedAt,
      finishedAt: recordedAt,
      places: [{ account: '111122223333', region: 'sa-east-1' }],
      policies: [],
    });
    const audit = { startedAt: recordedAt, evidence } as Audit;
    await keepEvidence(memory, { audit, folder: own, kept: { folder, keep: { runs: 2 } } }, fakeShell());
  }
  const rows = await store.db
    .selectFrom('recording')
    .select(['audit_at', 'folder'])
    .orderBy('folder')
    .execute();
  expect(rows.map((row) => [row.audit_at, row.folder])).toEqual(
    [1, 2].map((index) => [at[index], folders[index]]),
  );
  expect(folders.map((one) => existsSync(one))).toEqual([false, true, true]);
  await memory.close();
  rmSync(folder, { recursive: true });
});
