import { compact, nearest } from '../documents/wording.ts';
import type { Members, TypeProperties, ValueType } from '../model/property.ts';

/** The members of a type that has any. */
export function membersOf({ definitions }: TypeProperties, type: ValueType): Members | undefined {
  if (type.kind === 'object') return type.members;
  return type.kind === 'named' ? definitions[type.name] : undefined;
}

/** Every path that can be expected, through objects and not through lists, the shortest first. */
export function pathsOf(known: TypeProperties): readonly string[] {
  const walk = (members: Members, above: string, depth: number): string[] =>
    Object.entries(members).flatMap(([name, { type }]) => {
      const path = above === '' ? name : `${above}.${name}`;
      const own = membersOf(known, type);
      return [path, ...(own && depth > 0 ? walk(own, path, depth - 1) : [])];
    });
  return walk(known.properties, '', 4).sort((a, b) => a.split('.').length - b.split('.').length);
}

/** The path that is called so, in whatever way it is written: `deletion-protection`. */
export const pathCalled = (known: TypeProperties, name: string): string | undefined =>
  pathsOf(known).find((path) => compact(path) === compact(name));

/** By its last part where that is the name of something else, by its spelling, or by its words in another order. */
export function nearestPath(known: TypeProperties, path: string): string | undefined {
  const all = pathsOf(known);
  const isEnd = (candidate: string) => candidate.toLowerCase().endsWith(`.${path.toLowerCase()}`);
  const same = all.find((candidate) => candidate.toLowerCase() === path.toLowerCase()) ?? all.find(isEnd);
  return (
    same ??
    all.find((candidate) => leadsThrough(candidate, path)) ??
    all.findLast((candidate) => leadsThrough(path, candidate)) ??
    switchOf(path, all) ??
    nearest(path, all) ??
    byWords(path, all) ??
    byEnd(path, all) ??
    holding(path, all)
  );
}

/** Whether a path has all parts of another in their order, and more between them. */
function leadsThrough(candidate: string, path: string): boolean {
  const parts = path.toLowerCase().split('.');
  const [own, last] = [candidate.toLowerCase().split('.'), parts.at(-1)];
  let at = 0;
  for (const part of own) if (part === parts[at]) at += 1;
  return parts.length > 1 && at === parts.length && own.at(-1) === last;
}

/** `TransitEncryption` is `TransitEncryptionEnabled`. */
function switchOf(path: string, all: readonly string[]): string | undefined {
  const forms = [`${path}Enabled`, `Enable${path}`].map((form) => form.toLowerCase());
  return all.find((candidate) => forms.includes(candidate.toLowerCase()));
}

/** `Encrypted` is `StorageEncrypted`: the shortest of the type's own that ends so, or holds it. */
function holding(path: string, all: readonly string[]): string | undefined {
  const text = path.toLowerCase();
  if (text.length < 5) return undefined;
  const own = all.filter((candidate) => !candidate.includes('.')).sort((a, b) => a.length - b.length);
  return (
    own.find((candidate) => candidate.toLowerCase().endsWith(text)) ??
    own.find((candidate) => candidate.toLowerCase().includes(text))
  );
}

function byEnd(path: string, all: readonly string[]): string | undefined {
  const ends = new Map(all.map((candidate) => [candidate.split('.').at(-1) ?? '', candidate]));
  const end = nearest(path.split('.').at(-1) ?? '', [...ends.keys()]);
  return end === undefined ? undefined : ends.get(end);
}

/** AWS's own `IAMDatabaseAuthenticationEnabled` is `EnableIAMDatabaseAuthentication` in CloudFormation. */
function byWords(path: string, all: readonly string[]): string | undefined {
  const asked = wordsOf(path);
  const extra = (candidate: string): number => {
    const words = wordsOf(candidate);
    return asked.every((word) => words.includes(word))
      ? words.length - asked.length
      : Number.POSITIVE_INFINITY;
  };
  const [best] = all
    .map((candidate) => ({ candidate, extra: extra(candidate) }))
    .sort((a, b) => a.extra - b.extra);
  return asked.length > 1 && best && best.extra <= 4 ? best.candidate : undefined;
}

/** Attributes go by their keys: what holds them is no word of theirs. */
const wordsOf = (path: string): readonly string[] =>
  (path.replace(/^\w+Attributes\./, '').match(/[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+/g) ?? []).map((word) =>
    word.toLowerCase().replace(/^enabled$/, 'enable'),
  );

/** How a member of the elements of a list is written, where that is what was meant. */
export function inList(known: TypeProperties, path: string): string | undefined {
  const name = path.split('.').at(-1) ?? '';
  for (const list of pathsOf(known)) {
    const members = elementsOf(known, list);
    const member = Object.keys(members ?? {}).find((one) => one.toLowerCase() === name.toLowerCase());
    if (member !== undefined) return `"${list}": { "every": { "${member}": … } }`;
  }
  return undefined;
}

function elementsOf(known: TypeProperties, path: string): Members | undefined {
  const [first = '', ...rest] = Object.hasOwn(known.properties, path) ? [path] : splitOnce(known, path);
  const property = rest.reduce<ValueType | undefined>(
    (type, name) => type && membersOf(known, type)?.[name]?.type,
    known.properties[first]?.type,
  );
  return property?.kind === 'list' ? membersOf(known, property.of) : undefined;
}

function splitOnce(known: TypeProperties, path: string): readonly string[] {
  const first = Object.keys(known.properties).find((name) => path.startsWith(`${name}.`)) ?? '';
  return [first, ...path.slice(first.length + 1).split('.')];
}
