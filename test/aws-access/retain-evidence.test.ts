import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeEvidence } from '../../src/aws/evidence.ts';
import { type Retention, recordingName, retainEvidence } from '../../src/aws/retain-evidence.ts';

const nameOf = (day: string): string => recordingName(new Date(`2026-10-${day}T12:00:00.000Z`));

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-retain-'));
  for (const day of ['01', '02', '03', '04']) {
    const recordedAt = `2026-10-${day}T12:00:00.000Z`;
    const about = { plumbline: '0', recordedAt, finishedAt: recordedAt, places: [place], policies: [] };
    await writeEvidence(join(folder, nameOf(day)), [], about);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const place = { account: '111122223333', region: 'sa-east-1' };

test.each<[string, Retention, readonly string[]]>([
  ['by count', { count: 2 }, ['02', '01']],
  ['by age', { days: 2 }, ['02', '01']],
  ['by whichever is less', { count: 1, days: 30 }, ['03', '02', '01']],
  ['for ever', {}, []],
  ['never none at all', { count: 0, days: 0 }, ['03', '02', '01']],
])('recordings are kept %s', async (_, retention, removed) => {
  expect(await retainEvidence(folder, retention, new Date('2026-10-05T00:00:00Z'))).toEqual(
    removed.map(nameOf),
  );
  for (const name of ['01', '02', '03', '04'])
    expect([name, existsSync(join(folder, nameOf(name)))]).toEqual([name, !removed.includes(name)]);
});

test('what is no whole recording is left alone', async () => {
  mkdirSync(join(folder, 'mine'));
  writeFileSync(join(folder, 'mine', 'notes.txt'), 'x');
  const cutOff = recordingName(new Date('2026-09-01'));
  mkdirSync(join(folder, cutOff));
  writeFileSync(join(folder, cutOff, 'manifest.json'), '{"recordedAt":');
  expect(await retainEvidence(folder, { count: 1 }, new Date('2030-01-01'))).toEqual(
    ['03', '02', '01'].map(nameOf),
  );
  expect(['mine', cutOff].map((name) => existsSync(join(folder, name)))).toEqual([true, true]);
});

test('what people put beside a recording, named by themselves, or linked to is left alone', async () => {
  writeFileSync(join(folder, nameOf('01'), 'notes.txt'), 'x');
  renameSync(join(folder, nameOf('02')), join(folder, 'before-the-move'));
  const elsewhere = `${folder}-elsewhere`;
  renameSync(join(folder, nameOf('03')), elsewhere);
  symlinkSync(elsewhere, join(folder, nameOf('03')));
  expect(await retainEvidence(folder, { count: 1 }, new Date('2030-01-01'))).toEqual([]);
  expect(existsSync(join(elsewhere, 'manifest.json'))).toBe(true);
  rmSync(elsewhere, { recursive: true });
});
