import type { Audit } from '../../model/audit.ts';
import type { Finding } from '../../model/finding.ts';
import { settlingIn } from '../../model/settling.ts';
import { isUnknown, isViolation } from '../../model/summary.ts';
import { columns } from '../../text/columns.ts';
import { cut } from '../../text/cut.ts';
import { folded, type Page, paragraph } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { worstFirst } from '../told/order.ts';
import { checkOf, subjectOf } from '../told/words.ts';
import { grouped } from './groups.ts';
import { notEntered } from './not-entered.ts';
import { severityText } from './severity.ts';

const most = 10;

/** A terminal shows its end: what is to be acted on, a line a check, the worst first. */
export function worstLines(page: Page, audit: Audit): string[] {
  const urgent = worstFirst(audit.findings).filter(
    (finding) => isViolation(finding) || (isUnknown(finding) && !settlingIn(finding.verdict)),
  );
  const groups = [
    ...grouped(
      urgent,
      (finding) =>
        notEntered(finding, audit) ??
        JSON.stringify([finding.policy, checkOf(finding, audit), finding.severity, isViolation(finding)]),
    ).values(),
  ];
  if (groups.length === 0) return [];
  const shown = page.verbose ? groups : groups.slice(0, most);
  const rows = shown.map((group) => rowOf(page, group, audit));
  const hidden = groups.slice(shown.length);
  return [
    ...paragraph(page, 0, `${page.paint.bold('to act on, the worst first')}${ownersText(urgent, audit)}`),
    ...columns(page, 2, rows),
    ...(hidden.length > 0 ? paragraph(page, 2, `… and ${hidden.length} more: ${weightsOf(hidden)}`) : []),
  ];
}

/** Whom to call: `, owner: platform`, or by policy where there are several. */
function ownersText(urgent: readonly Finding[], { policies }: Audit): string {
  const ids = new Set(urgent.map(({ policy }) => policy));
  const owned = policies.flatMap(({ id, owner }) => (ids.has(id) && owner ? [{ id, team: owner.team }] : []));
  const teams = [...grouped(owned, ({ team }) => team)];
  if (teams.length === 0) return '';
  const names = teams.map(([team, of]) =>
    ids.size > 1 ? `${team} (${of.map(({ id }) => id).join(', ')})` : team,
  );
  return `; owner: ${names.join(', ')}`;
}

/** `4 medium, 1 low, 4 unknown` */
const weightsOf = (groups: readonly (readonly Finding[])[]): string =>
  [...grouped(groups, ([first]) => (first && isViolation(first) ? first.severity : 'unknown'))]
    .map(([weight, of]) => `${of.length} ${weight}`)
    .join(', ');

/** What is too long for three lines stands above in full. */
function rowOf(page: Page, group: readonly Finding[], audit: Audit): readonly string[] {
  const [first] = group as readonly [Finding, ...Finding[]];
  const weight = isViolation(first) ? severityText(page, first.severity) : page.paint.yellow('unknown');
  const text = textOf(page, group, audit);
  return [weight, page.width === 0 || page.verbose ? text : cut(text, (page.width - 12) * 3)];
}

function textOf(page: Page, group: readonly Finding[], audit: Audit): string {
  const [first] = group as readonly [Finding, ...Finding[]];
  const blind = notEntered(first, audit);
  if (blind !== undefined) return `${plural(group.length, 'check')}  ${blind}`;
  const facts = [...grouped(group, ({ verdict }) => verdict.message).values()];
  const parts = facts.map((same) => factText(same, audit));
  return `${checkOf(first, audit)}  ${folded({ verbose: page.verbose }, parts, '; ')}`;
}

/** One thing that was found, and of whom. */
function factText(same: readonly Finding[], audit: Audit): string {
  const [first] = same as readonly [Finding, ...Finding[]];
  const several = plural(same.length, first.resource ? 'resource' : 'place');
  const whose = same.length === 1 ? subjectOf(first, audit) : several;
  const { message } = first.verdict;
  // Who says where it is need not be introduced by it.
  return `${whose === '' || isNamed(message, whose) ? '' : `${whose}: `}${message}`;
}

/** As a word of its own: `c` is not named by `the cluster`. */
function isNamed(message: string, name: string): boolean {
  const around = message.split(name);
  return around.slice(1).some((after, at) => !/[\w-]$/.test(around[at] ?? '') && !/^[\w-]/.test(after));
}
