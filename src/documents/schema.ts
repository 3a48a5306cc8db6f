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
