/**
 * `npm run lint:deploy`: what stands in deploy/ is sound to the linters of its kinds, which are installed under
 * node_modules/.cache (Python 3). Each is first given a spoiled copy: one that finds nothing there would find nothing here.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { installPython } from './python.ts';

interface Linter {
  readonly name: string;
  /** The program and its arguments, before the files. */
  readonly command: readonly string[];
  readonly files: readonly string[];
  /** What it must not bear, in the first file. */
  readonly spoil: readonly [was: string, is: string];
}

const programs = await installPython({
  name: 'plumbline-linters',
  requirements: 'deploy/requirements.txt',
  command: 'npm run lint:deploy',
});
// By Python itself: what pip writes names the folder it was installed in, which is not where it is now.
const python = (program: string, ...args: readonly string[]) => [
  join(programs, 'python'),
  join(programs, program),
  ...args,
];

const linters: readonly Linter[] = [
  {
    name: 'cfn-lint',
    command: python('cfn-lint', '--include-checks', 'I', '--'),
    files: ['deploy/cloudformation.yaml'],
    spoil: ['RetentionInDays', 'RetentionDays'],
  },
  {
    name: 'cfn-lint',
    command: python('cfn-lint', '--include-checks', 'I', '--'),
    files: ['deploy/audited-account.yaml'],
    spoil: ['ecs:DescribeServices', 'ecs:DescribeServicez'],
  },
  {
    name: 'hadolint',
    command: [join(programs, 'hadolint'), '--failure-threshold', 'style'],
    files: ['deploy/Dockerfile'],
    spoil: ['FROM node:24.21.0-bookworm-slim AS build', 'FROM node AS build'],
  },
  {
    name: 'kubernetes-validate',
    command: python('kubernetes-validate', '--strict', '--quiet'),
    files: ['deploy/kubernetes-cronjob.yaml', 'deploy/kubernetes.yaml'],
    spoil: ['concurrencyPolicy: Forbid', 'concurencyPolicy: Forbid'],
  },
  {
    name: 'kubernetes-validate',
    command: python('kubernetes-validate', '--strict', '--quiet'),
    files: ['deploy/kubernetes-watch.yaml', 'deploy/kubernetes.yaml'],
    spoil: ['readinessProbe', 'readyProbe'],
  },
  {
    name: 'systemd-analyze',
    command: ['systemd-analyze', 'verify', '--man=no', '--recursive-errors=yes'],
    files: ['deploy/plumbline.service', 'deploy/plumbline.timer'],
    spoil: ['ProtectSystem=strict', 'ProtectSytem=strict'],
  },
];

const work = mkdtempSync(join(tmpdir(), 'plumbline-lint-'));
try {
  const faults = linters.flatMap(faultsOf);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  rmSync(work, { recursive: true });
}

function faultsOf(linter: Linter, index: number): readonly string[] {
  const [was, is] = linter.spoil;
  const texts = linter.files.map((file) => [basename(file), readFileSync(file, 'utf8')] as const);
  const spoiled = texts.map(([name, text], at) => [name, at === 0 ? text.replace(was, is) : text] as const);
  const named = `${linter.name} of ${linter.files.join(', ')}`;
  if (spoiled[0]?.[1] === texts[0]?.[1]) return [`${named}: "${was}" is not there to be spoiled`];
  if (findings(linter, spoiled, `${index}-spoiled`) === '')
    return [`${named} finds nothing wrong with "${is}"`];
  const found = findings(linter, texts, `${index}`);
  if (found === '') console.log(`${named}: nothing to find`);
  return found === '' ? [] : [`${named}:\n${found}`];
}

/** What a linter says of copies of the files; nothing where all is well. */
function findings(
  { command }: Linter,
  texts: readonly (readonly [name: string, text: string])[],
  folder: string,
): string {
  const at = join(work, folder);
  mkdirSync(at);
  for (const [name, text] of texts) writeFileSync(join(at, name), lintable(name, text));
  const [program = '', ...args] = command;
  const files = texts.map(([name]) => join(at, name));
  const { status, stdout, stderr, error } = spawnSync(program, [...args, ...files], { encoding: 'utf8' });
  if (error) throw new Error(`${program} cannot be run: ${error.message}`);
  const said = `${stdout}${stderr}`.trim();
  return status === 0 && said === '' ? '' : said || `exit status ${status}`;
}

/** systemd looks whether the program is there, which it is on no machine that only builds it. */
function lintable(name: string, text: string): string {
  return name.endsWith('.service') ? text.replaceAll('/usr/local/bin/plumbline', process.execPath) : text;
}
