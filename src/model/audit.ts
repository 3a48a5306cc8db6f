import type { Basis, Claim, Looked } from './claim.ts';
import type { EvidenceLost, EvidenceRef } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { NamedPlace, PlaceRef } from './place.ts';
import type { Unseen } from './unseen.ts';

/** What one run asked, saw and concluded. This is what we report, and later store and compare. */
export interface Audit {
  readonly plumbline: string;
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly places: readonly NamedPlace[];
  readonly policies: readonly { readonly id: string; readonly title: string; readonly sha256: string }[];
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

export interface Calls {
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  /** Questions answered from an earlier answer of the same audit. */
  readonly reused: number;
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
  };
