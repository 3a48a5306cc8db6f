/**
 * Writes what follows from the files in rules/, src/collectors/, src/reporters/ and src/aws/clients/: the registry, the
 * schemas, the services we ask, the shapes of their answers, the pages docs/rules/, docs/volatile.md and docs/permissions.md, and
 * the role of an audited account. With `--check` it writes nothing and fails where something would change.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { allPermissions } from '../src/aws/permissions.ts';
import { configSchema } from '../src/config/schema.ts';
import type { Collector, Reporter } from '../src/model/ports.ts';
import type { Rule } from '../src/model/rule.ts';
import { policySchema } from '../src/policies/schema.ts';
import { auditedAccount } from './audited-account.ts';
import { permissionsPage } from './permissions-page.ts';
import { type Plugins, registry } from './registry.ts';
import { indexPage, rulePage } from './rule-page.ts';
import { services } from './services.ts';
import { shapes } from './shapes.ts';
import { volatilePage } from './volatile-page.ts';

const changed = [...(await generate())].filter(([file, text]) => textOf(file) !== text);
if (process.argv.includes('--check')) {
  for (const [file] of changed) console.error(`${file} is not up to date; run npm run generate`);
  process.exitCode = changed.length > 0 ? 1 : 0;
} else {
  for (const [file, text] of changed) write(file, text);
  console.log(changed.map(([file]) => file).join('\n') || 'everything was up to date');
}

/** Every generated file with its text; an empty one is to be removed. */
async function generate(): Promise<Map<string, string>> {
  const rules = await load<Rule>(foldersIn('rules').filter((folder) => folder !== 'rules/judgements'));
  const collectors = await load<Collector>(['src/collectors']);
  const reporters = await load<Reporter>(['src/reporters']);
  const clients = namesIn('src/aws/clients');
  const permissions = allPermissions(collectors.map(([, collector]) => collector));
  const schema = policySchema({
    rules: rules.map(([, rule]) => rule),
    selectors: new Map(collectors.map(([, { type, selectors = {} }]) => [type, selectors])),
  });
  return new Map([
    [
      'src/registry.generated.ts',
      formatted('src/registry.generated.ts', registry(rules, collectors, reporters)),
    ],
    ['src/aws/services.generated.ts', formatted('src/aws/services.generated.ts', services(clients))],
    ['src/aws/shapes.generated.ts', formatted('src/aws/shapes.generated.ts', await shapes(clients))],
    ['policies.schema.json', `${JSON.stringify(schema, null, 2)}\n`],
    ['plumbline.config.schema.json', `${JSON.stringify(configSchema, null, 2)}\n`],
    ...['docs/rules', ...foldersIn('docs/rules')]
      .flatMap((folder) => filesIn(folder, '.md'))
      .map((file) => [file, ''] as const),
    ...pages(rules),
    ['deploy/audited-account.yaml', auditedAccount(permissions)],
    ['docs/permissions.md', permissionsPage(permissions)],
    ['docs/volatile.md', volatilePage(collectors.map(([, collector]) => collector))],
  ]);
}

function pages(rules: Plugins<Rule>): (readonly [string, string])[] {
  const paths = rules.map(([file, rule]) => [file.replace(/^rules\/(.*)\.ts$/, '$1.md'), rule] as const);
  return [
    ['docs/rules/README.md', indexPage(paths)],
    ...paths.map(([path, rule]) => [`docs/rules/${path}`, rulePage(rule)] as const),
  ];
}

/** The plug-ins of some folders, sorted, so that the order of the file system does not matter. */
async function load<T>(folders: readonly string[]): Promise<Plugins<T>> {
  const files = folders.flatMap((folder) => filesIn(folder, '.ts')).sort();
  return Promise.all(files.map(async (file) => [file, await defaultOf<T>(file)] as const));
}

async function defaultOf<T>(file: string): Promise<T> {
  const module = (await import(`../${file}`)) as { readonly default?: T };
  if (!module.default) throw new Error(`${file} has no default export, which every plug-in has`);
  return module.default;
}

function formatted(file: string, text: string): string {
  const biome = ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', `--stdin-file-path=${file}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, biome, { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(`biome could not format ${file}: ${stderr}`);
  return stdout;
}

function foldersIn(folder: string): string[] {
  const folders = entriesOf(folder).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => `${folder}/${name}`);
}

function filesIn(folder: string, ending: string): string[] {
  const files = entriesOf(folder).filter((entry) => entry.isFile() && entry.name.endsWith(ending));
  return files.map(({ name }) => `${folder}/${name}`);
}

/** Without their ending, sorted. */
function namesIn(folder: string): string[] {
  return filesIn(folder, '.ts')
    .map((file) => basename(file, '.ts'))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function entriesOf(folder: string) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (text === '') rmSync(file);
  else writeFileSync(file, text);
}
