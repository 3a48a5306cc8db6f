import type { UnreadFact } from './audit.ts';
import type { Basis, Claim, Looked, Properties } from './claim.ts';
import type { Between } from './drift.ts';
import type { Finding, ResourceRef } from './finding.ts';
import type { PlaceRef } from './place.ts';
import type { Unseen } from './unseen.ts';

/** What one audit saw of one place. */
export interface Sighting {
  readonly audit: string;
  /** When it was taken, in ISO 8601. */
  readonly at: string;
  readonly place: PlaceRef;
  readonly plumbline: string;
  /** The policies it was judged by: their hash by their id. */
  readonly policies: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  readonly claims: readonly Claim[];
  readonly looked: readonly Looked[];
  readonly bases: readonly Basis[];
  readonly unread: readonly UnreadFact[];
  /** The exceptions that something failing stands under, by `<policy> <id>`. */
  readonly used: readonly string[];
}

/** What is known of a place from the audits before: what the next one is compared with. */
export interface Known {
  readonly place: PlaceRef;
  /** The version that looked last; null where none did. */
  readonly plumbline: string | null;
  /** Each policy as it was last judged there. */
  readonly policies: Readonly<Record<string, KnownPolicy>>;
  readonly findings: readonly KnownFinding[];
  readonly resources: readonly KnownResource[];
  /** How many of each type were last seen. */
  readonly seen: Readonly<Record<string, number>>;
  readonly blind: readonly Blind[];
}

export interface KnownPolicy {
  readonly sha256: string;
  readonly at: string;
}

/** What a verdict says of the requirement, once it is decided. */
export type Standing = 'holds' | 'open' | 'excepted';

/** The last verdict on one thing that was not unknown, and what was told of it. */
export interface KnownFinding {
  readonly identity: string;
  /** As it was when its standing was settled, or changed since. */
  readonly finding: Finding;
  /** Null until a first verdict is confirmed. */
  readonly standing: Standing | null;
  readonly since: Between;
  /** When it opened, where it is open. */
  readonly openedAt: string | null;
  /** The last audit that saw it decided. */
  readonly confirmed: string;
  /** Set while it cannot be seen. */
  readonly unverified: Unverified | null;
  /** Set while what it rests on is on its way: when that was first seen. */
  readonly settlingSince: string | null;
  /** Another verdict than the settled one, not yet seen often enough. */
  readonly doubt: Doubt | null;
  /** When it changed between holding and failing, of late. */
  readonly turns: readonly string[];
  readonly flapping: boolean;
}

interface Unverified {
  readonly since: string;
  readonly audits: number;
  readonly told: boolean;
}

export interface Doubt {
  readonly standing: Standing | 'gone';
  readonly audits: number;
  readonly since: Between;
}

export interface KnownResource {
  readonly policy: string;
  readonly component: string;
  readonly resource: ResourceRef;
  readonly properties: Properties;
  readonly hidden: readonly string[];
  /** The last audit that saw it. */
  readonly confirmed: string;
}

/** What of a place cannot be seen. */
export interface Blind {
  readonly place: PlaceRef;
  /** Null where it is the whole place. */
  readonly type: string | null;
  readonly unseen: Unseen;
  readonly since: Between;
  readonly audits: number;
  readonly told: boolean;
  /** Where a list is doubted because it is empty while others fail: those others. */
  readonly doubtedBy?: readonly string[] | undefined;
}

export const nothingKnown = (place: PlaceRef): Known => ({
  place,
  plumbline: null,
  policies: {},
  findings: [],
  resources: [],
  seen: {},
  blind: [],
});

/** What is about a policy and no place stands here. */
export const everywhere: PlaceRef = { account: 'all', region: 'all' };

export const isOpen = ({ standing, flapping }: KnownFinding): boolean => flapping || standing === 'open';
