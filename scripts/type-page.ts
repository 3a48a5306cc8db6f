import type { ExplainedProperty, ExplainedType } from '../src/policies/explain-type.ts';

/** The page of a type in docs/types/: what `select` and `expect` can say of it. */
export function typePage({ type, page, select, properties, notShown }: ExplainedType): string {
  const keys = Object.entries(select).map(
    ([key, { description, values }]) =>
      `| \`${key}\` | ${values ? `${description.replace(/\.$/, '')}: ${values.map(code).join(', ')}` : description} |`,
  );
  const rows = properties.map(
    (property) =>
      `| ${code(property.path)} | ${kindOf(property)} | ${defaultOf(property)} | ${notesOf(property)} |`,
  );
  const hidden = notShown.map(({ name, why }) => `- \`${name}\`${why === null ? '' : `: ${why}`}`);
  return `# ${type}

Written by \`npm run generate\`. [AWS's page](${page}) says what each property means; [docs/expect.md](../expect.md) says
how values are compared.

## select

| key | what it is |
| --- | --- |
${keys.join('\n')}

## expect

A \`[]\` is each element of a list, which \`any\`, \`every\` and \`none\` look at. The default is CloudFormation's.
What a property is where AWS leaves it out stands beside it as "not set"; where nothing does, its absence is unknown.

| property | type | default | |
| --- | --- | --- | --- |
${rows.join('\n')}

## In CloudFormation, and not shown

${hidden.join('\n') || 'Nothing.'}
`;
}

const code = (text: string): string => `\`${text}\``;

const kindOf = ({ kind, values }: ExplainedProperty): string =>
  values
    ? `${kind.startsWith('list') ? 'list of ' : ''}${values.map(code).join(', ')}`
    : kind.replaceAll('|', 'or');

const defaultOf = ({ fallback }: ExplainedProperty): string => (fallback === null ? '' : code(fallback));

const notesOf = ({ about, notes, calls }: ExplainedProperty): string =>
  [
    ...(about === null ? [] : [about]),
    ...notes.map((note) => `${note.charAt(0).toUpperCase()}${note.slice(1)}.`),
    ...(calls.length === 0 ? [] : [`Asked only where a policy expects it: ${calls.map(code).join(', ')}.`]),
  ].join(' ');

/** \`docs/types/ecs-service.md\` */
export const typeFile = (type: string): string =>
  `docs/types/${type.split('::').slice(1).join('-').toLowerCase()}.md`;

export function typesIndex(types: readonly ExplainedType[]): string {
  const rows = types.map(
    ({ type, select, properties }) =>
      `| [${type}](${typeFile(type).replace('docs/types/', '')}) | ${Object.keys(select).map(code).join(', ')} | ${properties.length} |`,
  );
  return `# What a policy can select and expect

Written by \`npm run generate\` from what the collectors make and CloudFormation's resource model. \`plumbline types\` shows
the same.

| type | selected by | properties |
| --- | --- | --- |
${rows.join('\n')}
`;
}
