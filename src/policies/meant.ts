import { asText, isObject, type JsonObject, objectAt } from '../documents/json-object.ts';
import { type Catalogue, rulesOf, typesOf } from './catalogue.ts';
import { formsOf, guessType, type TypeForm } from './type-guess.ts';

/**
 * The document with the types that were meant in the place of those that are none: what else is wrong with such a component
 * is told in the same run. Undefined where there is nothing to guess.
 */
export function asMeant(document: unknown, catalogue: Catalogue): JsonObject | undefined {
  const components = Object.entries(objectAt(document, 'components'));
  const types = typesOf(catalogue);
  const forms = formsOf(types);
  const guesses = components.flatMap(([name, component]) => {
    if (!isObject(component) || types.includes(asText(component['type']))) return [];
    const type = guessFor(component, { types, forms }, catalogue);
    return type === undefined ? [] : [[name, { ...component, type }] as const];
  });
  if (guesses.length === 0 || !isObject(document)) return undefined;
  return { ...document, components: { ...Object.fromEntries(components), ...Object.fromEntries(guesses) } };
}

/** By its name; else by its rules, where one type alone has all of them. */
function guessFor(
  component: JsonObject,
  { types, forms }: { readonly types: readonly string[]; readonly forms: readonly TypeForm[] },
  catalogue: Catalogue,
): string | undefined {
  const { type } = component;
  const named = typeof type === 'string' ? guessType(type, types, forms) : undefined;
  if (named !== undefined) return named;
  const rules = Object.keys(objectAt(component, 'rules'));
  const having = types.filter((one) =>
    rules.every((name) => rulesOf(catalogue, one).some((rule) => rule.name === name)),
  );
  return rules.length > 0 && having.length === 1 ? having[0] : undefined;
}
