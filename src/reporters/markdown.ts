import type { Audit } from '../model/audit.ts';
import { type Control, controlsOf } from '../model/controls.ts';
import type { Finding } from '../model/finding.ts';
import { textOfPlace } from '../model/place.ts';
import type { Reporter } from '../model/ports.ts';
import { isAccepted, isExcepted, isUnknown, isViolation, summaryOf } from '../model/summary.ts';
import { permissionFor, wordsOf } from '../model/unseen.ts';
import { markdownRow, markdownText } from '../text/markdown.ts';
import { folded } from '../text/page.ts';
import { plural } from '../text/plural.ts';
import { grouped } from './table/groups.ts';
import { askedFor } from './told/asked.ts';
import { worstFirst } from './told/order.ts';
import { checkOf, checksOf, originOf, partOf, subjectOf } from './told/words.ts';

/** The summary of a job on GitHub: what to act on, the worst first. */
const markdown: Reporter = {
  name: 'markdown',
  render: (audit) => bounded(linesOf(audit)),
};
export default markdown;

/** What GitHub shows of a job's summary; a longer one it shows not at all. */
const most = 1024 * 1024;
const reserve = 200;

function bounded(lines: readonly string[]): string {
  let size = 0;
  const end = lines.findIndex((line) => {
    size += Buffer.byteLength(line) + 1;
    return size > most - reserve;
  });
  if (end < 0) return `${lines.join('\n')}\n`;
  return `${lines.slice(0, end).join('\n')}\n\n… and ${plural(lines.length - end, 'more line')}: \`--format json\` has all of it\n`;
}

function linesOf(audit: Audit): readonly string[] {
  const ordered = worstFirst(audit.findings);
  const part = partOf(audit);
  return [
    `## Plumbline: ${headline(audit)}`,
    '',
    markdownText(`${audit.policies.map(({ title }) => title).join(', ')}, ${originOf(audit)}`),
    markdownText(`Places: ${audit.places.map(placeText).join(', ') || 'none'}`),
    ...(part ? ['', `**A part was judged:** ${markdownText(part)}`] : []),
    ...section(
      'Violated',
      ['severity', 'check', 'what', 'found', 'why', 'fix', 'owner'],
      violations(ordered, audit),
    ),
    ...section('Unknown', ['check', 'what', 'why it is not known', 'grant'], unknowns(ordered, audit)),
    ...section('Not read', ['type', 'what', 'why', 'asked by', 'grant'], unread(audit)),
    ...section(
      'Excepted',
      ['check', 'what', 'found', 'exception', 'until', 'reason', 'approved by'],
      excepted(ordered, audit),
    ),
    ...section(
      'Controls',
      ['control', 'status', 'pass', 'fail', 'unknown', 'excepted'],
      controlsOf(audit).map(controlRow),
    ),
  ];
}

const placeText = ({ account, region, name }: Audit['places'][number]): string =>
  name ? `${name} (${textOfPlace({ account, region })})` : textOfPlace({ account, region });

function headline({ findings, unread }: Audit): string {
  const { pass, fail, unknown, excepted, accepted } = summaryOf(findings);
  if (findings.length === 0) return '❓ nothing was judged';
  const mark = fail > 0 ? '❌' : unknown > 0 || unread.length > 0 ? '❓' : '✅';
  const parts = [
    ...(fail > 0 ? [plural(fail, 'violation')] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(excepted > 0 ? [`${excepted} excepted`] : []),
    ...(accepted > 0 ? [`${accepted} accepted as unknown`] : []),
    `${pass} of ${findings.length} hold`,
  ];
  return `${mark} ${parts.join(', ')}`;
}

function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return [
    '',
    `### ${title}`,
    '',
    markdownRow(columns),
    markdownRow(columns.map(() => '---')),
    ...rows.map((cells) => markdownRow(cells.map(markdownText))),
  ];
}

const violations = (findings: readonly Finding[], audit: Audit) =>
  rowsOf(findings.filter(isViolation), audit, (finding, what) => {
    const { severity, verdict, because, why, fix } = finding;
    const owner = askedFor(finding, audit.policies).policy?.owner?.team ?? '';
    return [severity, checkOf(finding, audit), what, verdict.message, because ?? why ?? '', fix ?? '', owner];
  });

const unknowns = (findings: readonly Finding[], audit: Audit) =>
  rowsOf(findings.filter(isUnknown), audit, (finding, what) => {
    const { verdict } = finding;
    const permission = verdict.status === 'unknown' ? permissionFor(verdict.unseen) : undefined;
    return [checkOf(finding, audit), what, verdict.message, permission ?? ''];
  });

/** A row a finding; what is the same of several resources is one. */
function rowsOf(
  findings: readonly Finding[],
  audit: Audit,
  cellsOf: (finding: Finding, what: string) => readonly string[],
): readonly (readonly string[])[] {
  const groups = grouped(findings, (finding) => JSON.stringify([finding.policy, cellsOf(finding, '')]));
  return [...groups.values()].map((group) =>
    cellsOf(
      group[0] as Finding,
      folded(
        { verbose: false },
        group.map((one) => subjectOf(one, audit)),
      ),
    ),
  );
}

const unread = (audit: Audit) =>
  audit.unread.map((fact) => [
    fact.type,
    [fact.property ?? 'the list', fact.resource ?? textOfPlace(fact)].join(' of '),
    wordsOf(fact),
    folded({ verbose: false }, checksOf([fact], audit)),
    permissionFor(fact) ?? '',
  ]);

const excepted = (findings: readonly Finding[], audit: Audit) =>
  findings
    .filter((finding) => isExcepted(finding) || isAccepted(finding))
    .map((finding) => {
      const { exception, verdict } = finding;
      const known = askedFor(finding, audit.policies).exception;
      return [
        checkOf(finding, audit),
        subjectOf(finding, audit),
        verdict.message,
        exception?.id ?? '',
        exception?.expires ?? '',
        known?.reason ?? '',
        known?.approvedBy ?? '',
      ];
    });

const controlRow = ({ control, status, pass, fail, unknown, excepted }: Control): readonly string[] => [
  control,
  status,
  ...[pass, fail, unknown, excepted].map(String),
];
