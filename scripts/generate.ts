/**
 * Writes what follows from the files in rules/, src/collectors/, src/reporters/ and src/aws/clients/: the registry, the
 * schemas, the services we ask, the shapes and lists of their answers, the countries of WAF, the pages of docs/rules/ and docs/types/, docs/volatile.md
 * and docs/permissions.md, and the role of an audited account. With `--check` it writes nothing and fails where something would change.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { allPermissions } from '../src/aws/permissions.ts';
import { configSchema } from '../src/config/schema.ts';
import { published } from '../src/documents/schema.ts';
import type { Collector, Reporter } from '../src/model/ports.ts';
import type { TypeProperties } from '../src/model/property.ts';
import type { Rule } from '../src/model/rule.ts';
import { type Catalogue, typesOf } from '../src/policies/catalogue.ts';
import { explainType } from '../src/policies/explain-type.ts';
import { readType } from '../src/policies/property-text.ts';
import { policySchema } from '../src/policies/schema.ts';
import { auditedAccount } from './audited-account.ts';
import { countries } from './countries.ts';
import { permissionsPage } from './permissions-page.ts';
import { collectorsModule, type Plugins, registry } from './registry.ts';
import { indexPage, rulePage } from './rule-page.ts';
import { services } from './services.ts';
import { shapes } from './shapes.ts';
import { typeFile, typePage, typesIndex } from './type-page.ts';
import { types, typeText } from './types.ts';
import { volatilePage } from './volatile-page.ts';
import { xmlLists } from './xml-lists.ts';

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
  const texts = collectors.map(([, collector]) => [collector.type as string, typeText(collector)] as const);
  const properties = new Map(texts.map(([type, text]) => [type, readType(text)]));
  const selectors = new Map(collectors.map(([, { type, selectors: own = {} }]) => [type, own]));
  const schema = policySchema({ rules: rules.map(([, rule]) => rule), selectors }, (type) =>
    properties.get(type),
  );
  const permissions = allPermissions(collectors.map(([, collector]) => collector));
  return new Map([
    [
      'src/registry.generated.ts',
      formatted('src/registry.generated.ts', registry(rules, collectors, reporters)),
    ],
    ['src/collectors.generated.ts', formatted('src/collectors.generated.ts', collectorsModule(collectors))],
    ['src/types.generated.ts', formatted('src/types.generated.ts', types(texts))],
    ['src/aws/services.generated.ts', formatted('src/aws/services.generated.ts', services(clients))],
    ['src/aws/shapes.generated.ts', formatted('src/aws/shapes.generated.ts', await shapes(clients))],
    ['src/aws/xml-lists.generated.ts', formatted('src/aws/xml-lists.generated.ts', await xmlLists(clients))],
    ['src/web-acl/countries.generated.ts', formatted('src/web-acl/countries.generated.ts', countries())],
    ['policies.schema.json', `${JSON.stringify(published(schema), null, 2)}\n`],
    ['plumbline.config.schema.json', `${JSON.stringify(published(configSchema), null, 2)}\n`],
    ...['docs/types', 'docs/rules', ...foldersIn('docs/rules')]
      .flatMap((folder) => filesIn(folder, '.md'))
      .map((file) => [file, ''] as const),
    ...pages(rules),
    ...typePages(selectors, properties),
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

function typePages(
  selectors: Catalogue['selectors'],
  properties: ReadonlyMap<string, TypeProperties>,
): (readonly [string, string])[] {
  const catalogue = { selectors, propertiesOf: (type: string) => properties.get(type) };
  const explained = typesOf(catalogue).flatMap((type) => explainType(type, catalogue) ?? []);
  return [
    ['docs/types/README.md', typesIndex(explained)],
    ...explained.map((one) => [typeFile(one.type), typePage(one)] as const),
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
