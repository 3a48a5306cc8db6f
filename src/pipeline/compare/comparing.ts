import type { Change } from '../../model/drift.ts';
import type { Finding } from '../../model/finding.ts';
import type { Blind, Known, Sighting } from '../../model/known.ts';
import { grace } from '../../model/settling.ts';
import type { Unseen } from '../../model/unseen.ts';

export interface CompareSettings {
  /** How many audits must see a violation before it is open, and see it mended before it is closed. */
  readonly confirm: {
    readonly failAfter: number;
    readonly clearAfter: number;
    /** The same for a violation that AWS is to mend by itself. */
    readonly eventualAfter: number;
    /** The same for what may be seen again by itself the next time: a throttled call, answers that contradict each other. */
    readonly unseenAfter: number;
    /** How long, in milliseconds, what is only upcoming is kept from whoever has just changed the policy. */
    readonly upcomingAfter: number;
  };
  /** So many changes of mind within so many milliseconds are flapping. */
  readonly flapping: { readonly turns: number; readonly within: number };
  /** How long, in milliseconds, what is on its way changes nothing. */
  readonly grace: number;
  /** Every policy that holds in the place. What is known of others is closed: the policy changed. Absent: others are left alone. */
  readonly policies?: readonly string[] | undefined;
  /** The exceptions there are, by `<policy> <id>`, with the last day of each. Absent: not known. */
  readonly exceptions?: ReadonlyMap<string, string> | undefined;
}

const day = 24 * 60 * 60 * 1000;

export const defaultSettings: CompareSettings = {
  confirm: { failAfter: 1, clearAfter: 1, eventualAfter: 2, unseenAfter: 2, upcomingAfter: day },
  flapping: { turns: 3, within: day },
  grace,
};

/** What the parts of a comparison work with. */
export interface Comparing {
  readonly known: Known;
  readonly sighting: Sighting;
  readonly settings: CompareSettings;
  readonly baseline: boolean;
  readonly sight: Sight;
}

/** What of a place could be seen, and what is to be made of what was not. */
export interface Sight {
  readonly changes: readonly Change[];
  readonly blind: readonly Blind[];
  readonly seen: Readonly<Record<string, number>>;
  /** Why the list of a type cannot be relied on; undefined where it can. */
  listUnseen(type: string): Unseen | undefined;
  /** Why what is said of a list that is empty all of a sudden is not believed. */
  doubted(finding: Finding): Unseen | undefined;
}

/** What became of one thing that is known, and what there is to tell. */
export interface Step<T> {
  /** Absent where there is nothing left to know. */
  readonly known?: T | undefined;
  readonly changes: readonly Change[];
}

export interface Steps<T> {
  readonly known: readonly T[];
  readonly changes: readonly Change[];
}

export const together = <T>(steps: readonly Step<T>[]): Steps<T> => ({
  known: steps.flatMap(({ known }) => known ?? []),
  changes: steps.flatMap(({ changes }) => changes),
});

/** Whether a policy is another than when it was last judged in the place, or was never judged there. */
export const isAnother = (policy: string, { known, sighting }: Comparing): boolean =>
  known.policies[policy]?.sha256 !== sighting.policies[policy];

/** How many audits must fail to see something for the same reason before it is told. What a permission would mend stays. */
export function neededUnseen(unseen: Unseen | undefined, { confirm }: CompareSettings): number {
  const isPassing =
    unseen?.kind === 'contradictory' || (unseen?.kind === 'refused' && unseen.permission === undefined);
  return isPassing ? confirm.unseenAfter : 1;
}
