import type { Between, Ending } from './drift.ts';
import type { Finding } from './finding.ts';
import type { Notice } from './notice.ts';
import type { PlaceRef } from './place.ts';
import type { Severity } from './severity.ts';
import type { Unseen } from './unseen.ts';

/**
 * What on-call hears of as one thing: findings of one policy in one place with one cause. It opens, develops, is
 * acknowledged and resolves; what is unknown never resolves it.
 */
export interface Incident {
  /** This story and no other of the same key: the key's parts and when it opened. */
  readonly id: string;
  /** What it is about. One incident of a key is open at a time. */
  readonly key: string;
  readonly kind: IncidentKind;
  readonly policy: string | null;
  /** Null where it is about a policy and no place. */
  readonly place: PlaceRef | null;
  readonly component: string | null;
  /** The highest of what is wrong; what has resolved keeps its last. */
  readonly severity: Severity;
  readonly status: 'open' | 'resolved';
  readonly openedAt: string;
  readonly since: Between;
  readonly resolvedAt: string | null;
  /** The last audit that changed it. */
  readonly audit: string;
  /** What is wrong now. */
  readonly items: readonly Item[];
  /** What was wrong, and how it ended. */
  readonly ended: readonly Ended[];
  /** What else changed on the way: `DesiredCount of kiosk/menu: 4 → 1`. */
  readonly changed: readonly string[];
  /** The routes it was told on. Empty until it is told. */
  readonly routes: readonly string[];
  /** When something of it was last told; null where nothing was. */
  readonly toldAt: string | null;
  /** The reason of the quiet window that keeps it from being told. */
  readonly heldBy: string | null;
  /** How often it was told of. */
  readonly revision: number;
  readonly acknowledged: Acknowledgement | null;
  /** The marks of those who acknowledged before the state changed: they still stand, and count no more. */
  readonly spent: readonly string[];
  /** What of it opened or closed within the last day. */
  readonly turns: readonly Turn[];
  /** It changed its mind too often to be told each time. */
  readonly flapping: boolean;
}

export interface Turn {
  readonly identity: string;
  readonly at: string;
}

export type IncidentKind = 'violations' | 'cannot-see' | 'exceptions' | 'baseline' | 'overdue';

export type Item =
  | {
      readonly kind: 'violation';
      readonly identity: string;
      readonly finding: Finding;
      readonly since: Between;
      /** Set while it cannot be seen: the time of the audit that first could not. */
      readonly unverified: { readonly since: string; readonly unseen: Unseen | null } | null;
      /** How often it changed its mind within a day, where the comparison holds it open for that. */
      readonly flapping: number | null;
      /** Set while what flaps holds: the time of the audit that first saw it hold. `finding` is how it failed last. */
      readonly restsSince?: string | null;
    }
  | {
      readonly kind: 'blind';
      readonly identity: string;
      /** Null where nothing of the place can be seen. */
      readonly type: string | null;
      readonly unseen: Unseen;
      readonly hides: number;
      readonly since: Between;
    }
  | {
      readonly kind: 'overdue';
      readonly identity: string;
      /** The last audit that succeeded; null where none did. */
      readonly lastSuccess: string | null;
      /** How often one is due, in milliseconds. */
      readonly every: number;
      /** Set where there are audits, and none can read anything. */
      readonly unseen?: Unseen | undefined;
      readonly since: Between;
    };

export interface Ended {
  /** `services/autoscaling of kiosk/menu` */
  readonly what: string;
  readonly check: string;
  readonly why: Ending | 'seen' | 'unwatched';
  readonly at: string;
}

export interface Acknowledgement {
  /** Who, and on which message, as the notifier tells them apart. */
  readonly marks: readonly string[];
  readonly at: string;
}

/** Something to be said of an incident, written in the transaction that changed the incident. */
export interface OutboxItem {
  /** Unique and derived from what it says: the same transaction run twice writes it once. */
  readonly id: string;
  readonly incident: string;
  /** The name of a route. */
  readonly route: string;
  readonly kind: 'post' | 'edit' | 'reply';
  readonly at: string;
  readonly notice: Notice;
}

