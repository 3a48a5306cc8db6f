import type { Audit, UnreadFact } from '../../model/audit.ts';
import { remedyOf } from '../../model/cause.ts';
import { type ControlStatus, controlsOf } from '../../model/controls.ts';
import { evidenceOf, wordsOfEvidence } from '../../model/evidence.ts';
import { propertyText } from '../../model/property-words.ts';
import { refusalKey, refusalOf, refusalsOf } from '../../model/refusals.ts';
import { isAccepted, isExcepted, summaryOf } from '../../model/summary.ts';
import { permissionFor, wordsOf } from '../../model/unseen.ts';
import { folded, labelled, marked, type Page, paragraph } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { checksOf, originOf, placeName } from '../told/words.ts';
import { grouped } from './groups.ts';

/** The last lines: how many of each verdict, and how much of the account they rest on. */
export function coverageLines(page: Page, audit: Audit): string[] {
  return [
    ...paragraph(page, 0, totals(page, audit)),
    ...controlLines(page, audit),
    ...paragraph(page, 0, origin(audit)),
    ...wordsOfEvidence(audit).flatMap((words) => paragraph(page, 0, words)),
  ];
}

function totals(page: Page, { findings }: Audit): string {
  const { pass, fail, unknown, notApplicable, excepted, accepted } = summaryOf(findings);
  const { paint } = page;
  const parts = [paint.green(`${pass} pass`), fail > 0 ? paint.red(`${fail} fail`) : '0 fail'];
  if (unknown > 0) parts.push(paint.yellow(`${unknown} unknown`));
  if (notApplicable > 0) parts.push(`${notApplicable} not applicable`);
  if (excepted > 0) parts.push(`${excepted} excepted (${exceptions(page, findings.filter(isExcepted))})`);
  if (accepted > 0)
    parts.push(`${accepted} accepted as unknown (${exceptions(page, findings.filter(isAccepted))})`);
  return parts.join(' · ');
}

function exceptions(page: Page, findings: Audit['findings']): string {
  const named = findings.flatMap(({ exception }) =>
    exception ? [`${exception.id} until ${exception.expires}`] : [],
  );
  return folded(page, [...new Set(named)]);
}

/** When, and how much was asked; where a recording answered, words of their own say which. */
function origin(audit: Audit): string {
  const { asked, refused } = audit.calls;
  const seconds = (Date.parse(audit.finishedAt) - Date.parse(audit.startedAt)) / 1000;
  const questions = `${plural(asked, 'question')} in ${seconds.toFixed(1)} s`;
  const harmless = harmlessIn(audit);
  if (evidenceOf(audit)?.kind !== 'replayed')
    return `${originOf(audit)}: ${questions}, ${refused} refused${harmless}`;
  // What a recording does not have, nobody refused.
  return `${questions}, ${refused === 0 ? 'all answered' : `${refused} refused or not in the recording${harmless}`}`;
}

/** So that the number and the list of what could not be read agree. */
function harmlessIn({ calls, unread }: Audit): string {
  const harmless = (refusalsOf(calls, unread) ?? []).filter(({ hides }) => !hides);
  const count = harmless.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return '';
  if (count === calls.refused) return count === 1 ? ', which hides nothing' : ', which hide nothing';
  return `, of which ${count} ${count === 1 ? 'hides' : 'hide'} nothing`;
}

/** `controls: 2 violated (A, B) · 5 hold` */
function controlLines(page: Page, audit: Audit): string[] {
  const byStatus = grouped(controlsOf(audit), ({ status }) => status);
  const parts = controlWords.flatMap(([status, word]) => {
    const names = (byStatus.get(status) ?? []).map(({ control }) => control);
    return names.length > 0 ? [`${names.length} ${word} (${folded(page, names)})`] : [];
  });
  return parts.length > 0 ? paragraph(page, 0, `controls: ${parts.join(' · ')}`) : [];
}

