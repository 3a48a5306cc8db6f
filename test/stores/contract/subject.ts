import type { Drift } from '../../../src/model/drift.ts';
import type { Known, Sighting } from '../../../src/model/known.ts';
import type { Decision, Memory } from '../../../src/model/memory.ts';
import type { Store } from '../../../src/stores/store.ts';
import { confirming } from '../../support/sightings.ts';

export interface Opened {
  readonly store: Store;
  readonly memory: Memory;
  /** Compares a sighting with what is known, and keeps it. */
  readonly remember: (one: Sighting, more?: Partial<Decision>) => Promise<Remembering>;
}

export interface Remembering extends Decision {
  readonly before: Known;
  readonly drift: Drift;
}

/** The store of the test at hand. */
export type Subject = () => Opened;

export const now = new Date('2026-10-01T12:00:00Z');
export const settings = confirming(2, 2);
