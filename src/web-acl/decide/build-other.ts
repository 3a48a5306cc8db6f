import type { Allowance } from '../budget.ts';
import { type Demand, sizeAutomaton } from '../text/automaton.ts';
import { findText } from '../text/find-text.ts';
import type { Literal } from '../walk/circuit.ts';
import { headerName, NO_CAPITAL, usualValues, valuesOf } from '../walk/values.ts';
import type { Atom, Model, Vocabulary } from '../walk/vocabulary.ts';
import type { Conflict } from './build-text.ts';
import { MOST_BYTES } from './header-bytes.ts';
import { readsHeader } from './observe.ts';
import { shownAs } from './request-field.ts';

/** More than AWS inspects of all headers. */
export const TOO_LONG = sizeAutomaton('GT', MOST_BYTES);

type Other = Extract<Atom, { readonly kind: 'other' }> & { readonly literal: Literal };

export type Others =
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  | Conflict;

/** Headers that the web ACL does not name: one for each that must match, none of which does what must not be. */
export function otherHeaders(vocabulary: Vocabulary, model: Model, allowance: Allowance): Others {
  const asked = [...model].flatMap(([node, wanted]) => {
    const atom = vocabulary.atoms.get(node);
    const literal = 2 * node + (wanted ? 0 : 1);
    const isPadding = atom?.kind === 'oversize' && atom.of === 'headers' && wanted;
    if (isPadding) return [{ kind: 'other', scope: 'VALUE', automaton: TOO_LONG, literal } as const];
    return atom?.kind === 'other' ? [{ ...atom, literal }] : [];
  });
  const isWanted = ({ literal }: Other) => (literal & 1) === 0;
  const unwanted = asked.filter((other) => !isWanted(other));
  const headers: Record<string, string> = {};
  for (const wanted of asked.filter(isWanted)) {
    if (Object.entries(headers).some(([name, value]) => readsHeader(wanted, name, value))) continue;
    const made = otherHeader(vocabulary, wanted, unwanted, Object.keys(headers), allowance);
    if ('kind' in made) return made;
    headers[made.name] = made.value;
  }
  const shown = Object.entries(headers).map(([name, value]) => [name, shownAs(value)] as const);
  return { kind: 'headers', headers: Object.fromEntries(shown) };
}

function otherHeader(
  { named }: Vocabulary,
  wanted: Other,
  unwanted: readonly Other[],
  taken: readonly string[],
  allowance: Allowance,
): { readonly name: string; readonly value: string } | Conflict {
  const demandsOn = (part: 'KEY' | 'VALUE', isHit: boolean): readonly Demand[] => [
    ...unwanted
      .filter(({ scope }) => scope === part || scope === 'ALL')
      .map(({ automaton }) => ({ automaton, wanted: false })),
    ...(isHit ? [{ automaton: wanted.automaton, wanted: true }] : []),
  ];
  let isCertain = true;
  for (const hit of ['VALUE', 'KEY'] as const) {
    if (wanted.scope !== 'ALL' && wanted.scope !== hit) continue;
    const names = [headerName([...named, ...taken]), ...demandsOn('KEY', hit === 'KEY')];
    const name = findText([NO_CAPITAL, ...names], [`x-${taken.length + 1}`], allowance);
    const values = [valuesOf({ kind: 'header', name: '' }), ...demandsOn('VALUE', hit === 'VALUE')];
    const value = findText(values, usualValues({ kind: 'header', name: '' }), allowance);
    if (name.kind === 'value' && value.kind === 'value') return { name: name.value, value: value.value };
    // A client may send a name in capitals, and how a statement reads it is not documented.
    isCertain &&= value.kind === 'none' || findText(names, [], allowance).kind === 'none';
  }
  return {
    kind: 'conflict',
    literals: [wanted, ...unwanted].map(({ literal }) => literal),
    // Another name may be needed only because one is taken.
    isCertain: isCertain && taken.length === 0,
    why: 'too complex: what the headers must and must not be',
  };
}
