import { objectAt } from './document.ts';
import type { Schema } from './rule-schema.ts';
import type { Path } from './slip.ts';
import { nearest, orElse, phrase, shown } from './wording.ts';

/** What ajv reports, as far as we look at it. */
export interface ShapeError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that holds the keyword that failed. */
  readonly parentSchema: Schema;
  /** Set on what `propertyNames` finds wrong with a key. */
  readonly propertyName?: string;
}

interface About {
  readonly error: ShapeError;
  readonly path: Path;
  readonly document: unknown;
}

/** Says what is wrong and what to write instead. */
export function describeShapeError(about: About): string {
  const { error, path, document } = about;
  const schema = error.parentSchema;
  if (error.keyword === 'additionalProperties') return unknownKey(about);
  if (error.keyword === 'required') return missingKey(about);
  if (error.keyword === 'propertyNames') return wrongKey(about);
  const value = valueAt(document, path);
  if (error.keyword === 'uniqueItems') return twice(path, value, error.params);
  if (error.keyword === 'enum') return wrongChoice(path, value, error.params);
  const wanted = typeof schema['errorMessage'] === 'string' ? schema['errorMessage'] : demand(error);
  const isEmpty = value === '' || error.keyword === 'minItems' || error.keyword === 'minProperties';
  return `${subject(path)} ${wanted}${isEmpty ? '' : `, not ${shown(value)}`}`;
}

function demand({ keyword, params }: ShapeError): string {
  const { limit, type, allowedValue, pattern } = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'type':
      return `must be ${kinds[String(type)] ?? String(type)}`;
    case 'const':
      return `must be ${JSON.stringify(allowedValue)}`;
    case 'minimum':
      return `must be at least ${String(limit)}`;
    case 'maximum':
      return `must be at most ${String(limit)}`;
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must be at least ${String(limit)} characters long`;
    case 'minItems':
    case 'minProperties':
      return `must hold at least ${String(limit)}`;
    case 'maxItems':
      return `must hold at most ${String(limit)}`;
    case 'pattern':
      return `must match ${String(pattern)}`;
    default:
      return 'has a form that is not allowed here';
  }
}

const kinds: Readonly<Record<string, string>> = {
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function unknownKey({ error, path, document }: About): string {
  const key = String(error.params['additionalProperty']);
  const known = Object.keys(objectAt(error.parentSchema, 'properties'));
  const quoted = JSON.stringify(key);
  return `${holderOf(path, document)} ${quoted}${orElse(key, known)}`;
}

/** `AWS::ECS::Service has no rule`: what does not hold a key, and what the key would be there. */
function holderOf(path: Path, document: unknown): string {
  const [room, name, part, rule] = path;
  if (path.length === 0) return 'a policy has no';
  if (room !== 'components' || path.length > 4) return `${subject(path)} has no`;
  if (part === undefined) return 'a component has no';
  const type = String(objectAt(objectAt(document, 'components'), String(name))['type']);
  if (part === 'select' && rule === undefined) return `${type} has no selector`;
  if (part === 'rules') return rule === undefined ? `${type} has no rule` : `rule ${rule} has no parameter`;
  return part === 'expect' ? `${subject(path)} has no comparison` : `${subject(path)} has no`;
}

function missingKey({ error, path, document }: About): string {
  const key = String(error.params['missingProperty']);
  const { description: found, enum: choices } = objectAt(error.parentSchema['properties'], key);
  const what = typeof found === 'string' ? `: ${phrase(found)}` : '';
  if (path.length === 0) return `a policy needs "${key}"${what}`;
  if (path[0] === 'components' && path.length === 2) {
    return `${subject(path)} needs "${key}", one of ${(choices as readonly string[]).join(', ')}`;
  }
  if (path[2] === 'rules' && path.length === 4) return `rule ${path[3]} needs "${key}"${what}`;
  if (path[0] === 'exceptions') return `${exceptionAt(document, path)} needs "${key}"${what}`;
  return `${subject(path)} needs "${key}"${what}`;
}

function wrongKey({ error, path }: About): string {
  const key = JSON.stringify(error.params['propertyName']);
  const rule = objectAt(error.parentSchema, 'propertyNames')['errorMessage'];
  const what = path.at(-1) === 'components' ? `component name ${key}` : key;
  return `${what} ${typeof rule === 'string' ? rule : 'is not a name that is allowed here'}`;
}

function twice(path: Path, value: unknown, { i, j }: ShapeError['params']): string {
  const items = Array.isArray(value) ? value : [];
  const again = Math.max(Number(i), Number(j));
  return `${subject(path)} holds ${shown(items[again])} twice; remove one of them`;
}

/** A few choices are named all; of many only the one that was probably meant, where there is one. */
function wrongChoice(path: Path, value: unknown, { allowedValues }: ShapeError['params']): string {
  const choices = allowedValues as readonly string[];
  const near = typeof value === 'string' ? nearest(value, choices) : undefined;
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  if (choices.length > 6 && meant) return `${subject(path)} cannot be ${shown(value)}${meant}`;
  return `${subject(path)} must be one of ${choices.join(', ')}, not ${shown(value)}${meant}`;
}

function subject(path: Path): string {
  const [last, above] = [path.at(-1), path.at(-2)];
  if (last === undefined) return 'a policy';
  if (typeof last === 'number') return `item ${last + 1} of ${JSON.stringify(above)}`;
  return path.length === 2 && above === 'components'
    ? `component ${JSON.stringify(last)}`
    : JSON.stringify(last);
}

function exceptionAt(document: unknown, path: Path): string {
  const id = (valueAt(document, path) as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? `exception ${id}` : subject(path);
}

const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
    document,
  );
