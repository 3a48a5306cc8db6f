import type { Property, TypeProperties } from '../model/property.ts';
import { fromForeign } from './foreign-comparison.ts';
import { isForeign } from './foreign-operators.ts';
import { resolvePath } from './property-path.ts';
import { jsonWritten } from './written.ts';

/**
 * What is meant by a path of `expect` that holds a comparison, as `BackupRetentionPeriod >=`, `Engine.startsWith`,
 * `!StorageEncrypted`, `Port__gte`, or by a word that joins them; undefined where it is none.
 */
export function comparedPath(known: TypeProperties, path: string, wanted: unknown): string | undefined {
  if (path.length > 200) return undefined;
  const joint = path.replace(/^\$/, '');
  if (/^(and|allOf|all|required)$/.test(joint)) return 'all that stands in "expect" must hold';
  if (/^(or|anyOf|any|nor)$/.test(joint)) return 'a property says which values will do: "Engine": ["a", "b"]';
  const [, negated] = /^(?:!|not[ _:]\s*)(.+)$/.exec(path) ?? [];
  if (negated !== undefined) return meantBy(known, negated, '!=', wanted);
  return signed(known, path, wanted) ?? worded(known, path, wanted);
}

/** `BackupRetentionPeriod >=`, `Engine == "mysql"`. */
function signed(known: TypeProperties, path: string, wanted: unknown): string | undefined {
  const [, name, sign = '', right = ''] = /^([\w.]+?)\s*(==|!=|>=|<=|=~|[<>=!])\s*(.*)$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  return meantBy(known, name, sign === '!' ? '!=' : sign, right === '' ? wanted : valueIn(right));
}

/** `Engine.startsWith`, `Port__gte`. */
function worded(known: TypeProperties, path: string, wanted: unknown): string | undefined {
  const [, name = '', word = ''] = /^([\w.]+?)(?:__|\.|:|\$|\|)\$?(\w+)$/.exec(path) ?? [];
  return isForeign(word) ? meantBy(known, name, word, wanted) : undefined;
}

function meantBy(known: TypeProperties, path: string, sign: string, wanted: unknown): string | undefined {
  const resolved = resolvePath(known, path);
  if (resolved.status !== 'found') return undefined;
  const meant = valueBy(resolved.property, sign, wanted);
  return meant === undefined ? undefined : `that is ${JSON.stringify(path)}: ${jsonWritten(meant)}`;
}

/** A boolean that must not be one is the other. */
function valueBy(property: Property, sign: string, wanted: unknown): unknown {
  const isSwitch = property.type.kind === 'boolean' && typeof wanted === 'boolean';
  return sign === '!=' && isSwitch ? !wanted : fromForeign(property, { [sign]: wanted }, () => false);
}

/** What stands behind a sign in a path: `Engine == "mysql"`. */
function valueIn(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return Number.isNaN(Number(text)) ? text.replace(/^(["'])(.*)\1$/, '$2') : Number(text);
}
