import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';

// Recorded in format 1, which holds sums of policies and no copies.
const evidence = resolve('examples/kiosk');
const home = process.cwd();
let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-no-policies-'));
});
afterEach(() => {
  process.chdir(home);
  rmSync(dir, { recursive: true });
});

async function said(...args: readonly string[]) {
  const shell = fakeShell();
  const status = await run(args, shell);
  return { status, ...shell.said };
}

test.each([
  ['audit', ['audit', '--evidence', evidence], `plumbline audit POLICIES --evidence ${evidence}`],
  ['diff', ['diff', evidence, evidence], 'plumbline diff A B POLICIES'],
])(
  'where neither the recording nor ./policies has any, %s says so and what to type',
  async (_, args, typed) => {
    process.chdir(dir);
    const { status, err } = await said(...args);
    expect(status).toBe(64);
    expect(err).toBe(
      `plumbline: the evidence in ${evidence} is of format 1, which holds no policies, and there is no folder ${join(process.cwd(), 'policies')}\nname the policies to judge it by: ${typed}\n`,
    );
  },
);

test('where ./policies has some it is said that those judge it', async () => {
  const { status, err } = await said('audit', '--evidence', evidence, '--policy', 'elastic-web-platform');
  expect(status).toBe(0);
  expect(err).toContain(
    'the evidence holds no copies of its policies: it is judged by those in ./policies\n',
  );
});
