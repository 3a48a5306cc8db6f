import type { Severity } from './severity.ts';
import type { Verdict } from './verdict.ts';

export interface ResourceRef {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** One check of one component on one resource. */
export interface Finding {
  readonly policy: string;
  readonly component: string;
  /** A rule's name, `count`, `expect.<property>` or `exception`. */
  readonly check: string;
  readonly severity: Severity;
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
  /** The exception a failure stands under. It stays a failure, counted apart. */
  readonly exception: { readonly id: string; readonly expires: string } | null;
}

/** One story through delete and recreate: never the wording, never the value, never a random ARN tail. */
export function identityOf({ policy, component, check, resource }: Finding): string {
  const where = resource ? [resource.account, resource.region, resource.name] : [];
  return JSON.stringify([policy, component, check, ...where]);
}
