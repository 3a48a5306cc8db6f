import pc from 'picocolors';
import { orElse } from '../documents/wording.ts';
import type { Rule } from '../model/rule.ts';
import { exampleOf, explainParams } from '../policies/explain.ts';

export interface RulesOptions {
  readonly rules: readonly Rule[];
  /** A rule's name, or a resource type. */
  readonly name?: string | undefined;
  readonly color: boolean;
}

type Colors = ReturnType<typeof pc.createColors>;

/** What can be required: all rules by resource type, or the page of each rule with the name. */
export function rulesCommand({ rules, name, color }: RulesOptions): { text: string; status: 0 | 64 } {
  const colors = pc.createColors(color);
  if (name === undefined) return { text: list(rules, colors), status: 0 };
  const ofType = rules.filter(({ type }) => type === name);
  if (ofType.length > 0) return { text: list(ofType, colors), status: 0 };
  const found = rules.filter((rule) => rule.name === name);
  if (found.length > 0) return { text: found.map((rule) => page(rule, colors)).join('\n\n'), status: 0 };
  const known = [...new Set(rules.flatMap((rule) => [rule.name, rule.type]))];
  return { text: `there is no rule ${JSON.stringify(name)}${orElse(name, known)}\n`, status: 64 };
}

function list(rules: readonly Rule[], colors: Colors): string {
  const width = Math.max(...rules.map(({ name }) => name.length), 0);
  const types = [...new Set(rules.map(({ type }) => type))];
  const sections = types.map((type) => {
    const lines = rules
      .filter((rule) => rule.type === type)
      .flatMap((rule) => [
        `  ${colors.cyan(rule.name.padEnd(width))}  ${rule.title}`,
        ...(Object.keys(rule.params).length > 0
          ? [`  ${' '.repeat(width)}  ${colors.dim(summary(rule))}`]
          : []),
      ]);
    return [colors.bold(type), ...lines].join('\n');
  });
  return `${sections.join('\n\n')}\n\nplumbline rules RULE shows one with its parameters, why, and how to fix it.\n`;
}

const summary = (rule: Rule): string =>
  explainParams(rule)
    .map(({ name, kind, fallback }) => `${name}: ${fallback ?? kind}`)
    .join(', ');

function page(rule: Rule, colors: Colors): string {
  const params = explainParams(rule).flatMap(({ name, kind, fallback, description }) => [
    `  ${colors.cyan(name)}  ${kind}${fallback === null ? '' : `, default ${fallback}`}`,
    `      ${description}`,
  ]);
  const section = (title: string, lines: readonly string[]) => ['', colors.bold(title), ...lines].join('\n');
  return [
    `${colors.bold(rule.name)}  ${rule.type}  ${rule.severity}`,
    `${rule.title}.`,
    section('Parameters', params.length > 0 ? params : ['  none; write true']),
    section('Why', [`  ${rule.why}`]),
    section('How to fix', [`  ${rule.fix}`]),
    section(
      'Example',
      exampleOf(rule)
        .split('\n')
        .map((line) => `  ${line}`),
    ),
    '',
  ].join('\n');
}
