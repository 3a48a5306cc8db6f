/** A rule parameter: the JSON Schema that validates it, and by `T` the type it has in the rule. */
export interface Param<T> {
  readonly schema: Readonly<Record<string, unknown>> & {
    readonly description: string;
    readonly default?: unknown;
  };
  /** The type a component must have to be named by this parameter. Only relations have it. */
  readonly relation?: string;
  /** Which of the two cannot do without the other. */
  readonly relies?: 'on-it' | 'on-us';
  readonly required?: boolean;
  /** Only fixes the type. */
  readonly type?: T;
}

export type Params = Readonly<Record<string, Param<unknown>>>;
export type ParamValues<P extends Params> = {
  readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never;
};

type Required<T> = Param<T> & { readonly required: true };
const required = <T>(param: Param<T>): Required<T> => ({ ...param, required: true });

export const flag = (description: string, fallback: boolean): Param<boolean> => ({
  schema: { type: 'boolean', description, default: fallback },
});

export const integer = (description: string, fallback: number, minimum = 0): Param<number> => ({
  schema: { type: 'integer', description, default: fallback, minimum },
});

export const requiredInteger = (description: string, minimum = 0): Param<number> =>
  required({ schema: { type: 'integer', description, minimum } });

/** A number that may be left out; the rule then does not ask for it. */
export const optionalNumber = (description: string, minimum = 0): Param<number | undefined> => ({
  schema: { type: 'number', description, minimum },
});

/** An integer that may be left out; the rule says what it then goes by. */
export const optionalInteger = (description: string, minimum = 0): Param<number | undefined> => ({
  schema: { type: 'integer', description, minimum },
});

export const strings = (
  description: string,
  item: Readonly<Record<string, unknown>> = { type: 'string', minLength: 1 },
): Param<readonly string[]> => ({
  schema: { type: 'array', items: item, uniqueItems: true, description, default: [] },
});

/** A list that may be left out, which is not the same as an empty one. */
export const optionalStrings = (
  description: string,
  item: Readonly<Record<string, unknown>> = { type: 'string', minLength: 1 },
): Param<readonly string[] | undefined> => ({
  schema: { type: 'array', items: item, uniqueItems: true, minItems: 1, description },
});

export const oneOf = <const T extends string>(
  description: string,
  choices: readonly T[],
  fallback: NoInfer<T>,
): Param<T> => ({
  schema: { enum: choices, description, default: fallback },
});

/**
 * The name of a component of the same policy, or of several. The rule gets what they select. What the rule judges relies
 * on them, or is there for them to rely on: services need the files that are mounted, and files no service.
 */
export const component = <const T extends string>(
  type: T,
  description: string,
  relies: 'on-it' | 'on-us' = 'on-it',
): Param<Related<T>> =>
  required({ schema: { type: 'string', minLength: 1, description }, relation: type, relies });

/** What a relation points at. */
export interface Related<T extends string> {
  /** Its name; where there are several, all of them with commas. */
  readonly component: string;
  readonly type: T;
  /** Of all of them together. Throws `Unread` when one component's resources could not all be listed or selected. */
  readonly ids: () => readonly string[];
}

export function withDefaults(
  params: Params,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const defaults = Object.entries(params).flatMap(([name, { schema }]) =>
    schema.default === undefined ? [] : [[name, schema.default] as const],
  );
  return { ...Object.fromEntries(defaults), ...given };
}
