import { object, type Schema } from '../documents/schema.ts';
import type { Property, TypeProperties, ValueType } from '../model/property.ts';
import { kindOf } from './kind-of.ts';
import { pathsOf } from './nearest-path.ts';
import { resolvePath } from './property-path.ts';

/**
 * What editors complete and check in `expect`: the properties of a type, and each of its definitions once. A validator
 * of ours needs none of it, for messages are made by the second pass.
 */
export function expectSchema(type: string, known: TypeProperties): Schema {
  const properties = pathsOf(known).flatMap((path) => {
    const resolved = resolvePath(known, path);
    if (resolved.status !== 'found') return [];
    return [[path, propertySchema(type, resolved.property, known.calls[path])] as const];
  });
  return object(`What any property must be; AWS's page: ${known.page}`, Object.fromEntries(properties));
}

/** The definitions that the properties of a type refer to, by their names in the schema. */
export function expectDefinitions(type: string, known: TypeProperties): Readonly<Record<string, Schema>> {
  const structures = Object.entries(known.definitions).map(([name, members]) => {
    const properties = Object.entries(members).map(
      ([member, property]) => [member, propertySchema(type, property)] as const,
    );
    const schema = {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(properties),
    };
    return [`${type}.${name}`, schema] as const;
  });
  const all = [known.properties, ...Object.values(known.definitions)].flatMap(Object.values<Property>);
  const lists = all.flatMap((property) => listsIn(type, property.type));
  return Object.fromEntries([...structures, ...lists]);
}

/** Lists too stand once in the schema. */
function listsIn(type: string, value: ValueType): readonly (readonly [name: string, schema: Schema])[] {
  if (value.kind !== 'list' && value.kind !== 'map') return [];
  const inner = listsIn(type, value.of);
  if (value.kind === 'map') return inner;
  return [...inner, [listNameOf(type, value.of), listSchema(valueSchema(type, value.of))]];
}

function listNameOf(type: string, of: ValueType): string {
  if (of.kind === 'named') return `${type}.${of.name}.list`;
  if (of.kind === 'list' || of.kind === 'map') return `${listNameOf(type, of.of)}.${of.kind}`;
  const values = of.kind === 'text' && of.values ? `.${of.values.join('-')}` : '';
  return `expect.list.${of.kind}${values}`;
}

function propertySchema(type: string, property: Property, calls: readonly string[] = []): Schema {
  const value = valueSchema(type, property.type);
  const ways = property.mayBeNone ? { anyOf: [{ type: 'null' }, value] } : value;
  const description = meaningOf(property, calls);
  // Editors offer a value of what is offered as an example only.
  const examples = property.type.kind === 'boolean' ? { examples: [true, false] } : {};
  return '$ref' in ways ? { description, ...examples, allOf: [ways] } : { description, ...examples, ...ways };
}

/** What editors show of a property, as `plumbline types` does: what it is, its values, its default, and what it costs. */
function meaningOf({ type, about, fallback }: Property, calls: readonly string[]): string | undefined {
  const isLong = type.kind === 'text' && (type.values?.length ?? 0) > 6;
  const kind = isLong ? 'text' : kindOf(type);
  const value = `${kind}${fallback === undefined ? '' : `, default ${JSON.stringify(fallback)}`}`;
  const asked = calls.length > 0 ? [`Asked only where a policy expects it: ${calls.join(', ')}.`] : [];
  // That it is text need not be said, and there is much of it.
  const isPlain = ['text', 'object', 'JSON'].includes(value);
  const said = about === undefined || isPlain ? about : `${about.replace(/\.$/, '')} (${value}).`;
  const told = said ?? (isPlain ? undefined : endedAs(value, asked.length > 0));
  return [told, ...asked].filter((one) => one !== undefined).join(' ') || undefined;
}

/** Alone it is a value, and before a sentence one itself. */
const endedAs = (value: string, isFollowed: boolean): string => (isFollowed ? `${value}.` : value);

function valueSchema(type: string, value: ValueType): Schema {
  switch (value.kind) {
    case 'any':
      return {};
    case 'text':
      return value.values ? wordSchema(value.values) : refer('text');
    case 'list':
      return { $ref: `#/definitions/${listNameOf(type, value.of)}` };
    case 'map':
      return structureSchema({ type: 'object', additionalProperties: valueSchema(type, value.of) });
    case 'named':
      return structureSchema({ $ref: `#/definitions/${type}.${value.name}` });
    case 'object':
      throw new Error('an object must have a name to be referred to');
    case 'integer':
      return refer(value.quoted ? 'integer-in-quotes' : 'integer');
    default:
      return refer(value.kind);
  }
}

const refer = (kind: string): Schema => ({ $ref: `#/definitions/expect.${kind}` });

function wordSchema(values: readonly string[]): Schema {
  const all = values.includes('true') ? [true, false, ...values] : values;
  return {
    anyOf: [
      { enum: all },
      { type: 'array', minItems: 1, items: { enum: all } },
      { type: 'string', pattern: '[*?]' },
      refer('comparison'),
    ],
  };
}

/** Without a description, which editors would show in the place of the property's. */
const bareObject = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties,
});

const listSchema = (of: Schema): Schema => ({
  anyOf: [
    { type: 'array', items: of },
    bareObject({
      any: { description: 'An element is so.', ...inside(of) },
      every: { description: 'Every element is so.', ...inside(of) },
      none: { description: 'No element is so.', ...inside(of) },
      includes: { description: 'These are among its elements.' },
      not: { description: 'Anything but these elements.' },
      exactly: { description: 'These, in this order, to the letter.' },
    }),
  ],
});

const inside = (of: Schema): Schema => ('$ref' in of ? { allOf: [of] } : of);

const structureSchema = (literal: Schema): Schema => ({
  anyOf: [literal, { type: 'array', minItems: 1, items: literal }, refer('structure')],
});

/** What a value of each kind may be written as, once in the schema. */
export const expectations: Readonly<Record<string, Schema>> = {
  'expect.text': scalarSchema({ type: 'string' }, 'comparison'),
  'expect.time': scalarSchema({ type: 'string' }, 'comparison'),
  'expect.boolean': scalarSchema({ type: 'boolean' }, 'comparison'),
  'expect.integer': scalarSchema({ type: 'integer' }, 'comparison'),
  'expect.integer-in-quotes': scalarSchema(
    { anyOf: [{ type: 'integer' }, { type: 'string', pattern: '^[0-9]+$' }] },
    'comparison',
  ),
  'expect.number': scalarSchema({ type: 'number' }, 'comparison'),
  'expect.comparison': bareObject({
    not: { description: 'Anything but this value.' },
    oneOf: { type: 'array', minItems: 1, description: 'One of these values, as a list is.' },
    exactly: { description: 'This value, without wildcards.' },
    atLeast: { type: 'number', description: 'This number or more.' },
    atMost: { type: 'number', description: 'This number or less.' },
    atLeastVersion: {
      type: 'string',
      pattern: '^[0-9]+([.-][0-9A-Za-z_]+)*$',
      description: 'This version or a later one.',
    },
  }),
  'expect.structure': bareObject({
    not: { description: 'Anything but such an object.' },
    oneOf: { type: 'array', minItems: 1, description: 'Such as one of these.' },
    exactly: { description: 'These members and no others.' },
  }),
};

function scalarSchema(literal: Schema, comparison: string): Schema {
  return { anyOf: [literal, { type: 'array', minItems: 1, items: literal }, refer(comparison)] };
}
