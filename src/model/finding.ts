import type { PlaceRef } from './place.ts';
import type { ResourceRef } from './resource-ref.ts';
import type { Severity } from './severity.ts';
import type { Verdict } from './verdict.ts';

export type { ResourceRef } from './resource-ref.ts';

/** One check of one component on one resource. */
export interface Finding {
  readonly policy: string;
  /** Null where the check is about the policy's scope. */
  readonly component: string | null;
  /** A rule's name, `count`, `expect.<property>`, `exception.<id>` or `scope.<place>`. */
  readonly check: string;
  readonly severity: Severity;
  /** Where it was judged. Null where it is about the policy and no place. */
  readonly place: PlaceRef | null;
  /** Null where the check is about the whole component. */
  readonly resource: ResourceRef | null;
  /** Where a check about a whole component looked. */
  readonly type: string;
  readonly verdict: Verdict;
  readonly because: string | null;
  readonly satisfies: readonly string[];
  /** Why the rule exists, and what to do about a failure. */
  readonly why: string | null;
  readonly fix: string | null;
  /** The exception it stands under: a failure stays a failure, what is unknown stays unknown, counted apart. */
  readonly exception: { readonly id: string; readonly expires: string } | null;
}

/** One story through delete and recreate: never the wording, never the value, never a random ARN tail. */
export function identityOf({ policy, component, check, place, resource }: Finding): string {
  const where = place ? [place.account, place.region] : [];
  return JSON.stringify([policy, component, check, ...where, ...(resource ? [resource.name] : [])]);
}
