import type { Change, Ending } from '../../model/drift.ts';
import type { Finding } from '../../model/finding.ts';
import { type Doubt, isOpen, type KnownFinding, type Standing } from '../../model/known.ts';
import type { Verdict } from '../../model/verdict.ts';
import { type Comparing, isAnother, type Step } from './comparing.ts';

/** Another standing than the settled one: it counts once enough audits in a row have seen it. */
export function settle(
  finding: Finding,
  standing: Standing,
  known: KnownFinding,
  comparing: Comparing,
): Step<KnownFinding> {
  const doubt = doubtOf(standing, known, comparing);
  const isEarly = standing === 'open' && isHeldBack(finding, known, doubt, comparing);
  if (isEarly || doubt.audits < neededFor(finding, standing, known, comparing))
    return { known: { ...known, doubt }, changes: [] };
  return turn(
    finding,
    standing,
    { ...known, doubt: null, unverified: null, since: doubt.since },
    comparing,
    known,
  );
}

/** What is upcoming is news to whoever did not change the policy in the audit that is the first to see it; to them a day later. */
function isHeldBack(
  { policy, verdict }: Finding,
  { doubt: before }: KnownFinding,
  { since }: Doubt,
  comparing: Comparing,
): boolean {
  if (verdict.status !== 'fail' || !verdict.upcoming) return false;
  if (before?.standing !== 'open' && !isAnother(policy, comparing)) return false;
  const { at } = comparing.sighting;
  return Date.parse(at) - Date.parse(since.until) < comparing.settings.confirm.upcomingAfter;
}

/** One audit more that saw it so. */
export function doubtOf(
  standing: Doubt['standing'],
  known: KnownFinding,
  { sighting: { at } }: Comparing,
): Doubt {
  const { doubt } = known;
  if (doubt?.standing === standing) return { ...doubt, audits: doubt.audits + 1 };
  return {
    standing,
    audits: 1,
    since: { after: known.standing === null ? known.since.after : known.confirmed, until: at },
  };
}

function neededFor(
  { verdict }: Finding,
  standing: Standing,
  known: KnownFinding,
  comparing: Comparing,
): number {
  const audits = needed(standing, known, comparing);
  const { eventualAfter } = comparing.settings.confirm;
  return standing === 'open' && !comparing.baseline && isEventual(verdict)
    ? Math.max(audits, eventualAfter)
    : audits;
}

/** Whether AWS is to mend all that fails. */
const isEventual = (verdict: Verdict): boolean =>
  verdict.status === 'fail' && (verdict.facts ?? [verdict]).every(({ eventual }) => eventual === true);

/** An exception is somebody's decision, and what was there before we looked needs no second look: both count at once. */
export function needed(
  standing: Doubt['standing'],
  known: KnownFinding,
  { settings: { confirm }, baseline }: Comparing,
): number {
  if (baseline || standing === 'excepted' || known.standing === 'excepted') return 1;
  if (standing === 'open') return confirm.failAfter;
  return isOpen(known) ? confirm.clearAfter : 1;
}

function turn(
  finding: Finding,
  standing: Standing,
  turned: KnownFinding,
  comparing: Comparing,
  before: KnownFinding,
): Step<KnownFinding> {
  const { settings, sighting } = comparing;
  const isTurn = isMind(standing) && isMind(before.standing);
  const turns = [
    ...recent(before.turns, sighting.at, settings.flapping.within),
    ...(isTurn ? [sighting.at] : []),
  ];
  const next = { ...turned, finding, standing, turns };
  const openedAt = before.openedAt ?? turned.since.until;
  // A decision: what comes after it is counted anew.
  if (standing === 'excepted') return closed({ ...next, turns: [], flapping: false }, before, 'excepted');
  const { since } = turned;
  if (before.flapping || (isTurn && turns.length >= settings.flapping.turns))
    return {
      known: { ...next, openedAt, flapping: true },
      changes: [{ kind: 'flapping', finding, turns: turns.length, since }],
    };
  if (standing === 'open')
    return { known: { ...next, openedAt }, changes: [{ kind: 'opened', finding, since }] };
  return closed(next, before, isAnother(finding.policy, comparing) ? 'policy-changed' : 'fixed');
}

const isMind = (standing: Standing | null): boolean => standing === 'holds' || standing === 'open';

/** What was not open closes without a word. */
function closed(next: KnownFinding, before: KnownFinding, why: Ending): Step<KnownFinding> {
  const known = { ...next, openedAt: null };
  const { openedAt } = before;
  if (!isOpen(before) || openedAt === null) return { known, changes: [] };
  const change: Change = { kind: 'closed', finding: next.finding, why, openedAt, since: next.since };
  return { known, changes: [change] };
}

/** Those changes of mind that were within so many milliseconds. */
export function recent(turns: readonly string[], at: string, within: number): readonly string[] {
  return turns.filter((turn) => Date.parse(at) - Date.parse(turn) < within);
}
