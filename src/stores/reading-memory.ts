import type { Memory } from '../model/memory.ts';
import { dayBefore } from './create-memory.ts';
import { transact } from './guard.ts';
import { openHistory } from './history.ts';
import { openIncidents } from './incidents.ts';
import { loadKnown } from './load-known.ts';
import { openOutbox } from './outbox.ts';
import { openPresent } from './present.ts';
import type { Store } from './store.ts';

/** What there is, of which nothing changes: whoever holds a place is neither asked nor kept from it. */
export function readingMemory(store: Store): Memory {
  const refused = () => {
    throw new Error(`the store ${store.name} is only read`);
  };
  const { messages, waiting } = openOutbox(store);
  return {
    remember: (sightings, decide) =>
      transact(store, async (reading) => {
        const loaded = await loadKnown(reading, sightings);
        return decide(
          loaded.map(({ known }) => known),
          await openIncidents(reading, dayBefore(sightings)),
        );
      }),
    revise: (decide) => transact(store, async (reading) => decide(await openIncidents(reading))),
    lease: async () => [],
    release: async () => undefined,
    recorded: async () => refused(),
    history: openHistory(store),
    present: openPresent(store),
    outbox: {
      messages,
      waiting,
      begin: async () => refused(),
      delivered: async () => refused(),
      superseded: async () => refused(),
      failed: async () => refused(),
    },
    close: () => store.db.destroy(),
  };
}
