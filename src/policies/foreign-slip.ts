import { isObject, type JsonObject } from '../documents/json-object.ts';
import { atValue, type Path, type Slip } from '../documents/slip.ts';
import { compact } from '../documents/wording.ts';
import { fromForeign } from './foreign-comparison.ts';
import { asksIfSet, isForeign } from './foreign-operators.ts';
import type { Named } from './hollow.ts';
import { jsonWritten } from './written.ts';

interface Ours {
  /** The members of what the property holds. */
  readonly names: readonly string[];
  /** The comparisons there are. */
  readonly ours: readonly string[];
  readonly isSound: (value: unknown) => boolean;
}

/** What is said of a property by the comparisons of another language, and how it is said here; undefined where there is none. */
export function slipOfForeign(
  property: Named,
  wanted: JsonObject,
  path: Path,
  { names, ours, isSound }: Ours,
): Slip | undefined {
  const { name, type, mayBeNone } = property;
  const isOurs = (key: string) => ours.includes(key);
  const keys = Object.keys(wanted).filter((key) => !isOurs(key));
  // What is ours, or a member, but for its spelling is told as that.
  const own = [...names, ...ours].map(compact);
  const isOne = keys.length > 0 && keys.every((key) => isForeign(key) && !own.includes(compact(key)));
  if (type.kind === 'map' || !isOne) return undefined;
  const has = `"${name}" has no comparison ${keys.map((key) => JSON.stringify(key)).join(', ')}`;
  const meant = byMembers(fromForeign(property, wanted, isOurs), names);
  if (meant !== undefined && isSound(meant)) return atValue(path, `${has}; write ${jsonWritten(meant)}`);
  const isVain = !mayBeNone && keys.every(asksIfSet);
  return isVain ? atValue(path, `${has}, and is never null: say what it must be`) : undefined;
}

/** What people call by one word is a member that is there: `Allow` is `{ "Allow": {} }`. */
function byMembers(meant: unknown, names: readonly string[]): unknown {
  if (typeof meant === 'string') {
    const name = names.find((one) => compact(one) === compact(meant));
    return name === undefined ? meant : { [name]: {} };
  }
  if (Array.isArray(meant)) return meant.map((one) => byMembers(one, names));
  const isNegated = isObject(meant) && Object.keys(meant).join() === 'not';
  return isNegated ? { not: byMembers(meant['not'], names) } : meant;
}
