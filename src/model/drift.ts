import type { Finding, ResourceRef } from './finding.ts';
import type { PlaceRef } from './place.ts';
import type { Unseen } from './unseen.ts';
import type { Fail } from './verdict.ts';

/** What is otherwise than it was last known to be. */
export type Change =
  /** A violation, not excepted, that was not open. */
  | { readonly kind: 'opened'; readonly finding: Finding; readonly since: Between }
  /** More facts, or a higher severity. */
  | { readonly kind: 'worsened'; readonly finding: Finding; readonly before: Fail; readonly since: Between }
  /** Still failing, with another value. */
  | { readonly kind: 'changed'; readonly finding: Finding; readonly before: Fail; readonly since: Between }
  | {
      readonly kind: 'closed';
      readonly finding: Finding;
      readonly why: Ending;
      readonly openedAt: string;
      readonly since: Between;
    }
  /** An open one that can no more be seen: it stays open. */
  | {
      readonly kind: 'unverified';
      readonly finding: Finding;
      readonly unseen: Unseen | null;
      readonly since: Between;
    }
  /** Seen again, still failing. */
  | { readonly kind: 'verified'; readonly finding: Finding; readonly since: Between }
  /** Too many changes of mind in a day: it counts as open until it is calm, and is told once. */
  | { readonly kind: 'flapping'; readonly finding: Finding; readonly turns: number; readonly since: Between }
  | {
      readonly kind: 'cannot-see';
      readonly place: PlaceRef;
      /** Null where nothing of the place can be seen. */
      readonly type: string | null;
      readonly unseen: Unseen;
      /** How many findings it hides. */
      readonly hides: number;
      readonly since: Between;
    }
  | {
      readonly kind: 'can-see';
      readonly place: PlaceRef;
      readonly type: string | null;
      readonly since: Between;
    }
  | {
      readonly kind: 'resource';
      readonly what: 'added' | 'removed';
      readonly resource: ResourceRef;
      readonly component: string;
      readonly policy: string;
      readonly since: Between;
    }
  | {
      readonly kind: 'property';
      readonly resource: ResourceRef;
      readonly component: string;
      readonly policy: string;
      readonly path: string;
      readonly before: unknown;
      readonly after: unknown;
      readonly since: Between;
    };

export type Ending = 'fixed' | 'gone' | 'policy-changed' | 'excepted';

/** Two audits, by their times in ISO 8601: the last that saw it otherwise (null: none ever), and the one that saw it so. */
export interface Between {
  readonly after: string | null;
  readonly until: string;
}

/** What one audit of one place changed. */
export interface Drift {
  readonly audit: string;
  readonly place: PlaceRef;
  /** Nothing was known of the place before. */
  readonly baseline: boolean;
  readonly changes: readonly Change[];
}
