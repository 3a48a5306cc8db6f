import { spend } from '../budget.ts';
import type { Request } from '../model.ts';
import { costOf, reads } from '../text/automaton.ts';
import { parseRange } from '../walk/addresses.ts';
import type { Truth } from '../walk/circuit.ts';
import { classOf } from '../walk/countries.ts';
import { isAnother } from '../walk/facts.ts';
import type { Atom, Vocabulary } from '../walk/vocabulary.ts';
import { areCookiesOversize, areOversize, isHidden } from './header-bytes.ts';
import { fieldValue, sentAs } from './request-field.ts';

/** What a concrete request makes of every input; what it does not tell, and what nobody knows, stays open. */
export function observe(vocabulary: Vocabulary, request: Request): (node: number) => Truth {
  const indexes = new Map<string, number | undefined>();
  for (const variable of vocabulary.choices.keys()) {
    indexes.set(variable, indexOf(vocabulary, variable, request));
  }
  return (node) => {
    const atom = vocabulary.atoms.get(node);
    if (atom?.kind !== 'choice') return atom === undefined ? undefined : truth(vocabulary, atom, request);
    const index = indexes.get(atom.variable);
    return index === undefined ? undefined : index === atom.index;
  };
}

function truth(
  vocabulary: Vocabulary,
  atom: Exclude<Atom, { readonly kind: 'choice' }>,
  request: Request,
): Truth {
  switch (atom.kind) {
    case 'text':
      return readsField(vocabulary, atom, request);
    case 'other':
      return otherHeaders(vocabulary, request).some(([name, value]) => {
        spend(vocabulary.budget, costOf(atom.automaton, name.length + value.length));
        return readsHeader(atom, name, value);
      });
    case 'present':
      return fieldValue(request, atom.field) !== undefined;
    case 'malformed':
      return addressAt(request, atom.header, atom.position) === null;
    case 'between':
      return between(request, atom.header).some((each) => vocabulary.addressClassOf(each) === atom.index);
    case 'token':
      return request.token === 'valid';
    case 'exceeded':
      return request.exceeded?.includes(atom.rule) ?? false;
    case 'opaque':
      return atom.rules.some((rule) => request.assumed?.[rule] ?? false);
    case 'fresh':
      return undefined;
    case 'oversize':
      spend(vocabulary.budget, sizeOf(request));
      return atom.of === 'headers' ? areOversize(request) : areCookiesOversize(request);
    case 'departure':
      if (atom.hidden === undefined) return false;
      spend(vocabulary.budget, sizeOf(request));
      return isHidden(request, atom.hidden);
  }
}

/** What it costs to measure the headers of a request. */
function sizeOf({ headers }: Request): number {
  return Object.values(headers).reduce((sum, { length }) => sum + 6 + length / 16, 0);
}

function readsField(
  { budget }: Vocabulary,
  { automaton, field }: Extract<Atom, { kind: 'text' }>,
  request: Request,
): Truth {
  const value = fieldValue(request, field);
  // Of a body a request may tell no more than its size, and of what a statement sees for a header nothing.
  if (value === undefined) return field.kind === 'body' || isAnother(field) ? undefined : false;
  spend(budget, costOf(automaton, value.length));
  return reads(automaton, value);
}

function otherHeaders({ named }: Vocabulary, { headers }: Request): readonly (readonly [string, string])[] {
  return Object.entries(headers)
    .filter(([name]) => !named.has(name.toLowerCase()))
    .map(([name, value]) => [name, sentAs(value)] as const);
}

export function readsHeader(
  { scope, automaton }: Pick<Extract<Atom, { kind: 'other' }>, 'scope' | 'automaton'>,
  name: string,
  value: string,
): boolean {
  return (scope !== 'VALUE' && reads(automaton, name)) || (scope !== 'KEY' && reads(automaton, value));
}

function indexOf(vocabulary: Vocabulary, variable: string, request: Request): number | undefined {
  const [kind, position = '', header = ''] = variable.split(' ');
  switch (kind) {
    case 'country':
      return countryIndex(vocabulary, position, request);
    case 'address':
      return addressIndex(vocabulary, position, header, request);
    case 'body-size':
      return vocabulary.bodySizes.findLastIndex((size) => size <= request.bodySize);
    case 'asn':
      return Math.max(0, vocabulary.asns.indexOf(request.asn ?? 0));
    default:
      return request.region === undefined ? 0 : vocabulary.regions.indexOf(request.region) + 1;
  }
}

function countryIndex(vocabulary: Vocabulary, whose: string, request: Request): number | undefined {
  const code =
    whose === 'peer'
      ? request.country
      : (request.forwardedCountries?.[whose] ?? request.forwardedCountry ?? undefined);
  return code === undefined ? undefined : classOf(vocabulary.countries, code);
}

function addressIndex(
  vocabulary: Vocabulary,
  position: string,
  header: string,
  request: Request,
): number | undefined {
  if (header === 'peer') return vocabulary.addressClassOf(request.sourceIp);
  // Under a trusted proxy every forwarded header names the same client first.
  const [first] = Object.keys(request.headers).filter((name) => addressAt(request, name, 'FIRST') !== null);
  const named = position === 'client' ? (first ?? '') : header;
  const address = addressAt(request, named, position === 'LAST' ? 'LAST' : 'FIRST');
  return address === null ? undefined : vocabulary.addressClassOf(address);
}

function listed(request: Request, header: string): readonly string[] {
  return (request.headers[header] ?? '').split(',').map((each) => each.trim());
}

export function addressAt(request: Request, header: string, position: 'FIRST' | 'LAST'): string | null {
  const address = listed(request, header).at(position === 'FIRST' ? 0 : -1) ?? '';
  return parseRange(address) === null || address.includes('/') ? null : address;
}

/** The addresses AWS looks at for position ANY, but for the last: it looks at the last ten. */
function between(request: Request, header: string): readonly string[] {
  return listed(request, header)
    .slice(-10, -1)
    .filter((address) => parseRange(address) !== null);
}