/** Where a message stands: of Slack, the channel's id and the message's `ts`. */
export interface MessageRef {
  readonly channel: string;
  readonly ts: string;
  /** The last reply in its thread. */
  readonly last?: string | undefined;
}

/** An item that waits, with what is known of earlier attempts. */
export interface Waiting extends OutboxItem {
  /** When an attempt began whose outcome is not known; it may have arrived. */
  readonly uncertainSince: string | null;
  /** Not before. */
  readonly notBefore: string | null;
  readonly attempts: number;
  /** Why the last attempt failed for good: a person has to mend something. */
  readonly refused: string | null;
  /** The incident's message on this route, once there is one. */
  readonly ref: MessageRef | null;
}

/** What is still to be said. Each call is one transaction, and has happened when it returns. */
export interface Outbox {
  /** All that waits, in the order it was written. */
  waiting(): Promise<readonly Waiting[]>;
  /**
   * Marks that an attempt begins, before anything leaves. `at` is when the first attempt began whose outcome is not
   * known: from then on it may have arrived (`uncertainSince`). False where it waits no more, or another process has
   * begun an attempt since it was read.
   */
  begin(item: Waiting, attempt: { readonly at: string; readonly notBefore: string }): Promise<boolean>;
  /** It arrived, and stands there: it waits no more. */
  delivered(id: string, at: string, ref: MessageRef): Promise<void>;
  /** What comes later says it too. */
  superseded(id: string, at: string): Promise<void>;
  /** It did not arrive, or nobody knows. */
  failed(id: string, failure: Failed): Promise<void>;
}

export interface Failed {
  readonly reason: string;
  /** A person has to mend something first. It is tried again, but not in this run. */
  readonly permanent: boolean;
  readonly notBefore: string | null;
  /** When the attempt began, where it may have arrived all the same. */
  readonly uncertainSince: string | null;
}

/** Where incidents of some kind are told. */
export interface Route {
  readonly name: string;
  readonly notifier: string;
  /** Of Slack, the channel's id; of a webhook, its URL. */
  readonly to: string;
  /** Who is called, by severity: `@here`, or the id of a user group. Only settings mention anybody. */
  readonly mentions: Readonly<Partial<Record<Severity, readonly string[]>>>;
}

/** One thing to say, with all that it takes to say it once. */
export interface Telling {
  /** What it is known by where it arrives. */
  readonly key: string;
  readonly kind: OutboxItem['kind'];
  readonly route: Route;
  readonly notice: Notice;
  readonly ref: MessageRef | null;
  /** When an earlier attempt began that may have arrived: look before it is said again. */
  readonly uncertainSince: string | null;
  /** Where else than on its route an earlier attempt may have gone: as `to` of a route. */
  readonly detours: readonly string[];
}

export type Told =
  | { readonly status: 'delivered'; readonly ref: MessageRef }
  /** It did not arrive, and may be tried again. `uncertain`: it may have arrived all the same. */
  | {
      readonly status: 'retry';
      readonly reason: string;
      readonly uncertain: boolean;
      /** Milliseconds to wait, where the other side said so: that goes for the whole route. */
      readonly after: number | null;
    }
  /** It did not arrive, and will not until a person mends something: the message, the route, or all of the notifier. */
  | {
      readonly status: 'refused';
      readonly reason: string;
      readonly concerns: 'message' | 'route' | 'notifier';
    }
  /** The message that it edits or replies to is there no more. */
  | { readonly status: 'missing'; readonly reason: string };

/** Says things to people or machines. It throws only for a fault of ours. */
export interface Notifier {
  readonly name: string;
  tell(telling: Telling): Promise<Told>;
  /** A mark for each who acknowledged there; null where that cannot be told now. */
  acknowledgedBy(ref: MessageRef): Promise<readonly string[] | null>;
  /** What will not work later on though this message arrived, a sentence each: a scope that was not granted. */
  doubts(telling: Telling, ref: MessageRef): Promise<readonly string[]>;
  /** What `tell` would send, for people to read. Holds no secret. */
  payload(telling: Telling): unknown;
}
