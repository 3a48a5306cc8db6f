import type { Incident } from '../../model/incident.ts';
import { everywhere } from '../../model/known.ts';
import type { Interval, KnownPlace, Memory, Untold, VerdictState } from '../../model/memory.ts';
import { type PlaceRef, textOfPlace } from '../../model/place.ts';
import type { Severity } from '../../model/severity.ts';
import { wordsOf } from '../../model/unseen.ts';
import { headlineOf } from '../../pipeline/incidents/headline.ts';
import { watchedPlaces } from '../../pipeline/overdue.ts';
import type { Watched } from '../../pipeline/watchdog.ts';
import { watchingOf } from '../audit/watch-places.ts';
import type { Settings } from '../settings.ts';

/** How things stand; the JSON document of `status`. */
export interface Status {
  readonly at: string;
  readonly places: readonly PlaceStatus[];
  readonly incidents: readonly IncidentStatus[];
  /** What waits to be told, in order. */
  readonly outbox: readonly UntoldStatus[];
}

export interface PlaceStatus extends PlaceRef {
  readonly name: string | null;
  /** Null where it was never audited. */
  readonly lastAudit: string | null;
  /** `audited` too where nothing says when it is due. */
  readonly state: 'audited' | 'overdue' | 'unreadable';
  /** How many findings of each state there were. */
  readonly saw: Readonly<Record<VerdictState, number>>;
  readonly unseen: readonly { readonly type: string | null; readonly since: string; readonly why: string }[];
}

export interface IncidentStatus {
  readonly id: string;
  readonly severity: Severity;
  readonly headline: string;
  readonly policy: string | null;
  readonly place: PlaceRef | null;
  readonly since: string;
  readonly acknowledged: boolean;
  /** Since when none of it could be seen. */
  readonly unverifiedSince: string | null;
  readonly flapping: boolean;
  /** The reason of the quiet window that keeps it from being told. */
  readonly heldBy: string | null;
}

export interface UntoldStatus {
  readonly incident: string;
  readonly route: string;
  readonly kind: string;
  readonly at: string;
  readonly attempts: number;
  readonly notBefore: string | null;
  readonly lastError: string | null;
  /** Why a person has to mend something before it can be told. */
  readonly refused: string | null;
}

export async function gather(memory: Memory, settings: Settings, now: Date): Promise<Status> {
  const { present, history } = memory;
  const open = (await present.incidents()) as readonly Incident[];
  const verdicts = await history.verdicts(now.toISOString());
  const known = await present.places();
  return {
    at: now.toISOString(),
    places: placesOf(known, await watched(memory, settings, open, now), verdicts, settings),
    incidents: open.map(incidentOf),
    outbox: (await present.untold()).map(untoldOf),
  };
}

/** Without a configuration nothing says what is to be audited. */
async function watched(
  memory: Memory,
  settings: Settings,
  open: readonly Incident[],
  now: Date,
): Promise<readonly Watched[]> {
  if (!(settings.all && settings.accounts)) return [];
  const watching = await watchingOf(memory, settings, { seen: [], since: null });
  return watchedPlaces(watching, open, now);
}

function placesOf(
  known: readonly KnownPlace[],
  standing: readonly Watched[],
  verdicts: readonly Interval[],
  { accounts = [], schedule }: Settings,
): readonly PlaceStatus[] {
  const asked = standing.filter(({ status }) => status !== 'forgotten').map(({ place }) => place);
  const all = [...known.map(({ place }) => place), ...asked].filter(
    ({ account }) => account !== everywhere.account,
  );
  const distinct = [...new Map(all.map((place) => [textOfPlace(place), place])).values()];
  return distinct.map((place) => {
    const is = (one: { readonly place: PlaceRef }) => textOfPlace(one.place) === textOfPlace(place);
    const before = known.find(is);
    const state = standing.find(is)?.status ?? 'audited';
    return {
      ...place,
      name:
        accounts.find(({ account, roleArn }) => [account, roleArn?.split(':')[4]].includes(place.account))
          ?.name ?? null,
      lastAudit: before?.lastAudit ?? null,
      state: stateOf(before, state, schedule !== undefined),
      saw: countsOf(verdicts.filter((one) => one.ended === null && is(one))),
      unseen: (before?.blind ?? []).map(({ type, since, unseen }) => ({
        type,
        since: since.until,
        why: wordsOf(unseen),
      })),
    };
  });
}

/** Nothing is overdue of which nothing says when it is due. */
function stateOf(
  before: KnownPlace | undefined,
  status: Watched['status'],
  isScheduled: boolean,
): PlaceStatus['state'] {
  if (status === 'unreadable') return status;
  return isScheduled && (status === 'overdue' || before === undefined) ? 'overdue' : 'audited';
}

function countsOf(verdicts: readonly Interval[]): PlaceStatus['saw'] {
  const count = (state: VerdictState) => verdicts.filter((one) => one.state === state).length;
  return {
    holds: count('holds'),
    violated: count('violated'),
    excepted: count('excepted'),
    unknown: count('unknown'),
    'not-applicable': count('not-applicable'),
  };
}

function incidentOf(incident: Incident): IncidentStatus {
  const { id, severity, policy, place, openedAt, acknowledged, flapping, heldBy, items } = incident;
  const hidden = items.flatMap((item) =>
    item.kind === 'violation' && item.unverified ? [item.unverified.since] : [],
  );
  const isHidden = hidden.length > 0 && hidden.length === items.length;
  return {
    id,
    severity,
    headline: headlineOf(incident),
    policy,
    place,
    since: openedAt,
    acknowledged: acknowledged !== null,
    unverifiedSince: isHidden ? (hidden.sort()[0] ?? null) : null,
    flapping,
    heldBy,
  };
}

const untoldOf = ({ incident, route, kind, at, attempts, notBefore, lastError, refused }: Untold) => ({
  incident,
  route,
  kind,
  at,
  attempts,
  notBefore,
  lastError,
  refused,
});
