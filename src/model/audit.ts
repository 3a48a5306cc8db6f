import type { Basis, Claim, Looked } from './claim.ts';
import type { EvidenceLost, EvidenceRef } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { NamedPlace, PlaceRef } from './place.ts';
import type { Policy } from './policy.ts';
import type { Unseen } from './unseen.ts';

/** What one run asked, saw and concluded. This is what we report, and later store and compare. */
export interface Audit {
  readonly plumbline: string;
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly places: readonly NamedPlace[];
  readonly policies: readonly AuditedPolicy[];
  /** Set where only a part of the policies was judged. */
  readonly partial?: PartOfPolicies | undefined;
  readonly calls: Calls;
  readonly unread: readonly UnreadFact[];
  readonly findings: readonly Finding[];
  /** What components select: it is remembered, and compared with what they select the next time. */
  readonly claims: readonly Claim[];
  /** The types that were asked for, by place. */
  readonly looked: readonly Looked[];
  readonly bases: readonly Basis[];
  /** What the answers were kept as, or came from; absent where it is neither. */
  readonly evidence?: EvidenceRef | EvidenceLost | undefined;
}

/** A policy as an audit was asked to judge by it. What is known of its id alone has no more. */
export interface AuditedPolicy {
  readonly id: string;
  readonly title: string;
  readonly sha256: string;
  /** As it was named. */
  readonly file?: string | undefined;
  readonly owner?: Policy['owner'];
  readonly components?: Readonly<Record<string, AuditedComponent>> | undefined;
  readonly exceptions?: Readonly<Record<string, AuditedException>> | undefined;
}

export interface AuditedComponent {
  readonly title: string | null;
  /** Of the policy's file, from 1. */
  readonly line: number | null;
  readonly checks: Readonly<Record<string, AuditedCheck>>;
}

export interface AuditedCheck {
  /** What it demands, a sentence without a full stop. */
  readonly title: string;
  /** Null where the policy does not name it: a component is counted all the same. */
  readonly line: number | null;
  /** The controls it serves. */
  readonly satisfies: readonly string[];
}

export interface AuditedException {
  readonly reason: string;
  readonly approvedBy: string;
  readonly line: number | null;
}

/** What of the policies was judged, and what was left out: nothing is known of that. */
export interface PartOfPolicies {
  /** The ids that were asked for; null where all were. */
  readonly policies: readonly string[] | null;
  readonly components: readonly string[] | null;
  readonly leftOut: {
    /** As `policy/component`. */
    readonly components: readonly string[];
    /** The controls that something left out serves. */
    readonly controls: readonly string[];
  };
}

export interface Calls {
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  /** Questions answered from an earlier answer of the same audit. */
  readonly reused: number;
  /** What `refused` is made of; absent where nobody knows, as of a report of old. */
  readonly refusals?: readonly RefusalCount[] | undefined;
}

/** How many questions of one operation were refused for one reason. */
export interface RefusalCount {
  readonly operation: string;
  /** Null where a recording does not hold the question. */
  readonly reason: string | null;
  readonly count: number;
}

export type UnreadFact = Unseen &
  PlaceRef & {
    readonly type: string;
    /** The resource's name; absent where the list of the type itself is incomplete. */
    readonly resource?: string;
    /** Null where the list of the type itself is incomplete. */
    readonly property: string | null;
    /** The exception that accepts so; absent where nobody did. */
    readonly exception?: NonNullable<Finding['exception']>;
    /** The checks that look at it; absent where nobody knows. */
    readonly checks?: readonly CheckRef[];
  };

/** A check as a policy asks it. */
export interface CheckRef {
  readonly policy: string;
  /** Null where it is about a scope. */
  readonly component: string | null;
  readonly check: string;
}
