import { nearest } from '../documents/wording.ts';
import type { Members, Property, TypeProperties, ValueType } from '../model/property.ts';

/** What a path leads to, or why it leads nowhere: a sentence to follow the path. */
export type Resolved =
  | { readonly status: 'found'; readonly property: Property }
  | { readonly status: 'lost'; readonly why: string };

/** Follows a dotted path of `expect` from a type's properties. The keys of attributes hold dots of their own. */
export function resolvePath(known: TypeProperties, path: string): Resolved {
  if (path === 'Live') return { status: 'lost', why: 'needs the name of what is meant: "Live.…"' };
  const found = memberAt(known, known.properties, path);
  if (found) return { status: 'found', property: found };
  const stop = firstStop(known, path);
  return { status: 'lost', why: stop ?? lost(known, path) };
}

/** The members of a type that has any. */
export function membersOf({ definitions }: TypeProperties, type: ValueType): Members | undefined {
  if (type.kind === 'object') return type.members;
  return type.kind === 'named' ? definitions[type.name] : undefined;
}

function memberAt(known: TypeProperties, members: Members, path: string): Property | undefined {
  for (const [name, rest] of splits(path)) {
    const property = Object.hasOwn(members, name) ? members[name] : undefined;
    const found = property && (rest === '' ? property : inside(known, property.type, rest));
    if (found) return found;
  }
  return undefined;
}

function inside(known: TypeProperties, type: ValueType, rest: string): Property | undefined {
  if (type.kind === 'any') return { type };
  if (type.kind === 'map') return { type: type.of };
  const members = membersOf(known, type);
  return members && memberAt(known, members, rest);
}

/** `a.b.c` as `a.b.c` and nothing, `a.b` and `c`, `a` and `b.c`. */
function splits(path: string): readonly (readonly [name: string, rest: string])[] {
  const parts = path.split('.');
  return parts.map((_, index) => {
    const at = parts.length - index;
    return [parts.slice(0, at).join('.'), parts.slice(at).join('.')] as const;
  });
}

/** The part of a path where a list, or a single value, ends it. */
function firstStop(known: TypeProperties, path: string): string | undefined {
  for (const [name, rest] of splits(path)) {
    const property = rest === '' ? undefined : memberAt(known, known.properties, name);
    if (property?.type.kind === 'list')
      return `leads into a list: write "${name}": { "every": { "${rest}": … } }, or "any", or "none"`;
    if (property && !membersOf(known, property.type)) return `leads into "${name}", which is a single value`;
  }
  return undefined;
}

function lost(known: TypeProperties, path: string): string {
  const elsewhere = unshown(known, path);
  if (elsewhere !== undefined) return elsewhere;
  const near = nearestPath(known, path);
  return near === undefined
    ? 'is no property of it; `plumbline types` lists them'
    : `is no property of it; did you mean "${near}"?`;
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

/** By its last part where that is the name of something else, and by how it is spelled otherwise. */
export function nearestPath(known: TypeProperties, path: string): string | undefined {
  const all = pathsOf(known);
  const isEnd = (candidate: string) => candidate.toLowerCase().endsWith(`.${path.toLowerCase()}`);
  const same = all.find((candidate) => candidate.toLowerCase() === path.toLowerCase()) ?? all.find(isEnd);
  if (same !== undefined) return same;
  const whole = nearest(path, all);
  if (whole !== undefined) return whole;
  const ends = new Map(all.map((candidate) => [candidate.split('.').at(-1) ?? '', candidate]));
  const end = nearest(path.split('.').at(-1) ?? '', [...ends.keys()]);
  return end === undefined ? undefined : ends.get(end);
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
