import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-store-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function plumbline(...args: readonly string[]) {
  const shell = fakeShell();
  const status = await run(args, shell);
  return { status, out: shell.said.out, err: shell.said.err };
}

test('what a store holds goes into another, and both are named', async () => {
  const [from, to] = [join(folder, 'a.db'), join(folder, 'b.db')];
  await plumbline(
    'audit',
    'policies/elastic-web-platform.json',
    '--evidence',
    'examples/kiosk',
    '--store',
    from,
  );
  const copied = await plumbline('store', 'copy', from, to);
  expect(copied).toMatchObject({ status: 0, err: '' });
  expect(copied.out).toMatch(/^copied \S+a\.db to \S+b\.db: \d+ verdicts, 0 incidents, 0 messages/);
  const [before, after] = await Promise.all(
    [from, to].map((store) => plumbline('history', '--store', store)),
  );
  expect(after).toEqual(before);
});

test('a store that is not there is not made', async () => {
  expect(await plumbline('store', 'copy', join(folder, 'none.db'), join(folder, 'b.db'))).toMatchObject({
    status: 64,
    err: expect.stringMatching(/^plumbline: there is no store \S+none\.db\n/) as unknown,
  });
});

test('what is no file is no store', async () => {
  expect(await plumbline('store', 'copy', folder, join(folder, 'b.db'))).toMatchObject({
    status: 64,
    err: expect.stringMatching(/^plumbline: the store \S+ is a folder, not a file\n/) as unknown,
  });
});
