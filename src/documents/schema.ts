/** A JSON Schema (draft-07, which editors know best). */
export type Schema = Readonly<Record<string, unknown>>;

export const text = (description: string, more: Schema = {}): Schema => ({
  type: 'string',
  minLength: 1,
  description,
  ...more,
});

export const object = (
  description: string,
  properties: Readonly<Record<string, Schema>>,
  more: Schema = {},
): Schema => ({ type: 'object', description, additionalProperties: false, properties, ...more });

/** Chooses by type, so that a wrong value is one mistake and not one for each alternative. */
export const when = (type: string, then: Schema, otherwise: Schema): Schema => ({
  if: { type },
  then,
  else: otherwise,
});

/** A region by its form: which there are, only AWS knows. */
export const regionForm: Schema = {
  pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]+$',
  errorMessage: 'must be a region such as "sa-east-1"',
};

/** The schema as editors and other validators know it: our messages are a keyword of ours, which strict ones refuse. */
export function published(schema: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) =>
      key === 'errorMessage'
        ? []
        : [[key, key === 'properties' || key === 'definitions' ? each(value) : inner(value)]],
    ),
  );
}

/** Under these keys any name is a name of its own. */
const each = (schemas: unknown): unknown =>
  Object.fromEntries(Object.entries(schemas as object).map(([name, schema]) => [name, inner(schema)]));

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner);
  return typeof value === 'object' && value !== null ? published(value as Schema) : value;
}
