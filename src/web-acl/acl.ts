import type { Automaton, Comparison } from './text/automaton.ts';
import type { Names, Scope } from './text/parts.ts';

/** A web ACL in evaluation order, its references resolved. What could not be read or is not modelled says why. */
export interface Acl {
  readonly entries: readonly Entry[];
  readonly otherwise: 'Allow' | 'Block' | Unknown;
  readonly bodyLimits: BodyLimits;
}

/** How many bytes of a body AWS may inspect, where that depends on what is not known: documented, or only possible. */
export interface BodyLimits {
  readonly surely: readonly number[];
  readonly perhaps: readonly number[];
}

export interface Unknown {
  readonly unknown: string;
}

export type Stage = 'pre' | 'rules' | 'post';

export type Entry =
  | { readonly kind: 'rule'; readonly stage: Stage; readonly rule: Rule }
  | { readonly kind: 'group'; readonly stage: Stage; readonly group: Group };

export interface Rule {
  readonly name: string;
  readonly priority: number;
  readonly statement: Statement;
  readonly action: Action;
  readonly labels: readonly string[];
  /** What a bare label key in this rule is relative to. */
  readonly prefix: string;
}

export type Action = 'Allow' | 'Block' | 'Count' | 'Captcha' | 'Challenge' | 'Monetize' | Unknown;

export interface Group {
  readonly name: string;
  readonly priority: number;
  readonly override: 'None' | 'Count' | Unknown;
  readonly scopeDown: Statement | null;
  readonly rules: readonly Rule[] | UnreadGroup;
  /** Null where the labels are those of its rules; a managed group's only its vendor knows. */
  readonly labels: ManagedLabels | null;
}

/** The labels that a managed rule group may add to a request, by how they begin. */
export interface ManagedLabels {
  readonly group: string;
  /** Where one of its rules matches. */
  readonly byRules: LabelSpace;
  /** Whether or not one does, by what its vendor knows of the client. */
  readonly apart: LabelSpace | null;
  /** Whether it labels what it makes of the request's token. */
  readonly tokens: boolean;
}

export interface LabelSpace {
  readonly prefixes: readonly string[];
  /** Those that others alone add. */
  readonly except: readonly string[];
}

export interface UnreadGroup extends Unknown {
  /** AWS's own signatures may be assumed not to match a witness; any other group may do anything. */
  readonly vendor: 'AWS' | 'other';
  /** The labels it may add. */
  readonly labels: LabelSpace;
  readonly id: string;
}

export interface Forwarded {
  readonly header: string;
  readonly malformedMatches: boolean;
}

export type Position = 'FIRST' | 'LAST' | 'ANY';

export type Statement =
  | { readonly kind: 'and' | 'or'; readonly of: readonly Statement[] }
  | { readonly kind: 'not'; readonly of: Statement }
  | { readonly kind: 'geo'; readonly countries: readonly string[]; readonly forwarded: Forwarded | null }
  | { readonly kind: 'asn'; readonly numbers: readonly number[]; readonly forwarded: Forwarded | null }
  | {
      readonly kind: 'ip-set';
      readonly set: string;
      readonly forwarded: (Forwarded & { readonly position: Position }) | null;
    }
  | Label
  | Text
  | Headers
  | {
      readonly kind: 'body-size';
      readonly operator: Comparison;
      readonly size: number;
      readonly oversize: string;
    }
  | {
      readonly kind: 'opaque';
      readonly id: string;
      readonly rule: string;
      /** Without it there is nothing that could match; names are those of headers. */
      readonly need: Need | Names | null;
      /** Whether what it looks at surely holds anything but the empty text; null where nothing of it is empty. */
      readonly full: Asked | null;
      /** The answer where the request has none, if the statement says so. */
      readonly fallback: boolean | null;
      /** What it answers where there is too much to inspect; null where there is no limit to know of. */
      readonly oversize: string | null;
    }
  | Rate
  /** One with an `id` has the same value wherever that id stands. */
  | {
      readonly kind: 'unknown';
      readonly unknown: string;
      readonly id?: string;
      /** What it looks at: without it, it does not match. */
      readonly field?: Field | undefined;
      readonly oversize?: string | null;
    };

export interface Label {
  readonly kind: 'label';
  readonly key: string;
  readonly scope: 'LABEL' | 'NAMESPACE';
  /** What a bare key is relative to. */
  readonly prefix: string;
}

export interface Field {
  readonly kind: 'path' | 'query' | 'method' | 'header' | 'body' | 'ja3' | 'ja4' | 'fragment';
  readonly name: string;
}

/** A question about a field that a machine answers; within one field the id tells it from all others. */
export interface Asked {
  readonly id: string;
  readonly automaton: Automaton;
}

/** A question about the characters of one field. */
export interface Text extends Asked {
  readonly kind: 'text';
  readonly field: Field;
  /** Whether there is such an argument or cookie; null where the statement looks at the field as a whole. */
  readonly part: Asked | null;
  /** The arguments or cookies it looks at, where it names them. */
  readonly names?: readonly string[];
  readonly matchesEmpty: boolean;
  /** The answer where the request has none, if the statement says so. */
  readonly fallback: boolean | null;
  /** What it answers where there is more of a body, of cookies or of headers than AWS inspects. */
  readonly oversize: string | null;
  /** Accepts values some transformation would change in a way that is not modelled. */
  readonly beyond: Beyond | null;
}

export interface Beyond extends Asked {
  readonly unknown: string;
  /** The answer even then, where no value that can come out gives another. */
  readonly always: boolean | null;
  /** For single values it can be computed: whether it is known, and the answer if so. */
  readonly computed: { readonly isKnown: Asked; readonly answer: Asked } | null;
}

/** The same question about each header; `text` asks it of one whose name is to be filled in. */
export interface Headers {
  readonly kind: 'headers';
  readonly names: Names;
  readonly scope: Scope;
  readonly text: Text;
}

/** What a request must hold to be counted at all. */
export interface Need {
  readonly field: Field;
  readonly part: Asked | null;
}

export interface Rate {
  readonly kind: 'rate';
  readonly limit: number | Unknown;
  readonly window: number;
  readonly scopeDown: Statement | null;
  readonly forwarded: Forwarded | null;
  readonly needs: readonly Need[];
  readonly key: RateKey;
  /** The namespaces by whose labels it tells requests apart, besides the key; without such a label none is counted. */
  readonly namespaces: readonly Label[];
}

export type RateKey =
  | { readonly kind: 'client' }
  | { readonly kind: 'forwarded'; readonly header: string }
  | { readonly kind: 'varied'; readonly by: string };
