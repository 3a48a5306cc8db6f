import { nearest, orElse } from '../documents/wording.ts';
import type { Members, Property, TypeProperties, ValueType } from '../model/property.ts';
import { inList, membersOf, nearestPath } from './nearest-path.ts';

/** What a path leads to, or why it leads nowhere: a sentence to follow the path, and none where nothing like it is known. */
export type Resolved =
  | { readonly status: 'found'; readonly property: Property }
  | { readonly status: 'lost'; readonly why: () => string | undefined };

/** Follows a dotted path of `expect` from a type's properties. The keys of attributes hold dots of their own. */
export function resolvePath(known: TypeProperties, path: string): Resolved {
  if (path === 'Live') return { status: 'lost', why: () => 'needs the name of what is meant: "Live.…"' };
  const found = memberAt(known, known.properties, path);
  if (found) return { status: 'found', property: found };
  // As pages write what is inside a list.
  return { status: 'lost', why: () => stopOf(known, path) ?? lost(known, path) };
}

/** Where a path ends that leads into a list, by a name or by an index. */
function stopOf(known: TypeProperties, path: string): string | undefined {
  const bare = path.replace(/\[[^[\]]*\]|\.(\*|\d+)(?=\.|$)/g, '');
  const list = bare === path ? undefined : memberAt(known, known.properties, bare);
  return list?.type.kind === 'list'
    ? `leads into a list: write "${bare}": { "any": … }, or "every", or "none"`
    : firstStop(known, bare);
}

function memberAt(known: TypeProperties, members: Members, path: string): Property | undefined {
  for (const [name, rest] of splits(path)) {
    const property = Object.hasOwn(members, name) ? members[name] : undefined;
    const found = property && (rest === '' ? property : inside(known, property.type, rest));
    // Where what it is in may not be set, it may not be either.
    if (found) return property.mayBeNone && !found.mayBeNone ? { ...found, mayBeNone: true } : found;
  }
  return undefined;
}

function inside(known: TypeProperties, type: ValueType, rest: string): Property | undefined {
  if (type.kind === 'any') return { type };
  if (type.kind === 'map') return { type: type.of };
  const members = membersOf(known, type);
  return members && memberAt(known, members, rest);
}

/** `a.b.c` as `a.b.c` and nothing, `a.b` and `c`, `a` and `b.c`; a dot at the end leads nowhere. */
function splits(path: string): readonly (readonly [name: string, rest: string])[] {
  const parts = path.split('.');
  const inTwo = parts.map((_, index) => {
    const at = parts.length - index;
    return [parts.slice(0, at).join('.'), parts.slice(at).join('.')] as const;
  });
  return inTwo.filter(([name, rest]) => rest !== '' || name === path);
}

/** The part of a path where a list, or a single value, ends it. */
function firstStop(known: TypeProperties, path: string): string | undefined {
  for (const [name, rest] of splits(path)) {
    const property = rest === '' ? undefined : memberAt(known, known.properties, name);
    if (property?.type.kind === 'list') return intoList(known, name, property.type.of, rest);
    if (property && !membersOf(known, property.type))
      return `leads into "${name}", which is a single value${liveMeant(known, path)}`;
  }
  return undefined;
}

/** Of what a name or an ARN stands for, as a task definition, the rest is shown live. */
const liveMeant = (known: TypeProperties, path: string): string =>
  memberAt(known, known.properties, `Live.${path}`) ? `; did you mean "Live.${path}"?` : '';

function intoList(known: TypeProperties, list: string, of: ValueType, rest: string): string {
  const inner = writtenInside(known, of, rest);
  if (inner !== undefined)
    return `leads into a list: write "${list}": { "every": ${inner} }, or "any", or "none"`;
  const members = membersOf(known, of);
  return members
    ? `leads into a list, whose elements have no "${rest}"${orElse(rest, Object.keys(members))}`
    : 'leads into a list of single values';
}

/** A path as it is written inside an object, with what was meant where a name is misspelt: `{ "a": { "every": { "b": … } } }`. */
export function writtenInside(known: TypeProperties, type: ValueType, path: string): string | undefined {
  const members = membersOf(known, type);
  if (!members) return undefined;
  const [first = ''] = path.split('.');
  const guess = nearest(first, Object.keys(members));
  const own = splits(path).find(([name]) => Object.hasOwn(members, name));
  const [name, rest] = own ?? [guess, path.slice(first.length + 1)];
  const member = name === undefined ? undefined : members[name];
  if (member === undefined) return undefined;
  if (rest === '') return `{ "${name}": … }`;
  const isList = member.type.kind === 'list';
  const inner = writtenInside(known, isList ? member.type.of : member.type, rest);
  return inner && `{ "${name}": ${isList ? `{ "every": ${inner} }` : inner} }`;
}

function lost(known: TypeProperties, path: string): string | undefined {
  const elsewhere = unshown(known, path);
  if (elsewhere !== undefined) return elsewhere;
  const near = nearestPath(known, path) ?? inList(known, path);
  if (near === undefined) return undefined;
  return `is no property of it; did you mean ${near.startsWith('"') ? near : `"${near}"`}?`;
}

function unshown({ unshown: all }: TypeProperties, path: string): string | undefined {
  const name = path.split('.')[0] ?? '';
  if (!Object.hasOwn(all, name)) return undefined;
  const why = all[name] ?? '';
  if (why === '') return 'is set in CloudFormation, and no answer of AWS that is asked for shows it';
  return /^[a-z0-9-]+:[A-Z]\w+$/.test(why)
    ? `is shown by ${why}, which no collector asks`
    : `cannot be expected: ${why}`;
}
