import type { Rule } from '../src/model/rule.ts';
import { shorthandOf } from '../src/policies/catalogue.ts';
import { exampleOf, explainParams } from '../src/policies/explain.ts';

/** The page of one rule in docs/rules/. */
export function rulePage(rule: Rule): string {
  return [
    `# ${rule.name}`,
    `${rule.title}.`,
    `For \`${rule.type}\`; a violation is **${rule.severity}** unless the policy says otherwise.`,
    '## Example',
    `\`\`\`json\n${exampleOf(rule)}\n\`\`\``,
    '## Parameters',
    params(rule),
    '## Why',
    rule.why,
    '## How to fix',
    rule.fix,
    '## What it reads',
    reads(rule),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** The page that leads to all others. */
export function indexPage(pages: readonly (readonly [path: string, rule: Rule])[]): string {
  const types = [...new Set(pages.map(([, { type }]) => type))];
  const sections = types.map((type) => {
    const rows = pages.filter(([, rule]) => rule.type === type);
    const lines = rows.map(([path, { name, title }]) => `| [${name}](${path}) | ${title} |`);
    return `## ${type}\n\n| rule | demands |\n| --- | --- |\n${lines.join('\n')}`;
  });
  return `# Rules\n\nWritten by \`npm run generate\` from \`rules/\`.\n\n${sections.join('\n\n')}\n`;
}

function params(rule: Rule): string {
  const rows = explainParams(rule).map(
    ({ name, kind, fallback, description }) =>
      `| \`${name}\` | ${cell(kind)} | ${fallback === null ? '' : `\`${cell(fallback)}\``} | ${cell(description)} |`,
  );
  const common = 'Every rule also takes `severity`, `because`, `satisfies` and `enabled`.';
  if (rows.length === 0) return `None; write \`true\`. ${common}`;
  const shorthand = shorthandOf(rule);
  const bare = shorthand ? `A bare value sets \`${shorthand}\`. ` : '';
  const head = '| parameter | value | default | meaning |\n| --- | --- | --- | --- |';
  return `${head}\n${rows.join('\n')}\n\n${bare}${common}`;
}

function reads(rule: Rule): string {
  const listed = (paths: readonly string[]) => paths.map((path) => `\`${path}\``).join(', ');
  const others = Object.entries(rule.uses ?? {}) as [string, readonly string[]][];
  const used = others.map(([type, paths]) => [
    type === rule.type ? `- every other \`${type}\`` : `- \`${type}\``,
    listed(paths),
  ]);
  return [[`- \`${rule.type}\``, listed(rule.reads)], ...used]
    .map((parts) => parts.filter(Boolean).join(': '))
    .join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