const controlWords: readonly (readonly [ControlStatus, string])[] = [
  ['violated', 'violated'],
  ['unknown', 'unknown'],
  ['excepted', 'excepted'],
  ['not-judged', 'not judged'],
  ['holds', 'met'],
];

/** What could not be read, and what it hides. */
export function unreadLines(page: Page, audit: Audit): string[] {
  if (audit.unread.length === 0) return [];
  const groups = [
    ...grouped(
      audit.unread,
      (fact) => `${wordsOf(fact)} ${permissionFor(fact) ?? ''} ${roleOf(fact)} ${fact.exception?.id ?? ''}`,
    ),
  ];
  const times = timesOf(groups, audit);
  return [
    page.paint.bold('could not be read'),
    ...groups.flatMap(([, facts]) => refusal(page, facts, audit, times)),
  ];
}

/** Each account that cannot be entered is told apart, with AWS's words about it. */
const roleOf = (fact: UnreadFact): string =>
  fact.kind === 'refused' && fact.operation === 'sts:AssumeRole' ? (fact.about ?? '') : '';

/** How many questions a group is of, where all that were refused so are of it. */
function timesOf(
  groups: readonly (readonly [string, readonly UnreadFact[]])[],
  { calls, unread }: Audit,
): (fact: UnreadFact) => number {
  const keyOf = (fact: UnreadFact | undefined): string => {
    const refusal = fact && refusalOf(fact);
    return refusal ? refusalKey(refusal) : '';
  };
  const counts = new Map(refusalsOf(calls, unread)?.map((one) => [refusalKey(one), one.count]));
  const alike = grouped(groups, ([, [first]]) => keyOf(first));
  return (fact) => {
    const key = keyOf(fact);
    return alike.get(key)?.length === 1 ? (counts.get(key) ?? 0) : 0;
  };
}

function refusal(
  page: Page,
  facts: readonly UnreadFact[],
  audit: Audit,
  timesOf: (fact: UnreadFact) => number,
): string[] {
  const [first] = facts as readonly [UnreadFact, ...UnreadFact[]];
  const permission = permissionFor(first);
  const checks = checksOf(facts, audit);
  const times = timesOf(first);
  const remedy = first.kind === 'refused' ? remedyOf(first) : undefined;
  return [
    ...marked(
      page,
      2,
      first.exception ? page.paint.dim('~') : page.paint.yellow('?'),
      `${wordsOf(first)}${times > 1 ? `, ${times} times` : ''}`,
    ),
    ...labelled(page, 4, 'hides', hiddenText(page, facts, audit)),
    ...(checks.length > 0 ? labelled(page, 4, 'asked by', folded(page, checks)) : []),
    ...(first.kind === 'refused' && first.message ? labelled(page, 4, 'said', first.message) : []),
    ...(first.exception
      ? labelled(page, 4, 'exception', `${first.exception.id} until ${first.exception.expires}`)
      : []),
    ...(permission ? labelled(page, 4, 'grant', permission) : []),
    ...(remedy ? labelled(page, 4, 'needs', remedy) : []),
  ];
}

/** `Rules, DefaultAction of AWS::WAFv2::WebACL in 123456789012/sa-east-1`: what they are of and where is said once. */
function hiddenText(page: Page, facts: readonly UnreadFact[], audit: Audit): string {
  const alike = grouped(facts, (fact) => {
    const where = placeName(fact, audit);
    return fact.property === null ? where : `${fact.type} in ${where}`;
  });
  const texts = [...alike].map(([shared, same]) => {
    const names = folded(page, [
      ...new Set(same.map(({ type, property }) => (property === null ? type : propertyText(property)))),
    ]);
    if (same[0]?.property === null) return `${names} in ${shared}`;
    const whose = folded(page, [...new Set(same.flatMap(({ resource }) => resource ?? []))]);
    return `${names} of ${shared}${whose === '' ? '' : `: ${whose}`}`;
  });
  return folded(page, texts, '; ');
}
