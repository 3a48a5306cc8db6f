import { type Schema, when } from '../documents/schema.ts';
import type { SelectorKey } from '../model/ports.ts';
import { commonSelectors } from './common-selectors.ts';
import { refer } from './rule-schema.ts';

/** What `select` takes for a type: its keys, and under `not` the same once more. */
export function selectSchema(type: string, keys: Readonly<Record<string, SelectorKey>>): Schema {
  const { name, arn } = commonSelectors(type);
  const properties = {
    name: { ...name, examples: ['*'], allOf: [refer('names')] },
    arn: { ...arn, examples: ['arn:*'], allOf: [refer('names')] },
    tags: refer('tags'),
    ...Object.fromEntries(Object.entries(keys).map(([key, selector]) => [key, oneOrMore(selector)] as const)),
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

function oneOrMore({ description, values, kind }: SelectorKey): Schema {
  const whole = { type: 'integer', minimum: 0 };
  if (kind === 'number')
    return { description, ...when('array', { type: 'array', minItems: 1, items: whole }, whole) };
  if (!values) return { description, examples: ['*'], allOf: [refer('names')] };
  const one = { enum: values };
  // Editors offer no value of an `else`, and do offer examples.
  return { description, examples: values, ...when('array', { type: 'array', minItems: 1, items: one }, one) };
}
