import type { Severity } from './severity.ts';

export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly owner?: { readonly team: string; readonly route?: string };
  /** Where it holds; what is absent is not restricted. */
  readonly scope: { readonly accounts?: readonly string[]; readonly regions?: readonly string[] };
  readonly severity?: Severity;
  readonly components: readonly Component[];
  readonly exceptions: readonly Exception[];
  readonly file: string;
  readonly sha256: string;
  /** As it was written, for evidence. */
  readonly text?: string;
  readonly lines?: PolicyLines;
}

/** On which line of its file, from 1, each part stands: components and exceptions by name, checks as `component/check`. */
export interface PolicyLines {
  readonly components: Readonly<Record<string, number>>;
  readonly checks: Readonly<Record<string, number>>;
  readonly exceptions: Readonly<Record<string, number>>;
}

export interface Component {
  readonly name: string;
  readonly type: string;
  readonly title?: string;
  readonly because?: string;
  readonly severity?: Severity;
  readonly satisfies: readonly string[];
  /** Each key must match; a list is "one of"; `*` and `?` are wild. */
  readonly select: Selector;
  /** Only resources that no other component of the policy selects. */
  readonly unclaimed?: boolean;
  readonly count: { readonly min: number; readonly max?: number };
  readonly rules: readonly Requirement[];
  readonly expect: Readonly<Record<string, unknown>>;
}

/** What each key must be; `not` holds keys that must be otherwise, each by itself. */
export type Selector = Readonly<Record<string, Wanted | Keys>> & { readonly not?: Keys };
export type Keys = Readonly<Record<string, Wanted>>;
export type Wanted = string | number | readonly (string | number)[] | TagSelector;
export type TagSelector = Readonly<Record<string, string | readonly string[]>>;

/** One rule asked of a component. */
export interface Requirement {
  readonly rule: string;
  /** As the policy gives them, shorthand resolved, without defaults. */
  readonly params: Readonly<Record<string, unknown>>;
  /** The components that it names: those that its own relies on, and those that rely on its own. */
  readonly reliesOn?: readonly string[];
  readonly reliedOnBy?: readonly string[];
  readonly severity?: Severity;
  readonly because?: string;
  readonly satisfies: readonly string[];
}

export interface Exception {
  readonly id: string;
  readonly component: string;
  readonly check: string;
  /** Names or ids of resources, with `*` and `?`. Absent is every one. */
  readonly resources?: readonly string[];
  /** Tags of resources; every one must match. */
  readonly tags?: TagSelector;
  /** What is accepted: a violation unless it says that what cannot be read is. */
  readonly accepts?: 'violation' | 'unknown';
  readonly reason: string;
  readonly approvedBy: string;
  /** The last day it holds, UTC: `2027-01-31`. */
  readonly expires: string;
}

/** The controls that something of a component serves. */
export const controlsServedBy = ({ satisfies, rules }: Component): readonly string[] => [
  ...satisfies,
  ...rules.flatMap((rule) => rule.satisfies),
];
