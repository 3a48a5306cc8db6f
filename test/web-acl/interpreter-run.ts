// biome-ignore lint/suspicious/noExplicitAny: the interpreter reads AWS's JSON as it comes
export type Json = any;

export type Oracle = (fact: string) => boolean;

export interface World {
  readonly document: Json;
  readonly request: Json;
  readonly oracle: Oracle;
  /** Whether a statement nobody outside can evaluate matches. */
  readonly secret: (rule: string, statement: string) => boolean;
}

export interface Seen {
  readonly name: string;
  readonly action: string;
  readonly inCountGroup: boolean;
  readonly statement: Json;
}

export interface Outcome {
  readonly result: 'ALLOW' | 'BLOCK';
  /** Rate rules that counted the request. */
  readonly counted: readonly Seen[];
}

export interface Run extends World {
  readonly labels: Set<string>;
  readonly counted: Seen[];
}
