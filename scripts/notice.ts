import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** What ships with the program: bundled into it, or installed beside it. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** As SPDX has it. */
  readonly license: string;
  /** What its package holds of licences, notices and copyright, in full. */
  readonly texts: readonly string[];
}

/** Licences that let a program of another licence hold what is under them. */
const bearable = /^(MIT(-0)?|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0)$/;

/** The packages whose files are in a bundle, and those that `npm install --omit=dev` installs beside it. */
export function shippedWith(metafile: Metafile): readonly Shipped[] {
  const folders = new Set([...Object.keys(metafile.inputs).flatMap(folderOf), ...installed()]);
  const found = [...folders].filter((folder) => existsSync(join(folder, 'package.json'))).map(readPackage);
  const byName = new Map(found.map((shipped) => [`${shipped.name}@${shipped.version}`, shipped]));
  return [...byName.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Those whose licence is not known to be bearable. */
export const unbearable = (shipped: readonly Shipped[]): readonly Shipped[] =>
  shipped.filter(({ license }) => !license.split(/ OR /).some((one) => bearable.test(bare(one))));

/** Each text once, with those it is of. */
export function noticeOf(shipped: readonly Shipped[]): string {
  const byText = new Map<string, Shipped[]>();
  for (const one of shipped)
    for (const text of one.texts) byText.set(text, [...(byText.get(text) ?? []), one]);
  const list = shipped.map(({ name, version, license }) => `  ${name} ${version} (${bare(license)})`);
  const texts = [...byText].map(
    ([text, of]) => `${line}\n${of.map(({ name }) => name).join(', ')}\n\n${text}\n`,
  );
  return `Plumbline holds, or is installed with, the following packages.\n\n${list.join('\n')}\n\n${texts.join('\n')}`;
}

const line = '-'.repeat(80);
const bare = (license: string): string => license.replace(/[()]/g, '').trim();

/** The innermost package a file of node_modules belongs to. */
function folderOf(input: string): readonly string[] {
  const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input) ?? [];
  return folder === undefined ? [] : [folder];
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: true; readonly devOptional?: true }>>;
}

function installed(): readonly string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  return Object.entries(packages).flatMap(([folder, { dev, devOptional }]) =>
    folder === '' || dev || devOptional ? [] : [folder],
  );
}

function readPackage(folder: string): Shipped {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as About;
  const { name, version } = about;
  const license = typeof about.license === 'string' ? about.license : 'unknown';
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|copyright)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, license, texts: texts.length > 0 ? texts : [withoutText(about, license)] };
}

interface About {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly author?: string | { readonly name?: string };
  readonly repository?: string | { readonly url?: string };
}

function withoutText({ name, author, repository }: About, license: string): string {
  const by = typeof author === 'string' ? author : (author?.name ?? 'its authors');
  const from = typeof repository === 'string' ? repository : (repository?.url ?? name);
  return `${license}. The package holds no text of it; it is by ${by}: ${from}`;
}
