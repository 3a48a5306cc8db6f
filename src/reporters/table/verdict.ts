import type { Audit } from '../../model/audit.ts';
import type { Finding } from '../../model/finding.ts';
import { grace, settlingIn } from '../../model/settling.ts';
import { permissionFor, type Settling } from '../../model/unseen.ts';
import type { Failure } from '../../model/verdict.ts';
import { cut } from '../../text/cut.ts';
import { labelled, type Page, paragraph } from '../../text/page.ts';
import { isSaid } from '../../text/said.ts';
import { valueText } from '../../text/value.ts';
import { againOf } from '../told/again.ts';
import { exceptionText } from '../told/words.ts';

/** What was found; where several facts fail, each with what was expected of it. */
export function verdictLines(page: Page, finding: Finding, names: readonly string[], audit: Audit): string[] {
  const { verdict } = finding;
  const exception = line(page, 'exception', exceptionText(finding, audit.policies));
  switch (verdict.status) {
    case 'fail':
      return [
        ...(verdict.facts ?? [verdict]).flatMap((fact, index) =>
          failureLines(page, fact, index === 0 ? names : [], againOf(fact, finding, audit)),
        ),
        ...exception,
      ];
    case 'unknown':
      return [
        ...paragraph(page, 4, verdict.message),
        ...names,
        ...exception,
        ...line(page, 'since', patience(settlingIn(verdict))),
        ...line(page, 'grant', permissionFor(verdict.unseen)),
      ];
    default:
      return [...paragraph(page, 4, verdict.message), ...names];
  }
}

/** Since when it is moving, and from when on it is judged as it stands. */
function patience({ since }: Pick<Settling, 'since'> = {}): string | undefined {
  if (since === undefined) return undefined;
  const end = new Date(Date.parse(since) + grace);
  return `${secondsOf(new Date(since))}, judged as it stands from ${secondsOf(end)} on`;
}

const secondsOf = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

const failureLines = (
  page: Page,
  fact: Failure,
  names: readonly string[],
  again: string | undefined,
): string[] => [
  ...paragraph(page, 4, fact.message),
  ...names,
  ...('expected' in fact ? line(page, 'expected', boundedText(fact.expected, page)) : []),
  ...(again === undefined ? actualLines(page, fact) : againLine(page, again)),
  ...(page.verbose ? line(page, 'at', fact.path) : []),
];

/** It stands on one line, however long, to be copied. */
const againLine = ({ paint }: Page, again: string): string[] => [
  `    ${paint.dim('again'.padEnd(10))}${again}`,
];

function actualLines(page: Page, fact: Failure): string[] {
  if (!('actual' in fact)) return [];
  const actual = boundedText(fact.actual, page);
  return isSaid(fact.message, actual) ? [] : line(page, 'actual', actual);
}

const line = (page: Page, label: string, text: string | undefined): string[] =>
  text === undefined ? [] : labelled(page, 4, label, text);

const mostOfAValue = 200;

const boundedText = (value: unknown, { verbose }: Page): string =>
  verbose ? valueText(value) : cut(valueText(value), mostOfAValue);
