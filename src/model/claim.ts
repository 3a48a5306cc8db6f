import type { ResourceRef } from './finding.ts';
import type { PlaceRef } from './place.ts';
import type { Unseen } from './unseen.ts';

/** A resource that a component of a policy selects, as it was seen. */
export interface Claim {
  readonly policy: string;
  readonly component: string;
  readonly resource: ResourceRef;
  /** What could be read of it, without what AWS or an autoscaler changes by itself. */
  readonly properties: Properties;
  /** Paths that were not asked for or could not be read: nothing follows from their absence. */
  readonly hidden: readonly string[];
  /** Set where it may belong to the component: what decides could not be read. */
  readonly unsure: boolean;
  /** Set where it is on its way, for less than the grace: what changes now may change back. */
  readonly moving: boolean;
  /** Set where an autoscaler made it, and will take it away: that it comes and goes is no drift. */
  readonly autoscaled?: boolean | undefined;
}

export type Properties = Readonly<Record<string, unknown>>;

/** A type that was asked for in a place. */
export interface Looked extends PlaceRef {
  readonly type: string;
  readonly seen: number;
  /** Why there may be more than were seen; null where the list is complete. */
  readonly unseen: Unseen | null;
}

/** What a check of a component rests on: the types it looks at. */
export interface Basis {
  readonly policy: string;
  readonly component: string;
  readonly check: string;
  readonly types: readonly string[];
}
