import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { build, type Metafile } from 'esbuild';
import { bundle } from '../scripts/bundle.ts';
import { version } from '../src/version.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const bundled = build({ ...bundle, write: false, metafile: true }).then(({ metafile }) => metafile);

test.each([
  ['--version', 'src/main.ts'],
  ['--help', 'src/commands/program.ts'],
  ['validate', 'src/commands/offline.ts'],
  ['audit --evidence', 'src/aws/replay.ts'],
  ['audit, before it connects', 'src/commands/audit.ts'],
])('%s loads no SDK client', async (_, entry) => {
  expect(sourcesOf(await bundled, entry).filter((source) => /@aws-sdk|@smithy/.test(source))).toEqual([]);
});

test('--version loads nothing but the version', async () => {
  expect(sourcesOf(await bundled, 'src/main.ts')).toEqual(['src/main.ts', 'src/version.ts']);
});

test('validate finds the schema compiled', async () => {
  const sources = sourcesOf(await bundled, 'src/commands/offline.ts');
  expect(sources).toContain('src/commands/registered-validator.ts');
  expect(sources.filter((source) => source.includes('node_modules/ajv'))).toEqual([]);
});

test('the version is that of package.json', () => {
  const { version: stated } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string };
  expect(version).toBe(stated);
});

test('the program runs as a process', () => {
  const options = { cwd: root, encoding: 'utf8' } as const;
  expect(execFileSync(process.execPath, ['--import', 'tsx', 'src/main.ts', '--version'], options)).toBe(
    `${version}\n`,
  );
});

test('the program ends with its audit, though what was to give credentials does not', () => {
  const home = mkdtempSync(join(tmpdir(), 'plumbline-'));
  const config = join(home, 'config');
  writeFileSync(config, '[profile slow]\nregion = sa-east-1\ncredential_process = sleep 30\n');
  const env = { PATH: process.env['PATH'], HOME: home, AWS_CONFIG_FILE: config, AWS_PROFILE: 'slow' };
  const args = ['--import', 'tsx', 'src/main.ts', 'audit', '--deadline', '1'];
  const { status, stdout } = spawnSync(process.execPath, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    timeout: 25_000,
  });
  rmSync(home, { recursive: true });
  expect(stdout).toContain('the time for auditing this place was over');
  expect(status).toBe(2);
}, 40_000);

/** The files in the chunk of an entry point and in every chunk it imports at once. */
function sourcesOf({ outputs }: Metafile, entry: string): string[] {
  const [first] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
  if (first === undefined) throw new Error(`the bundle has no entry point ${entry}`);
  const chunks = new Set([first]);
  for (const chunk of chunks)
    for (const { path, kind } of outputs[chunk]?.imports ?? [])
      if (kind === 'import-statement' && outputs[path]) chunks.add(path);
  return [...chunks]
    .flatMap((chunk) => Object.entries(outputs[chunk]?.inputs ?? {}))
    .flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : []))
    .sort();
}
