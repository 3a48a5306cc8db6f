import { type Schema, when } from '../documents/schema.ts';
import type { SelectorKey } from '../model/ports.ts';
import type { TypeProperties } from '../model/property.ts';
import { commonSelectors } from './common-selectors.ts';
import { refer } from './rule-schema.ts';

/** What `select` takes for a type: its keys, and under `not` the same once more. */
export function selectSchema(
  type: string,
  keys: Readonly<Record<string, SelectorKey>>,
  known?: TypeProperties,
): Schema {
  const { name, arn } = commonSelectors(type);
  const properties = {
    name: { ...name, examples: ['*'], allOf: [refer('names')] },
    arn: { ...arn, examples: ['arn:*'], allOf: [refer('names')] },
    tags: refer('tags'),
    ...Object.fromEntries(
      Object.entries(keys).map(
        ([key, selector]) => [key, oneOrMore(selector, valuesOf(selector, known))] as const,
      ),
    ),
  };
  const not = {
    type: 'object',
    description: 'What it must not be: each key by itself, all of its tags together.',
    minProperties: 1,
    additionalProperties: false,
    properties,
    errorMessage: { type: 'must be an object such as { "name": "kiosk-*" }' },
  };
  return {
    type: 'object',
    additionalProperties: false,
    properties: { ...properties, not },
    errorMessage: { type: 'must be an object such as { "name": "kiosk-*" }' },
  };
}

function oneOrMore({ description, values, kind }: SelectorKey, examples: readonly string[] = ['*']): Schema {
  const whole = { type: 'integer', minimum: 0 };
  if (kind === 'number')
    return { description, ...when('array', { type: 'array', minItems: 1, items: whole }, whole) };
  if (!values) return { description, examples, allOf: [refer('names')] };
  const one = { enum: values };
  // Editors offer no value of an `else`, and do offer examples.
  return { description, examples: values, ...when('array', { type: 'array', minItems: 1, items: one }, one) };
}

/** What editors offer: the values that its property has, or some of them. */
function valuesOf(
  { property, examples }: SelectorKey,
  known?: TypeProperties,
): readonly string[] | undefined {
  const type = known?.properties[property]?.type;
  return type?.kind === 'text' && type.values ? type.values : examples;
}
