import type { Finding } from '../../model/finding.ts';
import { byWorst } from '../../model/severity.ts';
import { isAccepted, isExcepted } from '../../model/summary.ts';

const ranks = { fail: 0, unknown: 1, pass: 3, 'not-applicable': 4 } as const;
const rankOf = (finding: Finding): number =>
  isExcepted(finding) || isAccepted(finding) ? 2 : ranks[finding.verdict.status];

/** What is to be acted on first: violations by severity, then what is unknown, what is accepted, and what holds. */
export const worstFirst = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => rankOf(a) - rankOf(b) || byWorst(a.severity, b.severity));
