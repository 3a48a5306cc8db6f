import stringWidth from 'fast-string-width';
import type { Audit } from '../../model/audit.ts';
import type { Finding } from '../../model/finding.ts';
import { settlingIn } from '../../model/settling.ts';
import { isViolation } from '../../model/summary.ts';
import { columns } from '../../text/columns.ts';
import { cut } from '../../text/cut.ts';
import type { Page } from '../../text/page.ts';
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
    (finding) =>
      isViolation(finding) || (finding.verdict.status === 'unknown' && !settlingIn(finding.verdict)),
  );
  const groups = [
    ...grouped(
      urgent,
      (finding) =>
        notEntered(finding, audit) ??
        JSON.stringify([finding.policy, checkOf(finding), finding.severity, isViolation(finding)]),
    ).values(),
  ];
  if (groups.length === 0) return [];
  const shown = page.verbose ? groups : groups.slice(0, most);
  const rows = shown.map((group) => rowOf(page, group, audit));
  const hidden = groups.length - shown.length;
  return [
    page.paint.bold('to act on, the worst first'),
    ...columns(page, 2, rows),
    ...(hidden > 0 ? [`  … and ${plural(hidden, 'more check')}`] : []),
  ];
}

function rowOf(page: Page, group: readonly Finding[], audit: Audit): readonly string[] {
  const [first] = group as readonly [Finding, ...Finding[]];
  const weight = isViolation(first) ? severityText(page, first.severity) : page.paint.yellow('unknown');
  if (page.width === 0) return [weight, textOf(group, audit)];
  const room = page.width - 12;
  // What it is of stands above: where there is no room for both, what is wrong is told.
  const fits = [textOf(group, audit), textOf(group, audit, '')].find((text) => stringWidth(text) <= room);
  return [weight, fits ?? cut(textOf(group, audit), room)];
}

function textOf(group: readonly Finding[], audit: Audit, subject?: string): string {
  const [first] = group as readonly [Finding, ...Finding[]];
  const blind = notEntered(first, audit);
  if (blind !== undefined) return `${plural(group.length, 'check')}  ${blind}`;
  const name = audit.policies.length > 1 ? `${first.policy}/${checkOf(first)}` : checkOf(first);
  const several = plural(group.length, first.resource ? 'resource' : 'place');
  const whose = group.length === 1 ? (subject ?? subjectOf(first)) : several;
  return `${name}  ${whose === '' ? '' : `${whose}: `}${first.verdict.message}`;
}
