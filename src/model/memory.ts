import type { Blind, Known, Sighting } from './known.ts';
import type { PlaceRef } from './place.ts';
import type { Severity } from './severity.ts';

/** Where what was seen is kept between audits. Throws `UserError` where it cannot be read or written. */
export interface Memory {
  /**
   * In one transaction: reads what is known of the places, lets `decide` say what follows from the sightings, and keeps
   * all of it or, where anything fails, nothing. `decide` is given what is known in the order of the sightings, and the
   * incidents that are open or resolved within a day before. It may be called once only and does no I/O.
   */
  remember<D extends Decision>(
    sightings: readonly Sighting[],
    decide: (known: readonly Known[], open: readonly StoredIncident[]) => D,
  ): Promise<D>;
  /** Changes incidents and what is to be said without an audit: reminders, acknowledgements, watchdogs. */
  revise<D extends Omit<Decision, 'known'>>(decide: (open: readonly StoredIncident[]) => D): Promise<D>;
  /**
   * Takes all of the places for so many milliseconds, or holds them for longer; none of them where other processes have
   * some, which it gives. Time is the database's: it goes alike for all who ask.
   */
  lease(places: readonly PlaceRef[], claim: Lease): Promise<readonly PlaceRef[]>;
  /** Gives back all that is held. */
  release(holder: string): Promise<void>;
  /** Notes where an audit's evidence is kept, and what is kept no more. */
  recorded(recording: Recording, removed: readonly string[]): Promise<void>;
  readonly history: History;
  readonly present: Present;
  readonly outbox: StoredOutbox;
  close(): Promise<void>;
}

/** A folder of evidence that an audit left. */
export interface Recording {
  /** The audit: when it was taken. */
  readonly at: string;
  readonly folder: string;
  /** Of the answers, as its manifest says. */
  readonly sha256: string;
  readonly exchanges: number;
}

export interface Lease {
  readonly holder: string;
  /** Milliseconds after which another may take over. */
  readonly lasts: number;
}

export interface Decision {
  /** What is known from now on, in the order of the sightings. */
  readonly known: readonly Known[];
  /** The incidents that are new or changed. */
  readonly incidents: readonly StoredIncident[];
  readonly outbox: readonly OutboxEntry[];
}

/** What a store needs to know of an incident; the rest of it is kept as it is. */
export interface StoredIncident {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly status: 'open' | 'resolved';
  readonly policy: string | null;
  readonly place: PlaceRef | null;
  readonly component: string | null;
  readonly severity: Severity;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
}

/** What a store needs to know of something to be said; the rest of it is kept as it is. */
export interface OutboxEntry {
  readonly id: string;
  readonly incident: string;
  readonly route: string;
  readonly kind: string;
  readonly at: string;
}

export interface StoredWaiting extends OutboxEntry {
  readonly uncertainSince: string | null;
  readonly notBefore: string | null;
  readonly attempts: number;
  readonly refused: string | null;
  /** Where the incident's message stands on this route. */
  readonly ref: object | null;
}

/** Where an open incident's message stands on a route. */
export interface StoredMessage {
  readonly incident: string;
  readonly route: string;
  readonly ref: object;
}

/** What is still to be said. Each call is one transaction, and has happened when it returns. */
export interface StoredOutbox {
  /** Where the messages of the open incidents stand. */
  messages(): Promise<readonly StoredMessage[]>;
  /** All that waits, in the order it was written. */
  waiting(): Promise<readonly StoredWaiting[]>;
  /** Marks that an attempt begins. False where it waits no more, or another process has begun an attempt since. */
  begin(
    item: Pick<StoredWaiting, 'id' | 'attempts'>,
    attempt: { readonly at: string; readonly notBefore: string },
  ): Promise<boolean>;
  delivered(id: string, at: string, ref: object): Promise<void>;
  superseded(id: string, at: string): Promise<void>;
  failed(
    id: string,
    failure: {
      readonly reason: string;
      readonly permanent: boolean;
      readonly notBefore: string | null;
      readonly uncertainSince: string | null;
    },
  ): Promise<void>;
}

/** What was seen when. */
export interface History {
  /** The verdicts of each finding over time, in order; of those that stood at a time or since, where one is given. */
  verdicts(since?: string): Promise<readonly Interval[]>;
  /** When each place was audited. */
  audits(): Promise<readonly AuditedSpan[]>;
}

/** A verdict for as long as it stayed the same. */
export interface Interval {
  readonly identity: string;
  readonly place: PlaceRef;
  readonly policy: string;
  readonly component: string | null;
  readonly check: string;
  readonly resource: { readonly type: string; readonly name: string } | null;
  readonly state: VerdictState;
  readonly severity: Severity;
  readonly message: string;
  readonly policySha256: string;
  readonly evidence: string;
  readonly after: string | null;
  readonly from: string;
  readonly lastConfirmed: string;
  /** The audit that saw it otherwise; null where it is the present one. */
  readonly ended: string | null;
}

export type VerdictState = 'holds' | 'violated' | 'excepted' | 'unknown' | 'not-applicable';

export interface AuditedSpan {
  readonly place: PlaceRef;
  /** The times of the audits, in order. */
  readonly at: readonly string[];
  readonly policies: readonly string[];
  readonly unread: number;
}

/** How things stand. */
export interface Present {
  /** The places that were ever audited. */
  places(): Promise<readonly KnownPlace[]>;
  /** The incidents that are open, in the order they opened. */
  incidents(): Promise<readonly StoredIncident[]>;
  /** What waits to be told, in the order it was written. */
  untold(): Promise<readonly Untold[]>;
}

export interface KnownPlace {
  readonly place: PlaceRef;
  readonly lastAudit: string;
  /** Each policy as it was last judged there. */
  readonly policies: Known['policies'];
  /** What of it could not be seen. */
  readonly blind: readonly Blind[];
}

export interface Untold extends OutboxEntry {
  readonly attempts: number;
  readonly notBefore: string | null;
  /** Why the last attempt failed. */
  readonly lastError: string | null;
  /** Why it failed for good: a person has to mend something. */
  readonly refused: string | null;
}
