import type { Draft, DraftComponent, DraftRule } from '../../model/draft.ts';
import type { NamedPlace } from '../../model/place.ts';
import { severities } from '../../model/severity.ts';
import { permissionFor, wordsOf } from '../../model/unseen.ts';
import { escapeInvisible } from '../../text/escape.ts';
import { printable } from '../../text/printable.ts';
import { withoutCommands } from '../../text/without-commands.ts';

export interface DraftText {
  readonly drafts: readonly Draft[];
  readonly place: NamedPlace;
  /** Where editors find the schema; undefined where it is not at hand. */
  readonly schema: string | undefined;
}

/** The policy as a file with comments: what holds is required, what does not is commented with the reason. */
export function textOfDraft({ drafts, place, schema }: DraftText): string {
  const { account, region, name = account } = place;
  const day = drafts[0]?.at.slice(0, 10);
  const head = {
    ...(schema !== undefined && { $schema: schema }),
    version: 1,
    id: `generated-${account}-${region}`,
    title: `What ${name} holds in ${region} (generated, to be reviewed)`,
    description: `Written by plumbline init on ${day} from what was there. It requires what held that day, which is not yet what must hold: review each component, say why by "because", and take over what is commented once it is mended.`,
    scope: { accounts: [account], regions: [region] },
  };
  const lines = Object.entries(head).map(([key, value]) => `  ${quoted(key)}: ${quoted(value)},`);
  const components = drafts.flatMap((draft) => draft.components);
  return [
    '{',
    ...lines,
    '  "components": {',
    ...components.flatMap((component) => componentLines(component)),
    ...drafts.flatMap(absenceLines),
    '  },',
    '}',
    '',
  ].join('\n');
}

function componentLines(component: DraftComponent): string[] {
  const { name, type, select, count, about, rules, expects } = component;
  return [
    `    ${comment(about)}`,
    `    ${quoted(name)}: {`,
    `      "type": ${quoted(type)},`,
    `      "select": ${quoted(select)},`,
    `      "count": ${quoted(countText(count))},`,
    ...partLines('rules', rules),
    ...partLines('expect', expects),
    '    },',
  ];
}

/** What holds first, then what does not, each the worst first. */
function partLines(part: 'rules' | 'expect', rules: readonly DraftRule[]): readonly string[] {
  if (rules.length === 0) return [];
  const required = rules.filter(({ reason }) => reason === undefined);
  const commented = rules.filter(({ reason }) => reason !== undefined);
  return [
    `      ${quoted(part)}: {`,
    ...bySeverity(required).flatMap((rule) => [
      `        ${comment(rule.why)}`,
      `        ${quoted(rule.rule)}: ${quoted(rule.value)},`,
    ]),
    ...bySeverity(commented).flatMap(commentedLines),
    '      },',
  ];
}

function commentedLines({ rule, value, reason = '' }: DraftRule): string[] {
  const given = value === undefined ? '…' : quoted(value);
  return [`        ${comment(`${rule}: ${reason}`)}`, `        ${comment(`${quoted(rule)}: ${given},`)}`];
}

const bySeverity = (rules: readonly DraftRule[]): readonly DraftRule[] =>
  [...rules].sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));

function absenceLines({ absent, blind, place }: Draft): string[] {
  return [
    ...blind.map(({ type, unseen }) => {
      const permission = permissionFor(unseen);
      const needs = permission ? `; it needs ${permission}` : '';
      return `    ${comment(`Nothing is required of ${type} in ${place.region}: the list could not be read, ${wordsOf(unseen)}${needs}`)}`;
    }),
    ...absent.map((type) => `    ${comment(`There is no ${type} in ${place.region}`)}`),
  ];
}

function countText({ min, max }: DraftComponent['count']): unknown {
  if (max === min) return min;
  return min === 0 ? 'any' : { min };
}

/** Names and messages come from the account: none may end the comment, nor be a command to whose log the file is shown in. */
const comment = (text: string): string => `// ${withoutCommands(printable(text))}`;

/** JSON on one line, spaced as people write it. */
function quoted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(quoted).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return escapeInvisible(JSON.stringify(value));
  const members = Object.entries(value).map(([key, member]) => `${quoted(key)}: ${quoted(member)}`);
  return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
}
