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
  const nodes = bodySizes.slice(0, -1).map((_, index) => (keys.get(`body-size ${index}`) ?? -2) >> 1);
  const open = nodes.findIndex((node) => model.get(node) !== false);
  const index = open < 0 ? nodes.length : open;
  const isChosen = index < nodes.length && model.get(nodes[index] as number) === true;
  const literals = nodes
    .slice(0, isChosen ? index + 1 : index)
    .map((node): Literal => 2 * node + (model.get(node) ? 0 : 1));
  if (literals.length === 0) return [];
  const [least = 0, next = 0] = bodySizes.slice(index);
  const from = { automaton: sizeAutomaton('GE', least), wanted: true, literals };
  // Where the model only says what the size is not, it may be any of the larger ones.
  return isChosen ? [from, { ...from, automaton: sizeAutomaton('LT', next) }] : [from];
}
