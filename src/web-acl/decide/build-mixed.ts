import type { Request } from '../model.ts';
import type { Literal } from '../walk/circuit.ts';
import type { Atom, Model, Vocabulary } from '../walk/vocabulary.ts';
import type { FieldDemand } from './build-text.ts';
import { observe } from './observe.ts';

/**
 * A header that statements read both as text and for addresses: a value of either kind, or of both, that is in every
 * way as the model says, or the literals of which no such value was found.
 */
export function mixedHeader(
  vocabulary: Vocabulary,
  model: Model,
  request: Request,
  { header, demands, text }: { header: string; demands: readonly FieldDemand[]; text: string },
): { readonly value: string } | { readonly literals: readonly Literal[] } {
  const list = request.headers[header] ?? '';
  const samples = demands.flatMap(({ automaton, wanted }) => (wanted ? (automaton.samples ?? []) : []));
  const words = [text, ...samples, ...samples.flatMap(completed)];
  const values = [list, ...words, ...words.flatMap((word) => [`${list}, ${word}`, `${word}, ${list}`])];
  const asked = literalsOn(vocabulary, model, header);
  const value = values.find((each) => {
    const observed = observe(vocabulary, { ...request, headers: { ...request.headers, [header]: each } });
    return asked.every((literal) => observed(literal >> 1) === ((literal & 1) === 0));
  });
  return value === undefined ? { literals: asked } : { value };
}

/** An address that begins as a part of one does. */
function completed(part: string): readonly string[] {
  const octets = part.split('.').filter((octet) => octet !== '');
  if (!/^[\d.]+$/.test(part) || octets.length > 4) return [];
  return ['0', '1', '7'].map((filler) => [...octets, ...Array<string>(4).fill(filler)].slice(0, 4).join('.'));
}

/** All that the model says of one header; of a choice only the first that is true counts, and what is false before it. */
function literalsOn({ atoms }: Vocabulary, model: Model, header: string): readonly Literal[] {
  const picked = new Set<string>();
  const literals: Literal[] = [];
  for (const [node, value] of [...model].sort(([a], [b]) => a - b)) {
    const atom = atoms.get(node);
    if (atom === undefined || !isOn(atom, header)) continue;
    if (atom.kind === 'choice' && picked.has(atom.variable)) continue;
    if (atom.kind === 'choice' && value) picked.add(atom.variable);
    literals.push(2 * node + (value ? 0 : 1));
  }
  return literals;
}

function isOn(atom: Atom, header: string): boolean {
  switch (atom.kind) {
    case 'text':
    case 'present':
      return atom.field.kind === 'header' && atom.field.name === header;
    case 'malformed':
    case 'between':
      return atom.header === header;
    case 'choice':
      return atom.variable.startsWith('address ') && atom.variable.endsWith(` ${header}`);
    default:
      return false;
  }
}
