import type { Audit } from '../model/audit.ts';
import type { Change, Drift, PolicyChange } from '../model/drift.ts';
import { type Known, nothingKnown } from '../model/known.ts';
import { textOfPlace } from '../model/place.ts';
import { type CompareSettings, defaultSettings } from './compare/comparing.ts';
import { compare } from './compare.ts';
import { sightingsOf } from './sightings.ts';

/** What came between two audits, what the account did apart from what is so because a policy is another. */
export interface Contrast {
  readonly drifts: readonly Drift[];
  readonly policies: readonly PolicyChange[];
  readonly byPolicy: readonly Drift[];
}

/**
 * `asBefore` is what the later one shows by the policies of the earlier one: with it the account's drift is told apart
 * from what the policies changed. Absent where they are the same, or where those of the earlier one are not there.
 */
export function contrast(before: Audit, after: Audit, asBefore?: Audit): Contrast {
  const policies = policyChanges(before, after);
  const first = step(knownOf(before), asBefore ?? after, twoOnly);
  if (!asBefore) return { drifts: first.drifts, policies, byPolicy: [] };
  const ids = after.policies.map(({ id }) => id);
  const second = step(first.known, after, { ...twoOnly, policies: ids });
  return {
    drifts: first.drifts.map((drift) => changesOf(drift, (change) => isOfAccount(change, after, policies))),
    policies,
    byPolicy: second.drifts.map((drift) => changesOf({ ...drift, baseline: false }, isOfPolicy)),
  };
}

/** There is no third audit to wait for. */
const twoOnly = {
  ...defaultSettings,
  confirm: { failAfter: 1, clearAfter: 1, eventualAfter: 1, unseenAfter: 1, upcomingAfter: 0 },
};

export function policyChanges(before: Audit, after: Audit): readonly PolicyChange[] {
  const [was, is] = [before, after].map(
    ({ policies }) => new Map(policies.map(({ id, sha256 }) => [id, sha256])),
  );
  const ids = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].sort();
  return ids.flatMap((id): readonly PolicyChange[] => {
    const [first, second] = [was?.get(id) ?? null, is?.get(id) ?? null];
    return first === second ? [] : [{ id, before: first, after: second }];
  });
}

type KnownByPlace = ReadonlyMap<string, Known>;

const knownOf = (audit: Audit): KnownByPlace =>
  new Map(
    sightingsOf(audit).map((sighting) => [
      textOfPlace(sighting.place),
      compare(nothingKnown(sighting.place), sighting).known,
    ]),
  );

function step(
  known: KnownByPlace,
  audit: Audit,
  settings: CompareSettings,
): { readonly drifts: readonly Drift[]; readonly known: KnownByPlace } {
  const compared = sightingsOf(audit).map((sighting) =>
    compare(known.get(textOfPlace(sighting.place)) ?? nothingKnown(sighting.place), sighting, settings),
  );
  return {
    drifts: compared.map(({ drift }) => drift),
    known: new Map(compared.map((one) => [textOfPlace(one.known.place), one.known])),
  };
}

const changesOf = (drift: Drift, isMeant: (change: Change) => boolean): Drift => ({
  ...drift,
  changes: drift.changes.filter(isMeant),
});

/** That what nobody asked for any more cannot be seen comes of the policies, not of the account. */
function isOfAccount(change: Change, after: Audit, policies: readonly PolicyChange[]): boolean {
  switch (change.kind) {
    case 'cannot-see':
      return (
        change.unseen.kind !== 'not-in-evidence' || after.unread.some(({ type }) => type === change.type)
      );
    case 'unverified':
      return (
        change.unseen?.kind !== 'not-in-evidence' || policies.every(({ id }) => id !== change.finding.policy)
      );
    default:
      return true;
  }
}

const isOfPolicy = ({ kind }: Change): boolean =>
  kind === 'opened' || kind === 'worsened' || kind === 'changed' || kind === 'closed';
