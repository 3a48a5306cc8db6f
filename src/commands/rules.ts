import { nearest, orElse } from '../documents/wording.ts';
import type { Rule } from '../model/rule.ts';
import { exampleOf, explainParams } from '../policies/explain.ts';
import { typeHint, typesCalled } from '../policies/type-guess.ts';
import { columns } from '../text/columns.ts';
import { escapeInvisible } from '../text/escape.ts';
import { type Page, pageOf, paragraph } from '../text/page.ts';

export interface RulesOptions {
  readonly rules: readonly Rule[];
  readonly types: readonly string[];
  /** A rule's name, or a resource type as `typesCalled` takes it: `DBCluster`, `ECS::Service`. */
  readonly name?: string | undefined;
  readonly color: boolean;
  readonly width: number;
}

/** What can be required: all rules by resource type, or the page of each rule with the name. */
export function rulesCommand({ rules, types, name, color, width }: RulesOptions): {
  text: string;
  status: 0 | 64;
} {
  const page = pageOf({ width, color, verbose: false });
  if (name === undefined) return { text: textOf(listLines(rules, page)), status: 0 };
  const found = rules.filter((rule) => rule.name === name);
  if (found.length > 0)
    return { text: found.map((rule) => textOf(ruleLines(rule, page))).join('\n\n'), status: 0 };
  const called = typesCalled(name, types);
  const ofType = rules.filter(({ type }) => called.includes(type));
  if (ofType.length > 0) return { text: textOf(listLines(ofType, page)), status: 0 };
  return { text: textOf(paragraph(page, 0, complaint(name, called, rules, types))), status: 64 };
}

function complaint(
  name: string,
  [type]: readonly string[],
  rules: readonly Rule[],
  types: readonly string[],
): string {
  if (type !== undefined)
    return `${type} has no rule; plumbline types ${type} shows what can be expected of it`;
  const names = [...new Set(rules.map((rule) => rule.name))];
  return nearest(name, names) === undefined
    ? `there is no rule or type ${escapeInvisible(JSON.stringify(name))}${typeHint(name, types)}`
    : `there is no rule ${escapeInvisible(JSON.stringify(name))}${orElse(name, names)}`;
}

const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

function listLines(rules: readonly Rule[], page: Page): readonly string[] {
  const { cyan, bold, dim } = page.paint;
  const rowsOf = (rule: Rule): readonly (readonly string[])[] => [
    [cyan(rule.name), rule.title],
    ...(Object.keys(rule.params).length > 0 ? [['', dim(summary(rule))]] : []),
  ];
  const types = [...new Set(rules.map(({ type }) => type))];
  const sections = types.flatMap((type) => {
    const rows = rules.filter((rule) => rule.type === type).flatMap(rowsOf);
    return [bold(type), ...columns(page, 2, rows), ''];
  });
  const end = 'plumbline rules RULE shows one with its parameters, why, and how to fix it.';
  return [...sections, ...paragraph(page, 0, end)];
}

const summary = (rule: Rule): string =>
  explainParams(rule)
    .map(({ name, kind, fallback }) => `${name}: ${fallback ?? kind}`)
    .join('; ');

function ruleLines(rule: Rule, page: Page): readonly string[] {
  const { cyan, bold } = page.paint;
  const params = explainParams(rule).flatMap(({ name, kind, fallback, description }) => [
    ...paragraph(page, 2, `${cyan(name)}  ${kind}${fallback === null ? '' : `, default ${fallback}`}`),
    ...paragraph(page, 6, description),
  ]);
  const section = (title: string, lines: readonly string[]) => ['', bold(title), ...lines];
  return [
    ...paragraph(page, 0, `${bold(rule.name)}  ${rule.type}  ${rule.severity}`),
    ...paragraph(page, 0, `${rule.title}.`),
    ...section('Parameters', params.length > 0 ? params : ['  none; write true']),
    ...section('Why', paragraph(page, 2, rule.why)),
    ...section('How to fix', paragraph(page, 2, rule.fix)),
    ...section(
      'Example',
      exampleOf(rule)
        .split('\n')
        .map((line) => `  ${line}`),
    ),
  ];
}
