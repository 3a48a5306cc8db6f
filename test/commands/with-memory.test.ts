import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { auditWithMemory } from '../../src/commands/audit/with-memory.ts';
import { DoneError } from '../../src/model/held-error.ts';
import { policy } from '../support/alerts.ts';
import { leaning } from '../support/audits.ts';
import { fakeShell } from '../support/shell.ts';

let folder: string;
let clock: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-overtaken-'));
  clock = Date.parse('2026-11-27T03:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true }));

function tick(): string {
  clock += 1000;
  return new Date(clock).toISOString();
}

const begun = () => {
  const at = tick();
  return { ...leaning, id: at, startedAt: at, finishedAt: at };
};

/** An audit that another process, which knows as little whose the credentials are, overtakes from its first call to its last. */
async function overtaken(isScheduled: boolean) {
  const shell = fakeShell({ now: () => new Date(clock) });
  const given = {
    store: join(folder, 'plumbline.db'),
    settings: { policies: [policy()] },
    notify: false,
    dryRun: false,
    record: undefined,
    publish: undefined,
  };
  const one = { ...given, perform: async () => begun() };
  const slow = async () => {
    const audit = begun();
    await auditWithMemory(one, fakeShell({ now: () => new Date(clock) }));
    tick();
    return audit;
  };
  const publish = () => shell.out('the report\n');
  const since = isScheduled ? { since: new Date(clock) } : {};
  const ended = auditWithMemory({ ...given, ...since, perform: slow, publish }, shell);
  return { outcome: await ended.catch((error: unknown) => error), said: shell.said };
}

test('a watch that another overtakes leaves it at that: it was the turn of the other', async () => {
  const { outcome, said } = await overtaken(true);
  expect(outcome).toBeInstanceOf(DoneError);
  expect(said).toMatchObject({ out: '', err: '' });
});

test('a report that somebody asked for is given all the same, and nothing is untold', async () => {
  const { outcome, said } = await overtaken(false);
  expect(outcome).toMatchObject({ untold: false, drifts: undefined });
  expect(said).toMatchObject({
    out: 'the report\n',
    err: 'plumbline: another process has audited 111122223333/sa-east-1 meanwhile: this audit is not kept\n',
  });
});
