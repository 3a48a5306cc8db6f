import type { Sighting } from '../model/known.ts';
import type { Memory } from '../model/memory.ts';
import { transact } from './guard.ts';
import { openHistory } from './history.ts';
import { openIncidents, saveIncidents } from './incidents.ts';
import { lease, release } from './lease.ts';
import { loadKnown } from './load-known.ts';
import { openOutbox, saveOutbox } from './outbox.ts';
import { openPresent } from './present.ts';
import { saveKnown } from './save-known.ts';
import type { Store } from './store.ts';

export function createMemory(store: Store): Memory {
  return {
    remember: (sightings, decide) =>
      transact(store, async (writing) => {
        const loaded = await Promise.all(sightings.map((sighting) => loadKnown(writing, sighting)));
        const decision = decide(
          loaded.map(({ known }) => known),
          await openIncidents(writing, dayBefore(sightings)),
        );
        for (const [at, sighting] of sightings.entries()) {
          const [before, known] = [loaded[at], decision.known[at]];
          if (before && known) await saveKnown(writing, { sighting, before, known });
        }
        await saveIncidents(writing, decision.incidents);
        await saveOutbox(writing, decision.outbox);
        return decision;
      }),
    revise: (decide) =>
      transact(store, async (writing) => {
        const decision = decide(await openIncidents(writing));
        await saveIncidents(writing, decision.incidents);
        await saveOutbox(writing, decision.outbox);
        return decision;
      }),
    lease: (place, claim) => lease(store, place, claim),
    release: (place, holder) => release(store, place, holder),
    history: openHistory(store),
    present: openPresent(store),
    outbox: openOutbox(store),
    close: () => store.db.destroy(),
  };
}

/** What resolved within it may open again, and is one story with before where it flaps. */
function dayBefore(sightings: readonly Sighting[]): string {
  const times = sightings.map(({ at }) => Date.parse(at));
  return new Date(Math.max(0, ...times) - 24 * 60 * 60 * 1000).toISOString();
}
