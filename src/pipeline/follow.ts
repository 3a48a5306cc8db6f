import type { Drift } from '../model/drift.ts';
import { type Known, nothingKnown, type Sighting } from '../model/known.ts';
import type { CompareSettings } from './compare/comparing.ts';
import { compare } from './compare.ts';

export interface Following {
  /** In the order of the sightings. */
  readonly known: readonly Known[];
  readonly drifts: readonly Drift[];
}

/** What follows from an audit. Pure: it runs inside the transaction that keeps it. */
export function follow(
  sightings: readonly Sighting[],
  known: readonly Known[],
  settings: CompareSettings,
): Following {
  const compared = sightings.map((sighting, at) =>
    compare(known[at] ?? nothingKnown(sighting.place), sighting, settings),
  );
  return { known: compared.map((one) => one.known), drifts: compared.map(({ drift }) => drift) };
}
