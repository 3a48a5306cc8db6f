import { runAudit } from '../../audit.ts';
import { statusAt } from '../../files/kind.ts';
import type { Audit } from '../../model/audit.ts';
import type { JudgedBy } from '../../model/drift.ts';
import type { Policy } from '../../model/policy.ts';
import { UserError } from '../../model/user-error.ts';
import { rules, selectors, volatile } from '../../registry.generated.ts';
import { printable } from '../../text/printable.ts';
import { version } from '../../version.ts';
import { driveUntil } from '../interruption.ts';
import { openSource } from '../open-source.ts';
import { readPolicies } from '../read-policies.ts';
import { recordedPolicies } from '../recorded-policies.ts';
import type { Shell } from '../shell.ts';
import { readReport } from './read-report.ts';

/** One of the two that are compared. */
export type Side = Report | Recording;

export interface Report {
  readonly kind: 'report';
  readonly file: string;
}

export interface Recording {
  readonly kind: 'recording';
  readonly folder: string;
  readonly policies: readonly Policy[];
  readonly judgedBy: Exclude<JudgedBy, 'report'>;
}

/** Undefined after showing every mistake in the policies it is to be judged by. */
export function sideOf(path: string, given: readonly string[], shell: Shell): Side | undefined {
  if (!isFolder(path)) return { kind: 'report', file: path };
  const typed = () => 'plumbline diff A B POLICIES';
  const recorded = given.length > 0 ? 'none' : recordedPolicies(path, shell, { typed });
  const policies = recorded === 'none' ? readPolicies(given, shell) : recorded;
  const judgedBy = recorded !== 'none' ? 'recorded' : given.length > 0 ? 'given' : 'default';
  return policies && { kind: 'recording', folder: path, policies, judgedBy };
}

function isFolder(path: string): boolean {
  const found = statusAt(path);
  if (found) return found.isDirectory();
  throw new UserError(
    `there is no ${printable(path)}\nname a folder that plumbline audit --record wrote, or a report of --format json`,
  );
}

export const auditOf = async (side: Side, shell: Shell): Promise<Audit> =>
  side.kind === 'report' ? readReport(side.file) : judged(side, side.policies, shell);

/** What a recording shows by these policies. */
export async function judged(
  { folder }: Recording,
  policies: readonly Policy[],
  shell: Shell,
): Promise<Audit> {
  const source = await openSource({ evidence: folder }, shell);
  const drive = driveUntil(shell.signal);
  return runAudit({ policies, rules, selectors, volatile, source, version, drive });
}
