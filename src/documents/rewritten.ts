import { objectAt } from './json-object.ts';
import type { Schema } from './schema.ts';
import { booleanSaid } from './wording.ts';

/** What a value breaks. */
interface Broken {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema: Schema;
}

/** The value in the form that is meant, where it only has another: one for a list of one, a number in quotes. */
export function rewritten({ keyword, params, parentSchema }: Broken, value: unknown): string | undefined {
  if (keyword !== 'type') return undefined;
  const [only] = Array.isArray(value) && value.length === 1 ? (value as readonly unknown[]) : [];
  if (params['type'] === 'string' && typeof only === 'string') return writtenAs(parentSchema, 'string', only);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (params['type'] !== 'array') return writtenAs(parentSchema, params['type'], value);
  // What is meant as a switch is no element.
  if (booleanSaid(String(value)) !== undefined) return undefined;
  const items = objectAt(parentSchema, 'items');
  const each = typeof value === 'string' ? value.split(/\s*[,|]\s*/).filter((one) => one !== '') : [value];
  const list = each.map((one) => (items['type'] === 'string' ? String(one) : one));
  return list.length > 0 && list.every((item) => takes(items, item))
    ? `write [${list.map((item) => JSON.stringify(item)).join(', ')}]`
    : undefined;
}

function writtenAs(schema: Schema, type: unknown, value: string | number): string | undefined {
  if (type === 'boolean') {
    const said = booleanSaid(String(value));
    return said === undefined ? undefined : `write ${said}`;
  }
  const isNumber = (type === 'integer' || type === 'number') && /^[0-9]+$/.test(String(value));
  const meant = isNumber ? Number(value) : type === 'string' ? String(value) : undefined;
  return meant !== undefined && takes(schema, meant) ? `write ${JSON.stringify(meant)}` : undefined;
}

/** What is advised is not refused next. */
function takes({ pattern, minimum, enum: choices }: Schema, value: unknown): boolean {
  if (typeof pattern === 'string' && !new RegExp(pattern).test(String(value))) return false;
  if (typeof minimum === 'number' && Number(value) < minimum) return false;
  return !Array.isArray(choices) || choices.includes(value);
}
