import { object, type Schema, text, when } from '../documents/schema.ts';
import { withDefaults } from '../model/params.ts';
import type { Rule } from '../model/rule.ts';
import { severities } from '../model/severity.ts';
import { requiredOf, shorthandOf } from './catalogue.ts';
import { exampleValue } from './explain.ts';

/** What stands in many places, and once in the schema. */
export const shared = {
  severity: {
    enum: severities,
    description:
      'How bad a violation is. The nearest one counts: of the rule, the component, the policy, the rule by itself.',
  },
  because: text('Why it is required here; shown with its violations.'),
  satisfies: {
    type: 'array',
    description: 'Framework controls that this fulfils, such as "PCI-DSS 6.4.2".',
    items: { type: 'string', minLength: 1 },
    uniqueItems: true,
  },
  enabled: { type: 'boolean', description: 'False leaves the rule out.', default: true },
  // What one or several are is said where they stand.
  names: when(
    'array',
    { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    { type: 'string', minLength: 1, errorMessage: { type: 'must be a text in quotes, or a list of them' } },
  ),
  tags: {
    type: 'object',
    description: 'Its tags; every one must match, and `*` and `?` are wild.',
    minProperties: 1,
    additionalProperties: when(
      'array',
      { type: 'array', minItems: 1, items: { type: 'string' } },
      { type: 'string', errorMessage: 'must be a value in quotes such as "kiosk", or a list of them' },
    ),
    errorMessage: { type: 'must be an object such as { "app": "kiosk" }' },
  },
} satisfies Readonly<Record<string, Schema>>;

export const refer = (name: keyof typeof shared): Schema => ({ $ref: `#/definitions/${name}` });

/** What every rule takes beside its own parameters. */
export const options: Readonly<Record<string, Schema>> = {
  severity: refer('severity'),
  because: refer('because'),
  satisfies: refer('satisfies'),
  enabled: refer('enabled'),
};

/** A rule's value in a policy: `true`, the value of its shorthand parameter, or an object of parameters. */
export function ruleSchema(rule: Rule): Schema {
  const params = Object.entries(rule.params).map(([name, param]) => [name, paramSchema(param)] as const);
  const full = object(
    rule.title,
    { ...Object.fromEntries(params), ...options },
    { required: requiredOf(rule.params) },
  );
  // Editors offer no value of an `else`, and do offer examples.
  const examples = [...(takesTrue(rule) ? [true] : []), exampleValue(rule)];
  const description = `${rule.title}. ${rule.why}`;
  return { description, examples: [...new Set(examples)], ...when('object', full, bareSchema(rule)) };
}

function paramSchema({ schema, relation }: Rule['params'][string]): Schema {
  if (!relation) return schema;
  const { description, ...one } = schema;
  const name = { ...one, errorMessage: `must be the name of a component of type ${relation}` };
  const several = { type: 'array', minItems: 1, uniqueItems: true, items: name };
  return { description, ...when('array', several, name) };
}

/** What stands for a rule where no object does: `true`, or its main parameter. A message names no form that is refused. */
function bareSchema(rule: Rule): Schema {
  const shorthand = shorthandOf(rule);
  const param = shorthand === undefined ? undefined : rule.params[shorthand];
  const forms = [
    ...(takesTrue(rule) ? ['true'] : []),
    ...(param ? [`${kindOf(param)} (${shorthand})`] : []),
    param || takesTrue(rule)
      ? 'an object of its parameters'
      : `an object of its parameters such as ${JSON.stringify(exampleValue(rule))}`,
  ];
  const last = forms.length > 1 ? ` or ${forms.at(-1)}` : forms.at(-1);
  const errorMessage = `must be ${[forms.slice(0, -1).join(', '), last].filter(Boolean).join(',')}`;
  const isTrue = { const: true, errorMessage };
  if (!param) return takesTrue(rule) ? isTrue : { type: 'object', errorMessage: { type: errorMessage } };
  const bare = param.relation
    ? paramSchema(param)
    : { ...param.schema, errorMessage: { type: errorMessage, enum: errorMessage } };
  return takesTrue(rule) ? when('boolean', isTrue, bare) : bare;
}

/** Whether the rule is sound by its defaults alone. */
export const takesTrue = ({ params, mistakes }: Rule): boolean =>
  requiredOf(params).length === 0 && !mistakes?.(withDefaults(params, {})).length;

const kindOf = ({ schema: { type, enum: choices } }: Rule['params'][string]): string => {
  if (Array.isArray(choices)) return `one of ${choices.join(', ')}`;
  if (type === 'array') return 'a list';
  return type === 'integer' ? 'a whole number' : `a ${String(type ?? 'value')}`;
};
