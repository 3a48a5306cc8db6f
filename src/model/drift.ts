import type { Audit } from './audit.ts';
import type { Finding, ResourceRef } from './finding.ts';
import type { PlaceRef } from './place.ts';
import type { Unseen } from './unseen.ts';
import type { Fail } from './verdict.ts';

/** What came between what was known of a place and what an audit saw of it. */
export interface Drift {
  readonly audit: string;
  readonly place: PlaceRef;
  /** Set where nothing was known of the place: what is open may be old. */
  readonly baseline: boolean;
  readonly changes: readonly Change[];
}

/** What a recording was judged by; a report says what it was. */
export type JudgedBy = 'given' | 'recorded' | 'default' | 'report';

/** A policy that is not the same in two audits: the SHA-256 of each, null where it is not there. */
export interface PolicyChange {
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Two audits, and what came between them. */
export interface Compared {
  readonly before: Audit;
  readonly after: Audit;
  readonly judgedBy: readonly [JudgedBy, JudgedBy];
  /** What the account did. */
  readonly drifts: readonly Drift[];
  readonly policies: readonly PolicyChange[];
  /** What is so only because a policy is another. */
  readonly byPolicy: readonly Drift[];
}

export type Change =
  | Opened
  | Worsened
  | Changed
  | Closed
  | Unverified
  | Verified
  | Flapping
  | CannotSee
  | CanSee
  | ResourceChange
  | PropertyChange;

/** ISO 8601: the audit that last saw it otherwise (null: never), and the first that saw it so. */
export interface Between {
  readonly after: string | null;
  readonly until: string;
}

/** A violation not excepted that was not open. */
interface Opened {
  readonly kind: 'opened';
  readonly finding: Finding;
  readonly since: Between;
}

/** More facts, or a higher severity. */
interface Worsened {
  readonly kind: 'worsened';
  readonly finding: Finding;
  readonly before: Fail;
  readonly since: Between;
}

/** Still failing, another value. */
interface Changed {
  readonly kind: 'changed';
  readonly finding: Finding;
  readonly before: Fail;
  readonly since: Between;
}

/** `finding` is what closed it, or where it is gone the failure as it was last seen. */
interface Closed {
  readonly kind: 'closed';
  readonly finding: Finding;
  readonly why: Ending;
  readonly openedAt: string;
  readonly since: Between;
}

export type Ending = 'fixed' | 'gone' | 'policy-changed' | 'excepted';

/** An open one that can no more be seen: it stays open. `finding` is the failure as it was last seen. */
interface Unverified {
  readonly kind: 'unverified';
  readonly finding: Finding;
  readonly unseen: Unseen | null;
  readonly since: Between;
}

/** Seen again, still failing. */
interface Verified {
  readonly kind: 'verified';
  readonly finding: Finding;
  readonly since: Between;
}

/** Too many changes of mind in a day, and each one more: it counts as open until it is calm. `finding` is how it is now. */
interface Flapping {
  readonly kind: 'flapping';
  readonly finding: Finding;
  readonly turns: number;
  readonly since: Between;
}

/** `type` is null where nothing of the place can be seen; `hides` is how many verdicts rest on it. */
interface CannotSee {
  readonly kind: 'cannot-see';
  readonly place: PlaceRef;
  readonly type: string | null;
  readonly unseen: Unseen;
  readonly hides: number;
  readonly since: Between;
}

interface CanSee {
  readonly kind: 'can-see';
  readonly place: PlaceRef;
  readonly type: string | null;
  readonly since: Between;
}

interface ResourceChange {
  readonly kind: 'resource';
  readonly what: 'added' | 'removed';
  readonly resource: ResourceRef;
  readonly component: string;
  readonly policy: string;
  readonly since: Between;
}

/** A property of a claimed resource has another value, whether or not a rule minds. */
interface PropertyChange {
  readonly kind: 'property';
  readonly resource: ResourceRef;
  readonly component: string;
  readonly policy: string;
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly since: Between;
}
