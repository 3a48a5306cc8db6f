import type { Between, Change } from '../../model/drift.ts';
import { type Finding, identityOf } from '../../model/finding.ts';
import { isOpen, type KnownFinding, type Standing } from '../../model/known.ts';
import type { Unseen } from '../../model/unseen.ts';
import { type Comparing, neededUnseen, type Step } from './comparing.ts';
import { developed } from './develop.ts';
import { recent, settle } from './settle.ts';

type Verdicts = Step<KnownFinding>;

/** What a verdict says that was found, beside what was last known of the same thing. */
export function compareFinding(
  finding: Finding,
  known: KnownFinding | undefined,
  comparing: Comparing,
): Verdicts {
  const { verdict } = finding;
  const doubted = comparing.sight.doubted(finding);
  if (doubted) return unseen(known, doubted, comparing);
  if (verdict.status !== 'unknown') return decided(finding, known ?? fresh(finding, comparing), comparing);
  if (verdict.unseen?.kind === 'settling') return settling(known, verdict.unseen, comparing);
  return unseen(known, verdict.unseen, comparing);
}

/** What nobody has seen before. Where its policy was judged, the audit that did saw it not. */
function fresh(finding: Finding, { known, sighting }: Comparing): KnownFinding {
  const after = known.policies[finding.policy]?.at ?? null;
  return {
    identity: identityOf(finding),
    finding,
    standing: null,
    since: { after, until: sighting.at },
    openedAt: null,
    confirmed: after ?? sighting.at,
    unverified: null,
    settlingSince: null,
    doubt: null,
    turns: [],
    flapping: false,
  };
}

/** What is on its way changes nothing until it has arrived, or was on its way for too long. */
function settling(known: KnownFinding | undefined, why: Unseen, comparing: Comparing): Verdicts {
  if (!known) return { changes: [] };
  const { at } = comparing.sighting;
  const settlingSince = known.settlingSince ?? at;
  if (Date.parse(at) - Date.parse(settlingSince) < comparing.settings.grace)
    return { known: { ...known, settlingSince }, changes: [] };
  return unseen({ ...known, settlingSince }, why, comparing);
}

/** What cannot be seen stays what it was. That an open one cannot be verified is told once. */
export function unseen(
  known: KnownFinding | undefined,
  why: Unseen | undefined,
  { sighting: { at }, settings }: Comparing,
): Verdicts {
  if (!known) return { changes: [] };
  const { since, audits, told } = known.unverified ?? { since: at, audits: 0, told: false };
  const tells = told || audits + 1 >= neededUnseen(why, settings);
  const next = { ...known, unverified: { since, audits: told ? audits : audits + 1, told: tells } };
  if (!isOpen(known) || told || !tells) return { known: next, changes: [] };
  const change: Change = {
    kind: 'unverified',
    finding: known.finding,
    unseen: why ?? null,
    since: { after: known.confirmed, until: since },
  };
  return { known: next, changes: [change] };
}

function decided(finding: Finding, known: KnownFinding, comparing: Comparing): Verdicts {
  const { at } = comparing.sighting;
  const standing = standingOf(finding);
  const seen = { ...known, unverified: null, settlingSince: null, confirmed: at };
  const since: Between = { after: known.confirmed, until: at };
  const again: readonly Change[] =
    standing === 'open' && isOpen(known) && known.unverified?.told
      ? [{ kind: 'verified', finding, since }]
      : [];
  const step =
    known.standing === standing
      ? calm(developed(finding, { ...seen, doubt: null }, since), finding, since, comparing)
      : settle(finding, standing, { ...known, settlingSince: null }, comparing);
  const more = step.changes.filter(({ kind }) => kind !== 'verified' || again.length === 0);
  return { known: step.known && { ...step.known, confirmed: at }, changes: [...again, ...more] };
}

function standingOf({ verdict, exception }: Finding): Standing {
  if (verdict.status !== 'fail') return 'holds';
  return exception ? 'excepted' : 'open';
}

/** What flapped is judged anew once it changed its mind seldom enough. */
function calm(step: Verdicts, finding: Finding, seen: Between, { settings, sighting }: Comparing): Verdicts {
  const { known } = step;
  if (!known?.flapping) return step;
  const turns = recent(known.turns, sighting.at, settings.flapping.within);
  if (turns.length >= settings.flapping.turns) return { known: { ...known, turns }, changes: [] };
  const settled = { ...known, turns, flapping: false };
  if (known.standing !== 'holds')
    return { known: settled, changes: [{ kind: 'verified', finding, since: seen }] };
  const { openedAt, since } = known;
  return {
    known: { ...settled, openedAt: null },
    changes: [{ kind: 'closed', finding, why: 'fixed', openedAt: openedAt ?? since.until, since }],
  };
}
