import type { Audit } from '../model/audit.ts';
import type { Drift } from '../model/drift.ts';
import { type Contrast, contrast, policyChanges } from '../pipeline/contrast.ts';
import { driftJson } from '../reporters/drift/json.ts';
import { driftText } from '../reporters/drift/text.ts';
import { auditOf, judged, type Side, sideOf } from './diff/sides.ts';
import { exitStatus } from './exit-status.ts';
import type { Shell } from './shell.ts';

export interface DiffOptions {
  readonly format: 'text' | 'json';
}

/**
 * What came between two recordings, or two reports: the drift that a watch would tell of. Each recording is judged by the
 * policies recorded with it, unless others are given.
 */
export async function diffCommand(
  [a, b, ...files]: readonly [string, string, ...string[]],
  { format }: DiffOptions,
  shell: Shell,
): Promise<number> {
  const first = sideOf(a, files, shell);
  const second = first && sideOf(b, files, shell);
  if (!first || !second) return exitStatus.wrongUse;
  const [before, after] = [await auditOf(first, shell), await auditOf(second, shell)];
  const found = await contrastOf([first, before], [second, after], shell);
  const told = { before, after, judgedBy: [judgedBy(first), judgedBy(second)] as const, ...found };
  shell.out(
    format === 'json' ? driftJson(told) : driftText(told, { width: shell.width, color: shell.color }),
  );
  return statusOf(found.drifts);
}

const judgedBy = (side: Side) => (side.kind === 'report' ? side.kind : side.judgedBy);

async function contrastOf(
  [first, before]: readonly [Side, Audit],
  [second, after]: readonly [Side, Audit],
  shell: Shell,
): Promise<Contrast> {
  const isAnother = policyChanges(before, after).length > 0;
  if (!isAnother || first.kind === 'report' || second.kind === 'report') return contrast(before, after);
  return contrast(before, after, await judged(second, first.policies, shell));
}

/** 0 nothing to mend · 1 something opened or got worse · 2 something can no more be seen · 3 both. */
function statusOf(drifts: readonly Drift[]): number {
  const kinds = new Set(drifts.flatMap(({ changes }) => changes.map(({ kind }) => kind)));
  const isWorse = kinds.has('opened') || kinds.has('worsened');
  const isLost = kinds.has('cannot-see') || kinds.has('unverified');
  return (isWorse ? exitStatus.violations : 0) | (isLost ? exitStatus.incomplete : 0);
}
