import type { AlertSettings } from '../../model/alerts.ts';
import type { Change, Drift } from '../../model/drift.ts';
import { type Finding, identityOf } from '../../model/finding.ts';
import type { Incident, IncidentKind } from '../../model/incident.ts';
import { type PlaceRef, textOfPlace } from '../../model/place.ts';
import type { Severity } from '../../model/severity.ts';
import type { Blame } from './cause.ts';
import { worstOf } from './severity.ts';

/** What an incident is about. */
export interface Subject {
  readonly kind: IncidentKind;
  readonly policy: string | null;
  readonly place: PlaceRef | null;
  readonly component: string | null;
}

export const keyOfPlace = (place: PlaceRef | null): string => (place ? textOfPlace(place) : '');

export const keyOf = ({ kind, policy, place, component }: Subject): string =>
  [kind, policy ?? '', keyOfPlace(place), component ?? ''].join(' ').replace(/ +/g, ' ').trim();

/** Undefined where the change is of nothing that is told: what was never told of is not told to be over. */
export function subjectOf(
  change: Change,
  known: readonly Incident[],
  drift: Drift,
  blame: Blame,
): Subject | undefined {
  const identity = identityIn(change);
  const holder = known.find(
    ({ status, items }) => status === 'open' && items.some((item) => item.identity === identity),
  );
  switch (change.kind) {
    case 'opened':
    case 'worsened':
    case 'changed':
    case 'flapping':
      return holder ?? (drift.baseline ? baselineOf(drift) : ofFinding(change.finding, blame));
    case 'cannot-see':
      return holder ?? (drift.baseline ? baselineOf(drift) : blindnessOf(change.place));
    case 'closed':
    case 'unverified':
    case 'verified':
    case 'can-see':
      return holder;
    case 'resource':
    case 'property':
      return openOn(change, known);
  }
}

/** What an item of an incident is known by. */
export function identityIn(change: Change): string {
  switch (change.kind) {
    case 'cannot-see':
    case 'can-see':
      return identityOfBlindness(change.place, change.type);
    case 'resource':
    case 'property':
      return '';
    default:
      return identityOf(change.finding);
  }
}

const identityOfBlindness = (place: PlaceRef, type: string | null): string =>
  JSON.stringify(['cannot-see', place.account, place.region, type]);

function ofFinding(finding: Finding, blame: Blame): Subject {
  const { policy, place, check } = finding;
  // What is wrong with an exception itself is not the trouble of its component.
  if (check.startsWith('exception.')) return { kind: 'exceptions', policy, place: null, component: null };
  return { kind: 'violations', policy, place, component: blame(finding) };
}

const baselineOf = ({ place }: Drift): Subject => ({
  kind: 'baseline',
  policy: null,
  place,
  component: null,
});

const blindnessOf = (place: PlaceRef): Subject => ({
  kind: 'cannot-see',
  policy: null,
  place,
  component: null,
});

/** What changed of a resource is told beside what is wrong with its component, and by itself never. */
function openOn(
  { policy, component }: { readonly policy: string; readonly component: string },
  known: readonly Incident[],
): Subject | undefined {
  return known.find(
    (incident) =>
      incident.status === 'open' && incident.policy === policy && incident.component === component,
  );
}

export function createIncident(
  subject: Subject,
  changes: readonly Change[],
  drift: Drift,
  now: Date,
  settings: AlertSettings,
): Incident {
  const found = changes.flatMap((change): Severity[] =>
    'finding' in change
      ? [change.finding.severity]
      : change.kind === 'cannot-see'
        ? [settings.blindness]
        : [],
  );
  const [first] = changes;
  return createOfKey(subject, {
    severity: worstOf(found) ?? 'low',
    since: first?.since ?? { after: null, until: now.toISOString() },
    audit: drift.audit,
    now,
  });
}

export function createOfKey(
  { kind, policy, place, component }: Subject,
  { severity, since, audit, now }: Pick<Incident, 'severity' | 'since' | 'audit'> & { readonly now: Date },
): Incident {
  const key = keyOf({ kind, policy, place, component });
  const openedAt = now.toISOString();
  return {
    id: `${key} ${openedAt}`,
    key,
    kind,
    policy,
    place,
    component,
    severity,
    status: 'open',
    openedAt,
    since,
    resolvedAt: null,
    audit,
    items: [],
    ended: [],
    changed: [],
    routes: [],
    toldAt: null,
    heldBy: null,
    revision: 0,
    acknowledged: null,
    spent: [],
    turns: [],
    flapping: false,
  };
}
