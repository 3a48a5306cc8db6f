import { asText, isObject, objectAt } from './json-object.ts';
import { rewritten } from './rewritten.ts';
import type { Schema } from './schema.ts';
import type { Path } from './slip.ts';
import { compact, endingSo, listing, nearest, phrase, shown } from './wording.ts';

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

/** What a kind of document calls its parts, where a key alone would not tell. */
export interface Words {
  /** The document: `a policy`. */
  readonly whole: string;
  /** `component "edge"` */
  subject?(path: Path): string | undefined;
  /** What has no such key, and what the key would be there: `AWS::ECS::Service has no rule`. */
  lacking?(path: Path, document: unknown): string | undefined;
  /** What needs a key: `exception EX-14`. */
  needing?(path: Path, document: unknown): string | undefined;
  /** What the keys at a path are: `component name`. */
  keys?(path: Path): string | undefined;
  /** Where a key stands that was written at another level: `it stands in "scope"`. */
  belongs?(path: Path, key: string, document: unknown): string | undefined;
  /** What other formats and languages call a key, however it is written: `minimum` is `min`. */
  readonly synonyms?: Readonly<Record<string, readonly string[]>>;
  /** Which of the choices was meant; absent is the nearest by its letters. */
  choice?(path: Path, value: string, choices: readonly string[]): string | undefined;
  /** Where else there is such a key: `AWS::WAFv2::WebACL has`. */
  elsewhere?(path: Path, key: string, document: unknown): string | undefined;
  /** What to do about a value, which may have to be one of some choices, at the end of the sentence. */
  remedy?(path: Path, value: unknown, choices?: readonly string[]): string | undefined;
}

interface About {
  readonly error: ShapeError;
  readonly path: Path;
  readonly document: unknown;
  readonly words: Words;
}

/** Says what is wrong and what to write instead. */
export function describeShapeError(about: About): string {
  const { error, path, document, words } = about;
  if (error.keyword === 'additionalProperties') return unknownKey(about);
  if (error.keyword === 'required' || error.keyword === 'dependencies') return missingKey(about);
  if (error.keyword === 'propertyNames') return wrongKey(about);
  const value = valueAt(document, path);
  if (error.keyword === 'uniqueItems') return twice(about, value);
  if (error.keyword === 'enum') return wrongChoice(about, value);
  const wanted = ownMessage(error) ?? demand(error);
  const isEmpty = value === '' || error.keyword === 'minItems' || error.keyword === 'minProperties';
  const remedy = words.remedy?.(path, value) ?? rewritten(error, value);
  return `${subject(about)} ${wanted}${isEmpty ? '' : `, not ${shown(value)}`}${remedy ? `; ${remedy}` : ''}`;
}

/** What the schema itself says of a mistake: of any, or by the keyword that failed. */
function ownMessage({ keyword, parentSchema: { errorMessage } }: ShapeError): string | undefined {
  if (typeof errorMessage === 'string') return errorMessage;
  const own = isObject(errorMessage) ? errorMessage[keyword] : undefined;
  return typeof own === 'string' ? own : undefined;
}

