import type { Field, Forwarded } from '../acl.ts';
import type { GeoQuestion } from '../model.ts';
import { cone, FALSE, isInput, type Literal, TRUE } from './circuit.ts';
import { atom, choice, chosen, type Vocabulary } from './vocabulary.ts';

export function matchCountry(
  vocabulary: Vocabulary,
  { countries, forwarded }: { readonly countries: readonly string[]; readonly forwarded: Forwarded | null },
): Literal {
  const named = new Set(countries);
  return chosen(vocabulary, countryOf(vocabulary, forwarded?.header ?? null), (index) =>
    [...(vocabulary.countries[index]?.codes ?? [])].some((code) => named.has(code)),
  );
}

/** The country of the peer, or of the first address in a header; honest proxies all name the same client. */
export function countryOf(vocabulary: Vocabulary, header: string | null): readonly Literal[] {
  const whose = header === null ? 'peer' : vocabulary.trustedProxy ? 'client' : header;
  return choice(vocabulary, `country ${whose}`, vocabulary.countries.length);
}

export function presentIn(vocabulary: Vocabulary, header: string): Literal {
  if (vocabulary.trustedProxy) return TRUE;
  return present(vocabulary, { kind: 'header', name: header });
}

export function malformedIn(vocabulary: Vocabulary, header: string, position: 'FIRST' | 'LAST'): Literal {
  if (vocabulary.trustedProxy) return FALSE;
  return atom(vocabulary, `malformed ${position} ${header}`, { kind: 'malformed', header, position });
}

/** Another value of a header, as one statement sees it. No request of ours has one. */
export function anotherOf({ kind, name }: Field, statement: string): Field {
  return { kind, name: `${name} ${statement}` };
}

/** The header that another value is one of. */
export function nameOfFirst({ name }: Field): string {
  return name.split(' ')[0] ?? name;
}

/** No name of a header has a space. */
export function isAnother({ kind, name }: Field): boolean {
  return kind === 'header' && name.includes(' ');
}

const MAY_LACK: readonly Field['kind'][] = ['header', 'ja3', 'ja4', 'fragment'];

/** The key of the input that says whether a request has the field; it has every other. */
export function presence({ kind, name }: Field): string {
  return `present ${kind} ${name}`;
}

export function present(vocabulary: Vocabulary, field: Field): Literal {
  if (!MAY_LACK.includes(field.kind)) return TRUE;
  return atom(vocabulary, presence(field), { kind: 'present', field });
}

const PEER_ONLY = /^(country peer|address FIRST peer|asn peer|region peer)$/;
const TRUSTED = /^(country client|address client)$/;

/** Whether it depends on who asks only, not on what for. */
export function isOfClient({ circuit, atoms, trustedProxy }: Vocabulary, literal: Literal): boolean {
  return cone(circuit, [literal]).every((node) => {
    if (!isInput(circuit, node)) return true;
    const known = atoms.get(node);
    return known?.kind === 'choice' && (trustedProxy ? TRUSTED : PEER_ONLY).test(known.variable);
  });
}

/** That the request has a token which passes such an action. */
export function validToken(vocabulary: Vocabulary, token: 'Captcha' | 'Challenge'): Literal {
  return atom(vocabulary, token, { kind: 'token', token });
}

/** That the client is in a country that must be blocked. */
export function fromBlocked(vocabulary: Vocabulary, { countries, allowOnly }: GeoQuestion): Literal {
  const blocked = new Set(countries?.map((code) => code.toUpperCase()));
  const allowed = allowOnly === undefined ? null : new Set(allowOnly.map((code) => code.toUpperCase()));
  const whose = vocabulary.trustedProxy ? 'client' : null;
  return chosen(vocabulary, countryOf(vocabulary, whose), (index) => {
    const codes = [...(vocabulary.countries[index]?.codes ?? [])];
    return codes.some((code) => blocked.has(code) || (allowed !== null && !allowed.has(code)));
  });
}
