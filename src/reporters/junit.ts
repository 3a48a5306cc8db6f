import type { Audit, UnreadFact } from '../model/audit.ts';
import type { Finding } from '../model/finding.ts';
import { textOfPlace } from '../model/place.ts';
import type { Reporter } from '../model/ports.ts';
import { type Summary, summaryOf } from '../model/summary.ts';
import type { Failure } from '../model/verdict.ts';
import { valueText } from '../text/value.ts';
import { type Element, xmlDocument } from '../text/xml.ts';
import { grouped } from './table/groups.ts';
import { againOf } from './told/again.ts';
import { type Asked, askedFor } from './told/asked.ts';
import { checksOf, originOf, partOf, subjectOf, unreadText } from './told/words.ts';

/**
 * What CI systems show as tests, as Jenkins' schema has it: a policy is a suite, a finding a test. What is violated is a
 * failure, what is unknown an error, and what is excepted or does not apply is skipped, with the reason. What could not be
 * read is a suite of its own: it may hide what nobody judged.
 */
const junit: Reporter = {
  name: 'junit',
  render: (audit) => xmlDocument(rootOf(audit)),
};
export default junit;

function rootOf(audit: Audit): Element {
  const byPolicy = grouped(audit.findings, ({ policy }) => policy);
  const suites = audit.policies.map(({ id, title }) => suiteOf(id, title, byPolicy.get(id) ?? [], audit));
  const time = secondsOf(audit);
  const { unread } = audit;
  const counts = countsOf(summaryOf(audit.findings), audit.findings.length + unread.length);
  const errors = counts.errors + unread.filter(({ exception }) => !exception).length;
  return {
    name: 'testsuites',
    attributes: { name: 'plumbline', ...counts, errors, time },
    content: [...suites, ...(unread.length > 0 ? [unreadSuite(audit)] : [])],
  };
}

function suiteOf(id: string, title: string, findings: readonly Finding[], audit: Audit): Element {
  const summary = summaryOf(findings);
  const part = partOf(audit);
  const properties = [
    ['policy', id],
    ['origin', originOf(audit)],
    ...(part ? [['partial', part] as const] : []),
  ] as const;
  return {
    name: 'testsuite',
    attributes: {
      name: title,
      ...countsOf(summary, findings.length),
      skipped: summary.excepted + summary.accepted + summary.notApplicable,
      timestamp: timestampOf(audit.startedAt),
      time: 0,
    },
    content: [
      {
        name: 'properties',
        attributes: {},
        content: properties.map(([name, value]) => ({ name: 'property', attributes: { name, value } })),
      },
      ...findings.map((finding) => caseOf(finding, audit)),
    ],
  };
}

function unreadSuite(audit: Audit): Element {
  const { unread, startedAt } = audit;
  const accepted = unread.filter(({ exception }) => exception).length;
  return {
    name: 'testsuite',
    attributes: {
      name: 'What could not be read',
      tests: unread.length,
      failures: 0,
      errors: unread.length - accepted,
      skipped: accepted,
      timestamp: timestampOf(startedAt),
      time: 0,
    },
    content: unread.map((fact) => unreadCase(fact, audit)),
  };
}

function unreadCase(fact: UnreadFact, audit: Audit): Element {
  const { exception } = fact;
  const [what, why] = unreadText(fact);
  const outcome = exception
    ? skipped(`accepted as unknown by ${exception.id} until ${exception.expires}; ${why}`)
    : { name: 'error', attributes: { message: why, type: fact.kind }, content: askedBy(fact, audit) };
  return { name: 'testcase', attributes: { name: what, classname: 'unread', time: 0 }, content: [outcome] };
}

function askedBy(fact: UnreadFact, audit: Audit): string {
  const checks = checksOf([fact], audit);
  return checks.length > 0 ? `asked by: ${checks.join(', ')}` : '';
}

const timestampOf = (time: string): string => time.replace(/(\.\d+)?Z$/, '');

const countsOf = ({ fail, unknown }: Summary, tests: number) => ({ tests, failures: fail, errors: unknown });

const secondsOf = ({ startedAt, finishedAt }: Audit): string | undefined => {
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return Number.isFinite(seconds) ? String(Math.max(0, seconds)) : undefined;
};

function caseOf(finding: Finding, audit: Audit): Element {
  const asked = askedFor(finding, audit.policies);
  const subject = subjectOf(finding, audit);
  const outcome = outcomeOf(finding, asked, audit);
  return {
    name: 'testcase',
    attributes: {
      name: subject === '' ? finding.check : `${finding.check}: ${subject}`,
      classname: `${finding.policy}.${finding.component ?? 'scope'}`,
      time: 0,
      file: asked.policy?.file,
      line: asked.check?.line ?? asked.component?.line ?? undefined,
    },
    ...(outcome && { content: [outcome] }),
  };
}

function outcomeOf(finding: Finding, { exception: accepted }: Asked, audit: Audit): Element | undefined {
  const { verdict, exception, severity } = finding;
  const { message } = verdict;
  if (exception) {
    const why = accepted ? `, approved by ${accepted.approvedBy}: ${accepted.reason}` : '';
    const how = verdict.status === 'unknown' ? 'accepted as unknown' : 'excepted';
    return skipped(`${how} by ${exception.id} until ${exception.expires}${why}; ${message}`);
  }
  switch (verdict.status) {
    case 'fail':
      return { name: 'failure', attributes: { message, type: severity }, content: detailsOf(finding, audit) };
    case 'unknown':
      return {
        name: 'error',
        attributes: { message, type: verdict.unseen?.kind ?? 'unknown' },
        content: detailsOf(finding, audit),
      };
    case 'not-applicable':
      return skipped(message);
    case 'pass':
      return undefined;
  }
}

const skipped = (message: string): Element => ({ name: 'skipped', attributes: { message } });

function detailsOf(finding: Finding, audit: Audit): string {
  const { verdict, place, because, why, fix, satisfies } = finding;
  const facts = verdict.status === 'fail' ? (verdict.facts ?? [verdict]) : [];
  const reason = because ?? why;
  return [
    ...(facts.length > 0 ? facts.map(({ message }) => message) : [verdict.message]),
    ...facts.flatMap((fact) => [
      ...('expected' in fact ? [`expected: ${valueText(fact.expected)}`] : []),
      ...actualLine(fact, finding, audit),
    ]),
    ...(place ? [`place: ${textOfPlace(place)}`] : []),
    ...(reason ? [`why: ${reason}`] : []),
    ...(fix && verdict.status === 'fail' ? [`fix: ${fix}`] : []),
    ...(satisfies.length > 0 ? [`satisfies: ${satisfies.join(', ')}`] : []),
  ]
    .map((line) => line.replaceAll('\n', ' '))
    .join('\n');
}

/** A request as `web-acl` walks it again. */
function actualLine(fact: Failure, finding: Finding, audit: Audit): readonly string[] {
  const again = againOf(fact, finding, audit);
  if (again !== undefined) return [`again: ${again}`];
  return 'actual' in fact ? [`actual: ${valueText(fact.actual)}`] : [];
}
