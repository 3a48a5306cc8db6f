import { asText, isObject, type JsonObject } from '../documents/json-object.ts';
import { atKey, atValue, type Path, type Slip } from '../documents/slip.ts';
import { compact, nearest, orElse, shown } from '../documents/wording.ts';
import type { Members, TypeProperties, ValueType } from '../model/property.ts';
import { comparedPath } from './compared-path.ts';
import type { Named } from './hollow.ts';
import { plural, words } from './scalar-meaning.ts';
import { comparedIn } from './version-range.ts';
import { jsonWritten } from './written.ts';

/** What to do about a path that leads nowhere; undefined where it is nothing but another name. */
export function pathInstead(
  known: TypeProperties,
  name: string,
  wanted: unknown,
  isComparison: boolean,
): string | undefined {
  if (/^properties$/i.test(name) && isObject(wanted)) return wrapped(wanted);
  if (isComparison) return `it compares a property, and stands in its value: "Engine": { "${name}": … }`;
  return comparedPath(known, name, wanted);
}

/** As a template has them: `{ "Properties": { "DeletionProtection": true } }`. */
function wrapped(wanted: JsonObject): string {
  const [first = '…'] = Object.keys(wanted);
  return `properties stand in "expect" itself: { ${JSON.stringify(first)}: … }`;
}

/** What is said of a list that is no list. */
export function listInstead(name: string, wanted: unknown, path: Path): string {
  const written = isObject(wanted) || Array.isArray(wanted) ? '…' : JSON.stringify(wanted);
  if (wanted === '*') return `"${name}" is a list; that it is not empty is { "not": [] }`;
  if (path.at(-1) === 'not' && written !== '…')
    return `"${name}" is a list: that no element is so is { "none": ${written} }`;
  const ways = `write [${written}] for that and nothing else, or { "any": … }, { "every": … }`;
  return `"${name}" is a list: ${written === '…' ? 'write { "any": … }, { "every": … } or { "none": … }' : ways}`;
}

/** What is said of an object that is none: a word is a member that is there, or the value of one. */
export function membersInstead(name: string, members: Members, wanted: unknown): string {
  const names = Object.keys(members);
  const text = typeof wanted === 'string' ? wanted : undefined;
  const member = text === undefined ? undefined : names.find((one) => compact(one) === compact(text));
  const holder = names.find((one) => holds(members[one]?.type, text));
  const written = member === undefined ? holder && { [holder]: text } : { [member]: {} };
  return written
    ? `"${name}" must be an object, not ${shown(wanted)}; write ${jsonWritten(written)}`
    : `"${name}" must be an object such as { "${names[0]}": … }, not ${shown(wanted)}`;
}

const holds = (type: ValueType | undefined, text: string | undefined): boolean =>
  text !== undefined && type?.kind === 'text' && type.values?.includes(text) === true;

export function memberCalled(wrong: string, names: readonly string[]): string {
  const isLong = names.length > 12 && nearest(wrong, names) === undefined;
  return isLong ? '; `plumbline types` lists what it has' : orElse(wrong, names);
}

interface Unfit {
  readonly kind: string;
  readonly value: unknown;
  /** The comparisons that there are of such values. */
  readonly fit: readonly string[];
  readonly isSound: (value: unknown) => boolean;
}

/** A comparison of another kind of value, with what says it of this one, where something does and is not refused next. */
export function slipOfUnfit(property: Named, { kind, value, fit, isSound }: Unfit, path: Path): Slip {
  const { type, name } = property;
  const meant = saidInstead(property, kind, value);
  if (meant !== undefined && isSound(meant))
    return atValue(path.slice(0, -1), `"${kind}" compares no ${plural(type)}; write ${jsonWritten(meant)}`);
  return atKey(
    path,
    `"${kind}" compares no ${plural(type)}; "${name}" is ${words(type)}, compared by ${fit.join(', ')}`,
  );
}

/** What says it of another kind of value: of versions that they are no later, of lists that an element is so. */
function saidInstead({ type }: Named, kind: string, value: unknown): unknown {
  if (type.kind === 'text' && kind === 'atMost') return comparedIn(`<=${asText(value)}`, true)?.value;
  if (type.kind === 'list' && kind === 'oneOf') return { any: value };
  if (type.kind === 'list' || !['any', 'every', 'none', 'includes'].includes(kind)) return undefined;
  return kind === 'none' ? { not: value } : value;
}
