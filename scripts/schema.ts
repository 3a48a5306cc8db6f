/** The SDK's own notation: a kind, namespace, name, traits, then names and schemas of members, or the schema of items. */
export type Schema = number | string | Schema[] | (() => Schema) | Traits;
type Traits = Readonly<Record<string, unknown>>;

/** Members carry traits of their own around their schema, and schemas refer to each other by functions. */
export function resolved(schema: Schema): Schema {
  if (typeof schema === 'function') return resolved(schema());
  return Array.isArray(schema) && schema.length === 2 ? resolved(schema[0] ?? 0) : schema;
}

/** What a member's own schema says beside what it is made of: how it is called in XML. */
export function traitsOf(schema: Schema): Traits {
  const [, traits] = Array.isArray(schema) && schema.length === 2 ? schema : [];
  return typeof traits === 'object' && !Array.isArray(traits) ? traits : {};
}

export const isTagged = (schema: Schema, kind: number): schema is Schema[] =>
  Array.isArray(schema) && schema[0] === kind;
