import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeEvidence } from '../../src/aws/evidence.ts';
import { type Retention, retainEvidence } from '../../src/aws/retain-evidence.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-retain-'));
  for (const day of ['01', '02', '03', '04']) {
    const recordedAt = `2026-10-${day}T12:00:00.000Z`;
    const about = { plumbline: '0', recordedAt, finishedAt: recordedAt, places: [], policies: [] };
    await writeEvidence(join(folder, day), [], about);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each<[string, Retention, readonly string[]]>([
  ['by count', { count: 2 }, ['02', '01']],
  ['by age', { days: 2 }, ['02', '01']],
  ['by whichever is less', { count: 1, days: 30 }, ['03', '02', '01']],
  ['for ever', {}, []],
  ['never none at all', { count: 0, days: 0 }, ['03', '02', '01']],
])('recordings are kept %s', async (_, retention, removed) => {
  expect(await retainEvidence(folder, retention, new Date('2026-10-05T00:00:00Z'))).toEqual(removed);
  for (const name of ['01', '02', '03', '04'])
    expect([name, existsSync(join(folder, name))]).toEqual([name, !removed.includes(name)]);
});

test('what is no whole recording is left alone', async () => {
  mkdirSync(join(folder, 'mine'));
  writeFileSync(join(folder, 'mine', 'notes.txt'), 'x');
  mkdirSync(join(folder, 'cut-off'));
  writeFileSync(join(folder, 'cut-off', 'manifest.json'), '{"recordedAt":');
  expect(await retainEvidence(folder, { count: 1 }, new Date('2030-01-01'))).toEqual(['03', '02', '01']);
  expect(['mine', 'cut-off'].map((name) => existsSync(join(folder, name)))).toEqual([true, true]);
});
