import type { Between } from './drift.ts';
import type { Severity } from './severity.ts';

/**
 * What is said of an incident, for people and machines: bounded, and in plain text. Names, values and messages in it
 * come from whoever can create a resource; each notifier makes them harmless for where they go.
 */
export interface Notice {
  readonly incident: string;
  readonly kind: 'violations' | 'cannot-see' | 'exceptions' | 'baseline' | 'overdue' | 'test';
  readonly status: 'open' | 'resolved';
  readonly severity: Severity;
  /** The policy's title. */
  readonly title: string;
  /** `geo-block no longer holds` */
  readonly headline: string;
  readonly policy: string | null;
  readonly component: string | null;
  /** The team that the policy names. */
  readonly owner: string | null;
  readonly place: {
    readonly account: string;
    readonly region: string;
    /** What people call the account. */
    readonly name: string | null;
  } | null;
  readonly openedAt: string;
  readonly since: Between;
  readonly resolvedAt: string | null;
  /** How long it was open, once it is over: `38 min`. */
  readonly lasted: string | null;
  /** How it ended: `fixed`, `fixed; 1 excepted`. */
  readonly ending: string | null;
  /** What was wrong and is over: `Fixed: services/autoscaling of kiosk/menu`. */
  readonly ended: readonly string[];
  /** What is wrong; the worst first. */
  readonly items: readonly NoticeItem[];
  /** How many findings more there are. */
  readonly more: number;
  /** What else changed: `DesiredCount of kiosk/menu: 4 → 1`. */
  readonly changed: readonly string[];
  /** What to paste into the policy's `exceptions`, as JSON, to accept it for a while; one a check. */
  readonly exceptions: readonly string[];
  /** Components that rely on this one. */
  readonly affects: readonly string[];
  /** Set where none of it could be seen any more: when that began, and why. */
  readonly unverified: { readonly since: string; readonly why: string } | null;
  /** Set where it opens and closes again and again: how often it opened within a day. */
  readonly flapping: number | null;
  readonly acknowledged: boolean;
  /** Why it comes on this route and not the one that was asked for. */
  readonly detour: string | null;
  /** What this message is about: each change, a reminder, or nothing where it is the state as such. */
  readonly news: readonly string[];
  /** Whether it is to be noticed: a first message, a reminder. An edit never is. */
  readonly calls: boolean;
  readonly audit: string;
}

export interface NoticeItem {
  /** `firewall/geo-block` */
  readonly what: string;
  readonly severity: Severity;
  /** Where it was found: what is found alike is told once. */
  readonly resources: readonly NoticeResource[];
  readonly moreResources: number;
  readonly message: string;
  readonly expected: string | null;
  readonly actual: string | null;
  /** In place of `actual`, where a request shows it: as `web-acl --request` takes it in a shell. */
  readonly request: string | null;
  readonly why: string | null;
  readonly fix: string | null;
  readonly satisfies: readonly string[];
  /** When it could no more be seen. */
  readonly unverifiedSince: string | null;
  /** Set where it fails again and again and holds at present: since when. What else is said of it is how it failed last. */
  readonly restsSince: string | null;
}

export interface NoticeResource {
  readonly type: string;
  readonly name: string;
  readonly label: string | null;
  readonly id: string;
  /** Its page in the AWS console, where we know it. */
  readonly url: string | null;
}
