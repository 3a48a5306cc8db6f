import { runAudit } from '../audit.ts';
import { statusAt } from '../files/kind.ts';
import type { Audit } from '../model/audit.ts';
import type { Drift } from '../model/drift.ts';
import { nothingKnown } from '../model/known.ts';
import { textOfPlace } from '../model/place.ts';
import type { Policy } from '../model/policy.ts';
import { UserError } from '../model/user-error.ts';
import { defaultSettings } from '../pipeline/compare/comparing.ts';
import { compare } from '../pipeline/compare.ts';
import type { Drive } from '../pipeline/drive.ts';
import { sightingsOf } from '../pipeline/sightings.ts';
import { rules, selectors, volatile } from '../registry.generated.ts';
import { driftJson } from '../reporters/drift/json.ts';
import { driftText } from '../reporters/drift/text.ts';
import { printable } from '../text/printable.ts';
import { version } from '../version.ts';
import { readReport } from './diff/read-report.ts';
import { exitStatus } from './exit-status.ts';
import { interruptibly } from './interruption.ts';
import { openSource } from './open-source.ts';
import { readPolicies } from './read-policies.ts';
import type { Shell } from './shell.ts';

export interface DiffOptions {
  readonly format: 'text' | 'json';
}

/** What came between two recordings, or two reports: the drift that a watch would tell of. */
export async function diffCommand(
  [a, b, ...files]: readonly [string, string, ...string[]],
  { format }: DiffOptions,
  shell: Shell,
): Promise<number> {
  const isRecorded = [a, b].some(isFolder);
  const policies = isRecorded ? readPolicies(files, shell) : [];
  if (!policies) return exitStatus.wrongUse;
  const before = await auditOf(a, policies, shell);
  const after = await auditOf(b, policies, shell);
  const drifts = driftBetween(before, after);
  const options = { width: shell.width, color: shell.color };
  shell.out(format === 'json' ? driftJson(before, after, drifts) : driftText(before, after, drifts, options));
  return statusOf(drifts);
}

function isFolder(path: string): boolean {
  const found = statusAt(path);
  if (found) return found.isDirectory();
  throw new UserError(
    `there is no ${printable(path)}\nname a folder that plumbline audit --record wrote, or a report of --format json`,
  );
}

async function auditOf(path: string, policies: readonly Policy[], shell: Shell): Promise<Audit> {
  if (!isFolder(path)) return readReport(path);
  const source = await openSource({ evidence: path }, shell);
  const drive: Drive = (work) => interruptibly(work, shell.signal);
  return runAudit({ policies, rules, selectors, volatile, source, version, drive });
}

/** There is no third audit to wait for. */
const twoOnly = { ...defaultSettings, confirm: { failAfter: 1, clearAfter: 1, unseenAfter: 1 } };

function driftBetween(before: Audit, after: Audit): readonly Drift[] {
  const known = new Map(
    sightingsOf(before).map((sighting) => [
      textOfPlace(sighting.place),
      compare(nothingKnown(sighting.place), sighting).known,
    ]),
  );
  return sightingsOf(after).map(
    (sighting) =>
      compare(known.get(textOfPlace(sighting.place)) ?? nothingKnown(sighting.place), sighting, twoOnly)
        .drift,
  );
}

/** 0 nothing to mend · 1 something opened or got worse · 2 something can no more be seen · 3 both. */
function statusOf(drifts: readonly Drift[]): number {
  const kinds = new Set(drifts.flatMap(({ changes }) => changes.map(({ kind }) => kind)));
  const isWorse = kinds.has('opened') || kinds.has('worsened');
  const isLost = kinds.has('cannot-see') || kinds.has('unverified');
  return (isWorse ? exitStatus.violations : 0) | (isLost ? exitStatus.incomplete : 0);
}
