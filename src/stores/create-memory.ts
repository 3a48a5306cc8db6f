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
import { saveRecording } from './save-recording.ts';
import type { Store } from './store.ts';

export function createMemory(store: Store): Memory {
  return {
    remember: (sightings, decide) =>
      transact(store, async (writing) => {
        const loaded = await loadKnown(writing, sightings);
        const decision = decide(
          loaded.map(({ known }) => known),
          await openIncidents(writing, dayBefore(sightings)),
        );
        const savings = sightings.flatMap((sighting, at) => {
          const [before, known] = [loaded[at], decision.known[at]];
          return before && known ? [{ sighting, before, known }] : [];
        });
        await saveKnown(writing, savings);
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
    lease: (places, claim) => lease(store, places, claim),
    release: (holder) => release(store, holder),
    recorded: (recording, removed) => saveRecording(store, recording, removed),
    history: openHistory(store),
    present: openPresent(store),
    outbox: openOutbox(store),
    close: () => store.db.destroy(),
  };
}

/** What resolved within it may open again, and is one story with before where it flaps. */
export function dayBefore(sightings: readonly Sighting[]): string {
  const times = sightings.map(({ at }) => Date.parse(at));
  return new Date(Math.max(0, ...times) - 24 * 60 * 60 * 1000).toISOString();
}
