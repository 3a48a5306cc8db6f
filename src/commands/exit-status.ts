import type { Audit } from '../model/audit.ts';
import { isWorse, type Severity } from '../model/severity.ts';
import { isViolation, summaryOf } from '../model/summary.ts';

export const exitStatus = {
  ok: 0,
  violations: 1,
  incomplete: 2,
  untold: 4,
  wrongUse: 64,
  ourFault: 70,
  /** EX_TEMPFAIL of sysexits.h: the same may work a little later. */
  held: 75,
  interrupted: 130,
} as const;

/** Something we stumbled over: a rule that crashed, an answer no collector understood. The report is printed all the same. */
function hasFault(findings: Audit['findings'], unread: Audit['unread']): boolean {
  return (
    unread.some(({ kind }) => kind === 'fault') ||
    findings.some(({ verdict }) => verdict.status === 'unknown' && verdict.unseen?.kind === 'fault')
  );
}

/**
 * 0 all required holds · 1 violations, of that severity or worse · 2 incomplete · 3 both. An audit that judged nothing is
 * not a success, and what is unknown is told whatever its severity.
 */
export function statusOf(
  { findings, unread }: Pick<Audit, 'findings' | 'unread'>,
  failOn: Severity = 'low',
): number {
  if (hasFault(findings, unread)) return exitStatus.ourFault;
  const fails = findings.some((finding) => isViolation(finding) && !isWorse(failOn, finding.severity));
  const unseen = summaryOf(findings).unknown > 0 || unread.some(({ exception }) => !exception);
  const incomplete = unseen || findings.length === 0;
  return (fails ? exitStatus.violations : 0) | (incomplete ? exitStatus.incomplete : 0);
}
