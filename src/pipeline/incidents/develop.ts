import type { AlertSettings } from '../../model/alerts.ts';
import type { Change, Drift } from '../../model/drift.ts';
import type { Incident, Item } from '../../model/incident.ts';
import { flappersOf, turned } from './flapping.ts';
import { worstOf } from './severity.ts';
import { identityIn } from './subject.ts';
import { newsOf, whatOf } from './wording.ts';

/** An incident after a drift, with what is new of it, a line each. */
export interface Developed {
  readonly after: Incident;
  readonly news: readonly string[];
  /** Whether something that was wrong is wrong in more ways now. */
  readonly worse: boolean;
}

export function apply(
  incident: Incident,
  changes: readonly Change[],
  drift: Drift,
  now: Date,
  settings: AlertSettings,
): Developed {
  // One cause hides them all, and is told as such.
  const blinded = drift.changes.some(({ kind }) => kind === 'cannot-see');
  const steps = changes.reduce<Steps>((steps, change) => step(steps, change, now, settings), {
    incident,
    news: [],
  });
  // Who is called, and how often, goes by what is wrong now and not by what is over.
  const severity = worstOf(steps.incident.items.map((item) => severityOf(item, settings)));
  const stirred = steps.news.some(({ change }) => stirs(change));
  const flappers = flappersOf(steps.incident, now, settings.flapping);
  const news = steps.news.filter(
    ({ change }) => !(flappers.has(identityIn(change)) || (blinded && change.kind === 'unverified')),
  );
  return {
    after: {
      ...steps.incident,
      severity: severity ?? incident.severity,
      audit: changes.length > 0 ? drift.audit : incident.audit,
      ...(stirred && unacknowledged(incident)),
    },
    news: news.map(({ text }) => text),
    worse: news.some(({ change }) => change.kind === 'worsened'),
  };
}

interface Steps {
  readonly incident: Incident;
  readonly news: readonly { readonly change: Change; readonly text: string }[];
}

/** Whoever acknowledged did so of less; another value of what fails is not more. */
const stirs = ({ kind }: Change): boolean => ['opened', 'worsened', 'flapping', 'cannot-see'].includes(kind);

const unacknowledged = ({ acknowledged, spent }: Incident) => ({
  acknowledged: null,
  spent: [...new Set([...spent, ...(acknowledged?.marks ?? [])])],
});

export const severityOf = (item: Item, { blindness }: Pick<AlertSettings, 'blindness'>) =>
  item.kind === 'violation' ? item.finding.severity : blindness;

function step({ incident, news }: Steps, change: Change, now: Date, { flapping }: AlertSettings): Steps {
  const identity = identityIn(change);
  const held = incident.items.find((item) => item.identity === identity);
  const next = itemAfter(held, change, identity);
  const more = { change, text: newsOf(change) };
  if (change.kind === 'resource' || change.kind === 'property')
    return { incident: { ...incident, changed: [...incident.changed, more.text].slice(-mostChanged) }, news };
  if (JSON.stringify(next) === JSON.stringify(held)) return { incident, news };
  const others = incident.items.filter((item) => item.identity !== identity);
  const isTurn = (held === undefined) !== (next === undefined);
  const turns = isTurn ? turnsAfter(incident, change, now, flapping) : incident.turns;
  const ended = next === undefined ? endedBy(change, now) : [];
  return {
    incident: {
      ...incident,
      turns,
      // In its place, so that a list on a screen does not jump.
      items:
        next === undefined
          ? others
          : held
            ? incident.items.map((item) => (item === held ? next : item))
            : [...others, next],
      ended: [...incident.ended, ...ended].slice(-mostEnded),
    },
    // That it flaps is told once; each change of it from then on is counted.
    news: change.kind === 'flapping' && isFlapper(held) ? news : [...news, more],
  };
}

/** What somebody decided is no change of mind: what comes after it is counted anew. */
function turnsAfter(
  { turns }: Incident,
  change: Change,
  now: Date,
  flapping: AlertSettings['flapping'],
): Incident['turns'] {
  const identity = identityIn(change);
  if (change.kind === 'closed' && ['excepted', 'policy-changed'].includes(change.why))
    return turns.filter((turn) => turn.identity !== identity);
  return turned(turns, identity, now, flapping);
}

const mostChanged = 10;
const mostEnded = 100;

const isFlapper = (held: Item | undefined): boolean => held?.kind === 'violation' && held.flapping !== null;

/** Undefined where it is over. */
function itemAfter(held: Item | undefined, change: Change, identity: string): Item | undefined {
  switch (change.kind) {
    case 'opened':
    case 'worsened':
    case 'changed':
    case 'flapping':
      return violation(held, change, identity);
    case 'unverified':
      return held?.kind === 'violation' && held.unverified === null
        ? { ...held, unverified: { since: change.since.until, unseen: change.unseen } }
        : held;
    case 'verified':
      return held?.kind === 'violation'
        ? { ...held, unverified: null, flapping: null, restsSince: null }
        : held;
    case 'cannot-see': {
      const { type, unseen, hides } = change;
      return { kind: 'blind', identity, type, unseen, hides, since: held?.since ?? change.since };
    }
    case 'closed':
    case 'can-see':
      return undefined;
    default:
      return held;
  }
}

type Failing = Extract<Change, { kind: 'opened' | 'worsened' | 'changed' | 'flapping' }>;

function violation(held: Item | undefined, change: Failing, identity: string): Item {
  const { finding, kind } = change;
  const before = held?.kind === 'violation' && kind !== 'opened' ? held.flapping : null;
  const flapping = kind === 'flapping' ? change.turns : before;
  const since = held?.since ?? change.since;
  const failing = { kind: 'violation', identity, finding, since, unverified: null, flapping } as const;
  if (kind !== 'flapping' || finding.verdict.status === 'fail') return failing;
  const last = held?.kind === 'violation' ? held.finding : finding;
  return { ...failing, finding: last, restsSince: change.since.until };
}

function endedBy(change: Change, now: Date): Incident['ended'] {
  const at = now.toISOString();
  if (change.kind === 'closed')
    return [{ what: whatOf(change.finding), check: change.finding.check, why: change.why, at }];
  if (change.kind === 'can-see') return [{ what: change.type ?? 'the place', check: '', why: 'seen', at }];
  return [];
}
