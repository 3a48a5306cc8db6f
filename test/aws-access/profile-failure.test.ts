import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { profileFailure } from '../../src/aws/profile-failure.ts';

let folder: string;
const kept = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-profile-'));
});
afterEach(() => {
  process.env = { ...kept };
  rmSync(folder, { recursive: true });
});

/** A profile of its own name each time: the SDK keeps the files it has read. */
function withProfile(lines: readonly string[]): string {
  const name = `audit-${folder.slice(-6)}`;
  const file = join(folder, 'config');
  writeFileSync(file, [`[profile ${name}]`, ...lines].join('\n'));
  process.env['AWS_CONFIG_FILE'] = file;
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'none');
  return name;
}

test.each([
  [
    'what the command wrote last',
    `echo one >&2; echo the vault is sealed >&2; exit 3`,
    'failed: the vault is sealed',
  ],
  ['that it said nothing', 'exit 3', 'failed, and said nothing'],
  [
    'no value of what is called a secret',
    'echo denied secret=hunter2 >&2; exit 3',
    'failed: denied secret=…',
  ],
  ['no run that may be a key', 'echo bad wJalrXUtnFEMI/K7MDENG/bPxRfiCY >&2; exit 3', 'failed: bad …'],
])('of a credential_process that fails it is told %s', async (_, script, words) => {
  const profile = withProfile([`credential_process = sh -c "${script}" --password hunter2`]);
  await expect(profileFailure(profile)).resolves.toBe(`its credential_process ${words}`);
});

test('an answer that is no JSON is told in the words of the SDK', async () => {
  const profile = withProfile(['credential_process = echo hello']);
  await expect(profileFailure(profile)).resolves.toMatch(/credential_process returned invalid JSON/);
});

test('a profile that another needs and nobody wrote is named', async () => {
  const profile = withProfile(['role_arn = arn:aws:iam::111122223333:role/audit', 'source_profile = nobody']);
  await expect(profileFailure(profile)).resolves.toMatch(/no keys, role or command of the profile nobody/);
});
