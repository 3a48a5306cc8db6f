import type { Field } from '../acl.ts';
import { sizeAutomaton } from '../text/automaton.ts';
import type { Literal } from '../walk/circuit.ts';
import type { Model, Vocabulary } from '../walk/vocabulary.ts';
import type { FieldDemand } from './build-text.ts';

export interface FieldDemands {
  readonly field: Field;
  readonly demands: readonly FieldDemand[];
}

/** What is asked of each field; where a body is read at all, also that it is as long as the model says. */
export function withLength(
  vocabulary: Vocabulary,
  model: Model,
  fields: readonly FieldDemands[],
): readonly FieldDemands[] {
  const readsBody = [...vocabulary.atoms.values()].some(
    (atom) => atom.kind === 'text' && atom.field.kind === 'body',
  );
  if (!readsBody || !vocabulary.choices.has('body-size')) return fields;
  const text = fields.find(({ field }) => field.kind === 'body');
  const body = {
    field: { kind: 'body', name: '' } as const,
    demands: [...(text?.demands ?? []), ...lengths(vocabulary, model)],
  };
  return [...fields.filter((each) => each !== text), body];
}

function lengths({ bodySizes, keys }: Vocabulary, model: Model): readonly FieldDemand[] {
  const literals: Literal[] = [];
  let index = 0;
  for (; index < bodySizes.length - 1; index += 1) {
    const node = (keys.get(`body-size ${index}`) ?? -2) >> 1;
    const isIt = model.get(node);
    if (isIt === undefined) break;
    literals.push(2 * node + (isIt ? 0 : 1));
    if (isIt) break;
  }
  const [least = 0, next] = bodySizes.slice(index);
  // Where the model does not say, any size will do.
  if (literals.length === 0) return [];
  const from = { automaton: sizeAutomaton('GE', least), wanted: true, literals };
  return next === undefined ? [from] : [from, { ...from, automaton: sizeAutomaton('LT', next) }];
}
