import { object, type Schema, text, when } from '../documents/schema.ts';
import type { Rule } from '../model/rule.ts';
import { severities } from '../model/severity.ts';
import { requiredOf, shorthandOf } from './catalogue.ts';

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
  names: {
    description: 'One or more; `*` and `?` are wild.',
    ...when('array', { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }, text('One.')),
  },
  tags: {
    type: 'object',
    description: 'Its tags; every one must match, and `*` and `?` are wild.',
    additionalProperties: when(
      'array',
      { type: 'array', minItems: 1, items: { type: 'string' } },
      { type: 'string' },
    ),
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
  return { description: `${rule.title}. ${rule.why}`, ...when('object', full, bareSchema(rule)) };
}

function paramSchema({ schema, relation }: Rule['params'][string]): Schema {
  if (!relation) return schema;
  return { ...schema, errorMessage: `must be the name of a component of type ${relation}` };
}

function bareSchema(rule: Rule): Schema {
  const shorthand = shorthandOf(rule);
  const required = requiredOf(rule.params);
  const param = shorthand ? rule.params[shorthand] : undefined;
  const bare = param && paramSchema(param);
  if (required.length === 0) {
    const defaults = { const: true, errorMessage: 'must be true, or an object of its parameters' };
    return bare ? when('boolean', defaults, bare) : defaults;
  }
  if (bare) return { errorMessage: `must be ${kindOf(bare)}, or an object of its parameters`, ...bare };
  return { type: 'object', errorMessage: `must be an object with ${required.join(' and ')}` };
}

const kindOf = ({ type, items }: Schema): string => {
  if (type === 'array') return 'a list';
  return type === 'integer' ? 'a whole number' : `a ${String(type ?? (items ? 'list' : 'value'))}`;
};