function demand({ keyword, params, parentSchema, instancePath }: ShapeError): string {
  const { limit, type, allowedValue, pattern } = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'type':
      return `must be ${kinds[String(type)] ?? String(type)}${type === 'object' && instancePath !== '' ? membersOf(parentSchema) : ''}`;
    case 'const':
      return `must be ${JSON.stringify(allowedValue)}`;
    case 'minimum':
      return `must be at least ${String(limit)}`;
    case 'maximum':
      return `must be at most ${String(limit)}`;
    case 'minLength':
      return limit === 1 ? 'must not be empty' : `must be at least ${String(limit)} characters long`;
    case 'maxLength':
      return `must be at most ${String(limit)} characters long`;
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

/** What an object must have, or the first that it may. */
function membersOf({ required, properties }: Schema): string {
  const first = Object.keys(isObject(properties) ? properties : {}).slice(0, 1);
  const names: readonly unknown[] = Array.isArray(required) && required.length > 0 ? required : first;
  return names.length === 0 || names.length > 3
    ? ''
    : ` such as { ${names.map((name) => `"${String(name)}": …`).join(', ')} }`;
}

const kinds: Readonly<Record<string, string>> = {
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function unknownKey(about: About): string {
  const { error, path, document, words } = about;
  const key = String(error.params['additionalProperty']);
  const schemas = objectAt(error.parentSchema, 'properties');
  const held = valueAt(document, path);
  // What is there already would stand twice.
  const isHeld = (name: string) => isObject(held) && Object.hasOwn(held, name);
  const known = Object.keys(schemas).filter((name) => !isHeld(name));
  const holder = words.lacking?.(path, document) ?? `${subject(about)} has no`;
  const start = `${holder} ${JSON.stringify(key)}`;
  const asked = compact(key);
  const same = isSigned(key) ? undefined : known.find((name) => compact(name) === asked);
  const level = same === undefined ? words.belongs?.(path, key, document) : undefined;
  if (level !== undefined) return `${start}; ${level}`;
  const meant = same ?? guessOf(key, words, known);
  if (meant !== undefined) {
    const given = isObject(held) ? written(objectAt(schemas, meant), held[key]) : undefined;
    return `${start}; did you mean ${JSON.stringify(meant)}${given === undefined ? '' : `: ${given}`}?`;
  }
  const twin = nearest(key, Object.keys(schemas).filter(isHeld));
  if (twin !== undefined) return `${start}, and "${twin}" is there already; remove one of them`;
  const elsewhere = words.elsewhere?.(path, key, document);
  return `${start}${elsewhere ? `; ${elsewhere}` : ''}${listing(Object.keys(schemas))}`;
}

/** What has a sign in it says more than a name. */
const isSigned = (key: string): boolean => /[!=<>]/.test(key);

const guessOf = (key: string, words: Words, known: readonly string[]): string | undefined =>
  synonymOf(key, words, known) ?? nearest(key, known) ?? (isSigned(key) ? undefined : endingSo(key, known));

function synonymOf(key: string, { synonyms = {} }: Words, known: readonly string[]): string | undefined {
  const asked = compact(key);
  const [, names = []] = Object.entries(synonyms).find(([name]) => compact(name) === asked) ?? [];
  return names.find((name) => known.includes(name));
}

/** How the value would have to be written under the key that was meant; undefined where it may stay. */
function written(schema: Schema, value: unknown): string | undefined {
  const type = schema['$ref'] === '#/definitions/tags' ? 'tags' : schema['type'];
  const isScalar = typeof value === 'string' || typeof value === 'number';
  if ((type === 'array' || schema['$ref'] === '#/definitions/satisfies') && isScalar)
    return JSON.stringify([String(value)]);
  if (type === 'integer' && typeof value === 'string' && /^[0-9]+$/.test(value)) return value;
  if (type === 'tags' && !isObject(value)) {
    const [, tag = 'app', text = 'kiosk'] = /^([^=:]+)[=:](.+)$/.exec(asText(value)) ?? [];
    return `{ ${JSON.stringify(tag)}: ${JSON.stringify(text)} }`;
  }
  return undefined;
}

function missingKey(about: About): string {
  const { error, path, document, words } = about;
  const key = String(error.params['missingProperty']);
  const { description: found, enum: choices } = objectAt(error.parentSchema['properties'], key);
  const needs = `${words.needing?.(path, document) ?? subject(about)} needs "${key}"`;
  if (Array.isArray(choices)) return `${needs}, one of ${choices.join(', ')}`;
  return `${needs}${typeof found === 'string' ? `: ${phrase(found)}` : ''}`;
}

function wrongKey({ error, path, words }: About): string {
  const key = JSON.stringify(error.params['propertyName']);
  const rule = objectAt(error.parentSchema, 'propertyNames')['errorMessage'];
  const kind = words.keys?.(path);
  return `${kind ? `${kind} ` : ''}${key} ${typeof rule === 'string' ? rule : 'is not a name that is allowed here'}`;
}

function twice(about: About, value: unknown): string {
  const { i, j } = about.error.params;
  const items = Array.isArray(value) ? value : [];
  const again = Math.max(Number(i), Number(j));
  return `${subject(about)} holds ${shown(items[again])} twice; remove one of them`;
}

/** A few choices are named all; of many only the one that was probably meant, where there is one. */
function wrongChoice(about: About, value: unknown): string {
  const choices = about.error.params['allowedValues'] as readonly string[];
  const { path, words } = about;
  const wanted = ownMessage(about.error) ?? `must be one of ${choices.join(', ')}`;
  const remedy = words.remedy?.(path, value, choices);
  if (remedy !== undefined) return `${subject(about)} ${wanted}, not ${shown(value)}; ${remedy}`;
  const guess = words.choice ? words.choice.bind(words, path) : nearest;
  const near = choices.includes(asText(value))
    ? asText(value)
    : typeof value === 'string'
      ? guess(value, choices)
      : undefined;
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  if (choices.length > 6 && meant) return `${subject(about)} cannot be ${shown(value)}${meant}`;
  return `${subject(about)} ${wanted}, not ${shown(value)}${meant}`;
}

function subject({ path, words }: About): string {
  const [last, above] = [path.at(-1), path.at(-2)];
  if (last === undefined) return words.whole;
  return (
    words.subject?.(path) ??
    (typeof last === 'number' ? `item ${last + 1} of ${JSON.stringify(above)}` : JSON.stringify(last))
  );
}

export const valueAt = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
    document,
  );
