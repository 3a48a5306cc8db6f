import type { Answers } from './meaning.ts';

/** What a value of a property may be. */
export type ValueType =
  | {
      readonly kind: 'text';
      readonly values?: readonly string[];
      /** What its values hold as themselves that elsewhere reads as an expression: `,/`; `any` is whatever there is. */
      readonly signs?: string;
      /** How every value of it begins: `db.`, `sg-`. */
      readonly begins?: string;
    }
  /** A whole number; `quoted` where CloudFormation writes it as text, and a policy may. */
  | { readonly kind: 'integer'; readonly quoted?: true }
  /** A number, a boolean, a moment in ISO 8601, or JSON of whatever shape. */
  | { readonly kind: 'number' | 'boolean' | 'time' | 'any' }
  | { readonly kind: 'list'; readonly of: ValueType }
  /** Values by keys that are the user's own. */
  | { readonly kind: 'map'; readonly of: ValueType }
  | { readonly kind: 'object'; readonly members: Members }
  /** One of the type's definitions, which may hold itself. */
  | { readonly kind: 'named'; readonly name: string };

export interface Property {
  readonly type: ValueType;
  /** What AWS documents it to be where nobody set it. */
  readonly fallback?: string | number | boolean;
  /** Whether it is null where there is none. */
  readonly mayBeNone?: boolean;
  /** In our words; absent of what CloudFormation has a page on. */
  readonly about?: string;
}

export type Members = Readonly<Record<string, Property>>;

/** All that a policy can expect of a type. */
export interface TypeProperties {
  /** AWS's own page on the type. */
  readonly page: string;
  readonly properties: Members;
  readonly definitions: Readonly<Record<string, Members>>;
  /** CloudFormation's that no collector makes: the call that would show each, or why none does. */
  readonly unshown: Readonly<Record<string, string>>;
  /** What is asked only where a policy expects it, by path: the operations it takes. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** How answers are to be read, by path, in our words. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
}

/** What another resource type of CloudFormation has, or one of its properties, `AWS::ECS::Cluster.Configuration`. */
export interface SameAs {
  readonly resource: string;
  readonly about: string;
  readonly mayBeNone?: boolean;
  /** What AWS shows of it beside. */
  readonly more?: Readonly<Record<string, ValueType>>;
}

/** What a collector makes of its type's properties. */
export interface Shows extends Answers {
  /** CloudFormation's own; `true` where its resource model tells the type as AWS's answers have it. */
  readonly cloudFormation: Readonly<Record<string, true | Property>>;
  /** What AWS says live and CloudFormation has no name for. */
  readonly live?: Readonly<Record<string, Property | SameAs>>;
  /** Members of CloudFormation's definitions that no report may hold, or that AWS calls otherwise: `ContainerDefinition.Command`. */
  readonly omits?: readonly string[];
  /** Members that AWS's answers have beside, or instead: `Certificate.IsDefault`. */
  readonly adds?: Readonly<Record<string, ValueType>>;
  /** Members that AWS documents a default of: `ContainerDefinition.Privileged`. */
  readonly fallbacks?: Readonly<Record<string, string | number | boolean>>;
  /**
   * By signs of expressions, `any` for all, the texts that hold them as themselves: `{ ',': ['Matcher.HttpCode'] }`. Of
   * versions `x` is that there are such as `6.x`, and `v` that they are named freely.
   */
  readonly signs?: Readonly<Record<string, readonly string[]>>;
  /** How every value begins, with the texts of which that is so: `{ 'db.': ['DBInstanceClass'] }`. */
  readonly begins?: Readonly<Record<string, readonly string[]>>;
  /** Of CloudFormation's others, the call that would show each; those not named are written and never shown. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** What paths and prefixes hold: none of it makes them expressions. */
export const PATH_SIGNS = '/.,\\%=+~$';

/** What people call alarms and metrics: `[prod] menu, errors > 80%`. */
export const TITLE_SIGNS = ' ,%/=+[:';

export const text: ValueType = { kind: 'text' };
export const integer: ValueType = { kind: 'integer' };
export const quotedInteger: ValueType = { kind: 'integer', quoted: true };
export const number: ValueType = { kind: 'number' };
export const boolean: ValueType = { kind: 'boolean' };
export const time: ValueType = { kind: 'time' };
export const anything: ValueType = { kind: 'any' };
export const oneOf = (...values: readonly string[]): ValueType => ({ kind: 'text', values });
export const listOf = (of: ValueType): ValueType => ({ kind: 'list', of });
export const mapOf = (of: ValueType): ValueType => ({ kind: 'map', of });
export const members = (all: Readonly<Record<string, ValueType | Property>>): ValueType => ({
  kind: 'object',
  members: Object.fromEntries(
    Object.entries(all).map(([name, one]) => [name, 'kind' in one ? { type: one } : one]),
  ),
});
