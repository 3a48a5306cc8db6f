import type { Audit, Calls } from './audit.ts';
import type { Drift } from './drift.ts';
import type { EvidenceLost, EvidenceRef, PolicyCopy } from './evidence.ts';
import type { Inventory } from './inventory.ts';
import type { Form } from './meaning.ts';
import type { Operation } from './operation.ts';
import type { NamedPlace, PlaceRef } from './place.ts';
import type { Shows } from './property.ts';
import type { Resource, ResourceType, ResourceTypes } from './resource.ts';
import type { Unseen } from './unseen.ts';

/** One account in one region, with credentials that can read it. */
export interface Place extends PlaceRef {
  readonly signal: AbortSignal;
  /** Answers from this audit's evidence when the question was asked before. Throws `Refused`, or a bug of ours. */
  ask<I extends object, O extends object>(operation: Operation<I, O>, input: I): Promise<O>;
  /** Puts the question once more, for where two answers cannot both be true. Never a third time. */
  again<I extends object, O extends object>(operation: Operation<I, O>, input: I): Promise<O>;
  /** Every page in turn. A token that comes back, or pages without end, are a refusal, never a short list. */
  pages<I extends object, O extends object>(
    operation: Operation<I, O>,
    input: I,
    paging: Paging<I, O>,
  ): AsyncIterable<O>;
}

export interface Paging<I, O> {
  /** Where the question takes the token: `nextToken`. */
  readonly input: keyof I & string;
  /** Where the answer gives it. */
  readonly output: keyof O & string;
  /** WAFv2 gives a marker even with its last page: there an empty `items`, or the same marker again, is the end. */
  readonly endsWhenEmpty?: keyof O & string;
}

/** Reads every resource of one type in one place. Throwing `Refused` makes the type a blind spot there. */
export interface Collector {
  readonly type: ResourceType;
  /** The operations it may ask for, by the property that needs them; `''` for the list itself. */
  readonly asks: readonly Ask[];
  /** What `select` understands beside `name`, `arn` and `tags`. */
  readonly selectors?: Readonly<Record<string, SelectorKey>>;
  /**
   * The properties that AWS or an autoscaler changes by itself, as dotted paths through lists too, and why each: that
   * they change is not drift.
   */
  readonly volatile: Volatilities;
  /** What it makes of the type's properties: all that a policy can expect. */
  readonly shows: Shows;
  collect(place: Place, wanted: Wanted): AsyncIterable<Resource>;
}

export type Volatilities = Readonly<Record<string, Volatility>>;

/**
 * Why a property changes by itself; with the part of it that does not, or where alone it does. `startsWith` is of a name
 * that AWS gives what an autoscaler makes: the element of a list that has it, or the resource itself, comes and goes.
 */
export type Volatility =
  | string
  | { readonly why: string; readonly startsWith: string }
  | { readonly why: string; readonly keeps: 'major version' }
  | { readonly why: string; readonly where: readonly Where[] };

/** A property of the resource itself, or of one of another type in the place, that has the value; `{name}` in it is the resource's. */
export interface Where {
  readonly type?: ResourceType;
  readonly property: string;
  readonly is: string | boolean;
}

export interface Ask {
  // biome-ignore lint/suspicious/noExplicitAny: a list of operations of every kind
  readonly operation: Operation<any, any>;
  /** Asked only when one of these is wanted; absent is always. */
  readonly for?: readonly string[];
}

export interface SelectorKey {
  readonly description: string;
  /** The values it may have; absent is any text, or any number where it is one. */
  readonly values?: readonly string[];
  /** Some of its values, which editors offer; there are others. */
  readonly examples?: readonly string[];
  readonly kind?: 'number';
  /** The property that a resource is compared by. */
  readonly property: string;
  /** How AWS writes it, where that is not how it may be written in a template. */
  readonly form?: Form;
  /**
   * There are resources that have none, which no value matches: all, or those whose properties are these. Else an answer
   * that lacks it is not believed.
   */
  readonly optional?: true | Readonly<Record<string, string>>;
  /** The values that only resources of no region have: a component that selects by one is judged in the place `global`. */
  readonly global?: readonly string[];
}

/** Which properties the policies read. `wants('Live')` is true when `Live.Tasks` is wanted, and the other way round. */
export interface Wanted {
  has(property: string): boolean;
}

export interface CollectorFor<T extends ResourceType> extends Collector {
  readonly type: T;
  readonly shows: ShowsOf<ResourceTypes[T]>;
  collect(place: Place, wanted: Wanted): AsyncIterable<Resource<T>>;
}

/** Everything that a collector makes must be named, and nothing else. */
type ShowsOf<P extends object> = Shows & {
  readonly cloudFormation: Readonly<Record<Exclude<keyof P, 'Live'>, unknown>>;
} & (P extends { readonly Live?: infer L }
    ? { readonly live: Readonly<Record<keyof NonNullable<L>, unknown>> }
    : unknown);

export const defineCollector = <T extends ResourceType>(collector: CollectorFor<T>): CollectorFor<T> =>
  collector;

export interface Reporter {
  readonly name: string;
  render(audit: Audit, options: ReportOptions): string;
}

export interface ReportOptions {
  /** Columns to lay text out in; 0 where it is not a terminal. */
  readonly width: number;
  readonly color: boolean;
  readonly verbose: boolean;
  /** What came since the audits before, by place; absent where none are remembered. */
  readonly drifts?: readonly Drift[] | undefined;
}

/** What of each type is to be read: property paths. A type with none is still listed, for its existence. */
export type Wants = ReadonlyMap<ResourceType, ReadonlySet<string>>;

export interface SourcePlace extends NamedPlace {
  /** Set where the account could not be entered or identified: then nothing in it is judged. */
  readonly unidentified?: Unseen | undefined;
}

export interface Progress extends PlaceRef {
  readonly kind: 'started' | 'done' | 'refused';
  readonly type: string;
}

/** Where facts come from: AWS itself, or a recording. */
export interface Source {
  /** The places it can look into. The place `global` of their accounts is open as well, and never listed. */
  readonly places: readonly SourcePlace[];
  /** The evidence that answers come from; absent where AWS is asked. */
  readonly evidence?: EvidenceRef | undefined;
  /** What is wanted of one place. What could not be read is in it, as gaps and blind spots. */
  inventory(wants: Wants, place: SourcePlace, progress?: (event: Progress) => void): Promise<Inventory>;
  /** The IAM actions that reading it needs, sorted. */
  permissions(wants: Wants): Promise<readonly string[]>;
  /** The clock verdicts are judged by: the recording's own when answers come from evidence. */
  now(): Date;
  /** What was asked until now. */
  calls(): Calls;
  /** Writes what was recorded, if anything is, and says which evidence it is; that of an audit that did not end is never whole. */
  finish(policies: readonly PolicyCopy[]): Promise<EvidenceRef | EvidenceLost | undefined>;
}
