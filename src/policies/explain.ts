import { withDefaults } from '../model/params.ts';
import type { Rule } from '../model/rule.ts';
import { ruleValue } from './rule-value.ts';

/** A parameter as pages show it. */
export interface ExplainedParam {
  readonly name: string;
  readonly kind: string;
  /** Null where there is none. */
  readonly fallback: string | null;
  readonly description: string;
}

export function explainParams({ params }: Rule): readonly ExplainedParam[] {
  return Object.entries(params).map(([name, { schema, relation, required }]) => ({
    name,
    kind: `${relation ? `component of type ${relation}, or a list of them` : kindOf(schema)}${required ? ', required' : ''}`,
    fallback: schema.default === undefined ? null : JSON.stringify(schema.default),
    description: schema.description,
  }));
}

/** A component that asks for the rule, ready to copy. */
export function exampleOf(rule: Rule): string {
  const value = JSON.stringify(exampleValue(rule));
  const spaced = value
    .replaceAll('":', '": ')
    .replaceAll(',', ', ')
    .replace(/^\{(.+)\}$/, '{ $1 }');
  const lines = [`"type": "${rule.type}",`, `"rules": { "${rule.name}": ${spaced} }`];
  return ['{', ...lines.map((line) => `  ${line}`), '}'].join('\n');
}

/** The shortest value that the rule accepts: `true`, its shorthand, or an object. */
export function exampleValue(rule: Rule): unknown {
  const all = Object.entries(rule.params);
  const required = all.filter(([, param]) => param.required);
  const optional = all.filter(([, param]) => !param.required && param.schema.default === undefined);
  const candidates = [required, ...optional.map((one) => [...required, one]), all]
    .map((chosen) => chosen.map(([name, param]) => [name, sampleOf(param)] as const))
    .filter((chosen) => chosen.every(([, sample]) => sample !== undefined))
    .map((chosen) => Object.fromEntries(chosen));
  const params =
    candidates.find((one) => !rule.mistakes?.(withDefaults(rule.params, one)).length) ?? candidates[0] ?? {};
  return ruleValue(rule, params);
}

/** A value that the schema takes; undefined where it demands more than we can make up. */
function sampleOf({ schema, relation }: Pick<Rule['params'][string], 'schema' | 'relation'>): unknown {
  const { examples, default: fallback, minimum, type, items } = schema as Readonly<Record<string, unknown>>;
  const choices = schema['enum'];
  if (relation) return `<a ${relation.split('::')[2] ?? relation} component>`;
  if (Array.isArray(examples)) return examples[0];
  if (fallback !== undefined) return fallback;
  if (Array.isArray(choices)) return choices[0];
  if (type === 'array')
    return listOf(sampleOf({ schema: { description: schema.description, ...(items as object) } }));
  if (type === 'integer' || type === 'number') return Math.max(Number(minimum ?? 0), 1);
  return type === 'boolean' ? true : sampleText(schema);
}

const listOf = (item: unknown): unknown => (item === undefined ? undefined : [item]);

/** What the description shows in backquotes, if it has the form that is asked for. */
function sampleText({ description, pattern }: Rule['params'][string]['schema']): string | undefined {
  const shown = [...description.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
  return typeof pattern === 'string'
    ? shown.find((text) => new RegExp(pattern).test(text))
    : (shown[0] ?? '…');
}

function kindOf(schema: Readonly<Record<string, unknown>>): string {
  const choices = schema['enum'];
  if (Array.isArray(choices)) return choices.map((choice) => JSON.stringify(choice)).join(' or ');
  if (schema['type'] === 'array') return 'list';
  const bound = schema['minimum'] === undefined ? '' : `, at least ${String(schema['minimum'])}`;
  return `${String(schema['type'] ?? 'value')}${bound}`;
}
