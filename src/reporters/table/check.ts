import stringWidth from 'fast-string-width';
import type { Finding } from '../../model/finding.ts';
import { grace, settlingIn } from '../../model/settling.ts';
import { permissionFor, type Settling } from '../../model/unseen.ts';
import type { Failure } from '../../model/verdict.ts';
import { cut } from '../../text/cut.ts';
import { folded, labelled, marked, type Page, paragraph, spread } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { valueText } from '../told/value.ts';
import { type CheckGroup, grouped, type Standing } from './groups.ts';
import { severityText } from './severity.ts';

export const markOf = ({ paint }: Page, standing: Standing): string =>
  ({
    fail: paint.red('✗'),
    unknown: paint.yellow('?'),
    excepted: paint.dim('~'),
    accepted: paint.dim('~'),
    pass: paint.green('✓'),
    'not-applicable': paint.dim('-'),
  })[standing];

/**
 * What a finding is about: its resource, empty where the component's header has said it; its place where it is about
 * none and there are several.
 */
export type NameOf = (finding: Finding) => string | undefined;

export function checkLines(page: Page, group: CheckGroup, nameOf: NameOf): string[] {
  const [first] = group.findings as readonly [Finding, ...Finding[]];
  const names = group.findings.flatMap((finding) => nameOf(finding) ?? []);
  const broken = group.standing === 'fail' || group.standing === 'excepted';
  // The policy's own reason outweighs the rule's general one.
  const why = broken && (first.because ?? first.why);
  return [
    ...headLines(page, group, names),
    ...factsOf(page, group, names.length > 1 ? nameOf : undefined),
    ...(why ? labelled(page, 4, 'why', why) : []),
    ...(first.fix && (broken || isUncovered(first)) ? labelled(page, 4, 'fix', first.fix) : []),
    ...(broken && first.satisfies.length > 0
      ? labelled(page, 4, 'satisfies', folded(page, first.satisfies))
      : []),
  ];
}

/** A place of the scope that nobody looked at. */
const isUncovered = ({ component, verdict }: Finding): boolean =>
  component === null && verdict.status === 'unknown';

/** The checks' names, on further lines where they are too many for one; on the right of whom, and how bad. */
function headLines(page: Page, group: CheckGroup, names: readonly string[]): string[] {
  const { checks, standing } = group;
  const what = group.findings[0]?.resource ? 'resource' : 'place';
  const where = names.length > 1 ? plural(names.length, what) : (names[0] ?? '');
  const right = [where, weightOf(page, group)].filter((part) => part !== '').join('   ');
  const room = right === '' || checks.length === 1 ? 0 : stringWidth(right) + 2;
  const narrower = { ...page, width: page.width === 0 ? 0 : Math.max(page.width - room, 20) };
  const [first = '', ...rest] = marked(narrower, 2, markOf(page, standing), checks.join(', '));
  return [...spread(page, first, right), ...rest];
}

/** What is only moving calls for patience, what was refused does not: that is told at a glance. */
function weightOf(page: Page, { standing, severity, findings }: CheckGroup): string {
  if (standing === 'fail')
    return `${' '.repeat(page.width ? Math.max(0, 8 - severity.length) : 0)}${severityText(page, severity)}`;
  return findings.every(({ verdict }) => settlingIn(verdict)) ? 'moving' : '';
}

/** What was found, once for all the resources where it is the same. */
function factsOf(page: Page, { findings }: CheckGroup, nameOf: NameOf | undefined): string[] {
  const facts = [...grouped(findings, factKey).values()];
  const shown = facts.slice(0, page.verbose ? facts.length : 5);
  const hidden = facts.slice(shown.length).flat().length;
  const lines = shown.flatMap((same) => [
    ...verdictLines(page, same[0] as Finding, nameOf ? namesLine(page, same, nameOf) : []),
  ]);
  return hidden > 0 ? [...lines, `    … and ${hidden} more`] : lines;
}

/** What is not known for one reason in several places is told once. */
const factKey = ({ verdict, exception }: Finding): string =>
  JSON.stringify(
    verdict.status === 'unknown'
      ? [verdict.message, permissionFor(verdict.unseen), exception]
      : [verdict, exception],
  );

function namesLine(page: Page, findings: readonly Finding[], nameOf: NameOf): string[] {
  const names = findings.flatMap((finding) => nameOf(finding) ?? []);
  return names.length > 0 ? labelled(page, 4, 'on', folded(page, names)) : [];
}

/** What was found; where several facts fail, each with what was expected of it. */
function verdictLines(page: Page, { verdict, exception }: Finding, names: readonly string[]): string[] {
  switch (verdict.status) {
    case 'fail':
      return [
        ...(verdict.facts ?? [verdict]).flatMap((fact, index) =>
          failureLines(page, fact, index === 0 ? names : []),
        ),
        ...exceptionLine(page, exception),
      ];
    case 'unknown':
      return [
        ...paragraph(page, 4, verdict.message),
        ...names,
        ...exceptionLine(page, exception),
        ...line(page, 'since', patience(settlingIn(verdict))),
        ...line(page, 'grant', permissionFor(verdict.unseen)),
      ];
    default:
      return [...paragraph(page, 4, verdict.message), ...names];
  }
}

const exceptionLine = (page: Page, exception: Finding['exception']): string[] =>
  line(page, 'exception', exception ? `${exception.id} until ${exception.expires}` : undefined);

/** Since when it is moving, and from when on it is judged as it stands. */
function patience({ since }: Pick<Settling, 'since'> = {}): string | undefined {
  if (since === undefined) return undefined;
  const end = new Date(Date.parse(since) + grace);
  return `${secondsOf(new Date(since))}, judged as it stands from ${secondsOf(end)} on`;
}

const secondsOf = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

const failureLines = (page: Page, fact: Failure, names: readonly string[]): string[] => [
  ...paragraph(page, 4, fact.message),
  ...names,
  ...('expected' in fact ? line(page, 'expected', boundedText(fact.expected, page)) : []),
  ...actualLines(page, fact),
  ...(page.verbose ? line(page, 'at', fact.path) : []),
];

/** A request is what `web-acl --request` takes: it stands on one line, however long, to be copied. */
function actualLines(page: Page, fact: Failure): string[] {
  if (fact.request !== undefined)
    return [`    ${page.paint.dim('again'.padEnd(10))}--request ${fact.request}`];
  return 'actual' in fact ? line(page, 'actual', boundedText(fact.actual, page)) : [];
}

const line = (page: Page, label: string, text: string | undefined): string[] =>
  text === undefined ? [] : labelled(page, 4, label, text);

const mostOfAValue = 200;

const boundedText = (value: unknown, { verbose }: Page): string =>
  verbose ? valueText(value) : cut(valueText(value), mostOfAValue);
