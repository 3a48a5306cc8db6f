import type { Audit } from '../model/audit.ts';
import { summaryOf } from '../model/summary.ts';

export const exitStatus = {
  ok: 0,
  violations: 1,
  incomplete: 2,
  untold: 4,
  wrongUse: 64,
  ourFault: 70,
  interrupted: 130,
} as const;

/** Something we stumbled over: a rule that crashed, an answer no collector understood. The report is printed all the same. */
function hasFault(findings: Audit['findings'], unread: Audit['unread']): boolean {
  return (
    unread.some(({ kind }) => kind === 'fault') ||
    findings.some(({ verdict }) => verdict.status === 'unknown' && verdict.unseen?.kind === 'fault')
  );
}

/** 0 all required holds · 1 violations · 2 incomplete · 3 both. An audit that judged nothing is not a success. */
export function statusOf({ findings, unread }: Pick<Audit, 'findings' | 'unread'>): number {
  if (hasFault(findings, unread)) return exitStatus.ourFault;
  const { fail, unknown } = summaryOf(findings);
  const incomplete = unknown > 0 || unread.some(({ exception }) => !exception) || findings.length === 0;
  return (fail > 0 ? exitStatus.violations : 0) | (incomplete ? exitStatus.incomplete : 0);
}
