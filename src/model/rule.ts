import type { Inventory } from './inventory.ts';
import type { Params, ParamValues } from './params.ts';
import type { Resource, ResourceType } from './resource.ts';
import type { Mover } from './settling.ts';
import type { Severity } from './severity.ts';
import type { Verdict } from './verdict.ts';

/** Property paths by resource type: `{ 'AWS::EC2::Subnet': ['AvailabilityZone'] }`. */
export type Reads = { readonly [T in ResourceType]?: readonly string[] };

/** A rule as the engine sees it. Authors write a `RuleFor` one type of resource. */
export interface Rule {
  readonly type: ResourceType;
  /** The file's name without `.ts`; unique among the rules of its type. */
  readonly name: string;
  /** A sentence without a full stop. */
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly severity: Severity;
  /**
   * The properties `check` looks at, which are collected because of it: a name (`MinCapacity`), or two
   * levels for what costs a question of its own (`Live.Tasks`).
   */
  readonly reads: readonly string[];
  /** What `check` looks up of other types in the inventory. */
  readonly uses?: Reads;
  readonly params: Params;
  /** The parameter that a bare value sets: `"behind": "edge"`. */
  readonly shorthand?: string;
  /** What no schema can say of the parameters. */
  readonly mistakes?: (params: Readonly<Record<string, unknown>>) => readonly RuleMistake[];
  /** Parameters to try for what is there, the strictest first, in a policy that is made from it. Absent is the defaults. */
  propose?(resources: readonly Resource[]): readonly Readonly<Record<string, unknown>>[];
  check(resource: Resource, context: RuleContext): Verdict;
}

/** A sentence that names its parameter, or one about an item of a list, which is made when it is told. */
export type RuleMistake =
  | string
  | { readonly param: string; readonly item: number; readonly message: () => string };

export interface RuleFor<T extends ResourceType, P extends Params> extends Rule {
  readonly type: T;
  readonly params: P;
  propose?(resources: readonly Resource<T>[]): readonly Readonly<Record<string, unknown>>[];
  check(resource: Resource<T>, context: RuleContext<P>): Verdict;
}

export interface RuleContext<P extends Params = Params> {
  readonly params: ParamValues<P>;
  readonly inventory: Inventory;
  /** The clock verdicts are judged by: the recording's own when answers come from evidence. */
  readonly now: Date;
  /**
   * The judgement; unknown for now where it fails and one of these is on its way (its `condition`). Only for facts that
   * AWS itself changes on the way: what somebody set wrong is wrong at once.
   */
  unlessMoving(judgement: () => Verdict, ...movers: readonly Mover[]): Verdict;
}

/** Only fixes the types: the compiler infers those of `type` and `params` from `rule`. */
export function defineRule<T extends ResourceType, P extends Params>(rule: RuleFor<T, P>): RuleFor<T, P> {
  return rule;
}
