import type { SelectorKey } from '../model/ports.ts';
import type { TypeProperties } from '../model/property.ts';
import type { Rule } from '../model/rule.ts';
import { byText } from '../text/by-text.ts';

/** What a policy may speak of: the rules there are, and the types there are with what selects them. */
export interface Catalogue {
  readonly rules: readonly Rule[];
  readonly selectors: ReadonlyMap<string, Readonly<Record<string, SelectorKey>>>;
  /** What can be expected of a type. */
  readonly propertiesOf: (type: string) => TypeProperties | undefined;
}

export const typesOf = ({ selectors }: Pick<Catalogue, 'selectors'>): readonly string[] =>
  [...selectors.keys()].sort(byText);

export const rulesOf = ({ rules }: Pick<Catalogue, 'rules'>, type: string): readonly Rule[] =>
  rules.filter((rule) => rule.type === type);

/** The parameter that a bare value sets: the one the rule names, or its only required one. */
export function shorthandOf({ shorthand, params }: Rule): string | undefined {
  if (shorthand) return shorthand;
  const required = requiredOf(params);
  return required.length === 1 ? required[0] : undefined;
}

export const requiredOf = (params: Rule['params']): readonly string[] =>
  Object.entries(params).flatMap(([name, param]) => (param.required ? [name] : []));
