import { afterEach, beforeEach } from '@jest/globals';
import type { Sighting } from '../../src/model/known.ts';
import type { Decision, Memory } from '../../src/model/memory.ts';
import { compare } from '../../src/pipeline/compare.ts';
import { createMemory } from '../../src/stores/create-memory.ts';
import { migrate } from '../../src/stores/migrate.ts';
import type { Store } from '../../src/stores/store.ts';
import { historyContract } from './contract/history.ts';
import { knownContract } from './contract/known.ts';
import { leaseContract } from './contract/lease.ts';
import { incidentContract, messageContract, outboxContract } from './contract/outbox.ts';
import { readingContract } from './contract/reading.ts';
import { releasedContract } from './contract/released.ts';
import { resourcesContract } from './contract/resources.ts';
import { now, type Opened, type Remembering, settings } from './contract/subject.ts';
import { versionsContract } from './contract/versions.ts';

/** What every store does, whichever database keeps it. */
export function storeContract(fresh: () => Promise<Store>): void {
  let opened: Opened | undefined;
  beforeEach(async () => {
    const store = await fresh();
    await migrate(store, { plumbline: '0.1.0', now });
    const memory = createMemory(store);
    opened = { store, memory, remember: rememberIn(memory) };
  });
  afterEach(() => opened?.memory.close());
  const subject = (): Opened => {
    if (!opened) throw new Error('no store was opened');
    return opened;
  };
  knownContract(subject);
  historyContract(subject);
  resourcesContract(subject);
  leaseContract(subject);
  incidentContract(subject);
  outboxContract(subject);
  messageContract(subject);
  versionsContract(subject);
  readingContract(subject);
  releasedContract(fresh);
}

function rememberIn(memory: Memory): Opened['remember'] {
  return (one: Sighting, more: Partial<Decision> = {}): Promise<Remembering> =>
    memory.remember([one], ([before]) => {
      if (!before) throw new Error('nothing was given for the sighting');
      const { drift, known } = compare(before, one, settings);
      return { incidents: [], outbox: [], ...more, known: [known], before, drift };
    });
}
