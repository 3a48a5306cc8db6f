import { stringify } from 'csv-stringify/sync';
import type { Audit, UnreadFact } from '../model/audit.ts';
import { evidenceOf } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Reporter } from '../model/ports.ts';
import { printable } from '../text/printable.ts';
import { valueText } from '../text/value.ts';
import { askedFor } from './told/asked.ts';
import { worstFirst } from './told/order.ts';
import { checksOf, standingOf, unreadText } from './told/words.ts';

/**
 * A row a finding, the worst first, and one for all that could not be read, as RFC 4180 has it. What a spreadsheet would take for a formula begins with an
 * apostrophe (OWASP, CSV injection).
 */
const csv: Reporter = {
  name: 'csv',
  render: (audit) =>
    stringify([columns, ...findingRows(audit), ...audit.unread.map((fact) => unreadRow(fact, audit))], {
      record_delimiter: 'windows',
      escape_formulas: true,
    }),
};
export default csv;

const columns = [
  'standing',
  'severity',
  'policy',
  'component',
  'check',
  'title',
  'account',
  'region',
  'resource type',
  'resource',
  'resource label',
  'resource id',
  'message',
  'expected',
  'actual',
  'why',
  'fix',
  'owner',
  'satisfies',
  'exception',
  'exception expires',
  'exception reason',
  'approved by',
  'file',
  'line',
  'audited at',
  'evidence',
  'partial',
] as const;

const findingRows = (audit: Audit) => worstFirst(audit.findings).map((finding) => rowOf(finding, audit));

/** What hides something from every policy is of none. */
function unreadRow(fact: UnreadFact, audit: Audit): readonly string[] {
  const { account, region, type, exception } = fact;
  const cells: Readonly<Partial<Record<(typeof columns)[number], string | null | undefined>>> = {
    standing: exception ? 'accepted' : 'unread',
    account,
    region,
    'resource type': type,
    resource: fact.resource,
    check: checksOf([fact], audit).join(', '),
    message: unreadText(fact).join(': '),
    exception: exception?.id,
    'exception expires': exception?.expires,
    'audited at': audit.startedAt,
    evidence: evidenceOf(audit)?.digest,
    partial: audit.partial ? 'yes' : '',
  };
  return columns.map((column) => cellText(cells[column] ?? ''));
}

function rowOf(finding: Finding, audit: Audit): readonly string[] {
  const { policy, component, check, severity, place, resource, type, verdict, exception } = finding;
  const asked = askedFor(finding, audit.policies);
  const fails = verdict.status === 'fail';
  const cells: readonly (string | number | null | undefined)[] = [
    standingOf(finding),
    severity,
    policy,
    component,
    check,
    asked.check?.title,
    place?.account,
    place?.region,
    type,
    resource?.name,
    resource?.label,
    resource?.id,
    verdict.message,
    fails && 'expected' in verdict ? valueText(verdict.expected) : '',
    fails ? (verdict.request?.slice(1, -1) ?? ('actual' in verdict ? valueText(verdict.actual) : '')) : '',
    finding.because ?? finding.why,
    fails ? finding.fix : '',
    asked.policy?.owner?.team,
    finding.satisfies.join(', '),
    exception?.id,
    exception?.expires,
    asked.exception?.reason,
    asked.exception?.approvedBy,
    asked.policy?.file,
    asked.check?.line ?? asked.component?.line,
    audit.startedAt,
    evidenceOf(audit)?.digest,
    audit.partial ? 'yes' : '',
  ];
  return cells.map((cell) => cellText(String(cell ?? '')));
}

/** What begins with a formula's sign csv-stringify marks by itself; a program may leave out the space before one. */
const cellText = (text: string): string => printable(text).replace(/^\s+(?=[=+\-@＝＋－＠])/, "'$&");
