import { spend } from '../budget.ts';
import type { Request, WebAclDocument } from '../model.ts';
import type { Truth } from '../walk/circuit.ts';
import { type Atom, ipSetName, type Vocabulary } from '../walk/vocabulary.ts';

/** A request and what it makes of every formula. */
export interface Seen {
  readonly vocabulary: Vocabulary;
  readonly document: WebAclDocument;
  readonly request: Request;
  readonly values: readonly Truth[];
}

/** What a request could be instead in one respect, and the fact about it that would be another then. */
export interface Change {
  readonly fact: string;
  /** Whether it has what lets it go, lacks what would have caught it, or what the rule reads. */
  readonly kind: 'has' | 'lacks' | 'skips';
  readonly inputs: ReadonlyMap<number, boolean>;
}

/** Every change of one thing that some of these inputs are about. */
export function* changesOf(seen: Seen, inputs: readonly number[]): Iterable<Change> {
  const done = new Set<string>();
  for (const node of inputs) {
    const atom = seen.vocabulary.atoms.get(node);
    const key = atom?.kind === 'choice' ? atom.variable : String(node);
    if (atom === undefined || done.has(key)) continue;
    done.add(key);
    yield* atom.kind === 'choice' ? otherChoices(seen, atom.variable) : otherAnswers(seen, node, atom);
  }
}

function* otherAnswers(seen: Seen, node: number, atom: Atom): Iterable<Change> {
  const is = seen.values[node];
  if (is === undefined) return;
  const flipped = new Map([[node, !is]]);
  const kind = is ? 'has' : 'lacks';
  switch (atom.kind) {
    case 'text':
      yield { fact: textFact(seen.request, atom.field.kind, atom.field.name, is), kind, inputs: flipped };
      return;
    case 'present':
      yield is
        ? { fact: `it has a ${fieldName(atom.field.kind, atom.field.name)}`, kind, inputs: flipped }
        : absent(seen, node, atom.field.name, fieldName(atom.field.kind, atom.field.name));
      return;
    case 'malformed':
      yield { fact: `header ${atom.header} holds no address`, kind, inputs: flipped };
      return;
    case 'token':
      yield { fact: is ? 'it has a valid token' : 'it has no valid token', kind, inputs: flipped };
      return;
    case 'exceeded':
      yield { fact: 'it stops only what is over its limit', kind, inputs: flipped };
      return;
    case 'opaque': {
      const rules = atom.rules.map((rule) => `\`${rule}\``).join(', ');
      yield { fact: `${rules} ${is ? 'matches' : 'does not match'}`, kind, inputs: flipped };
      return;
    }
    case 'other':
      yield { fact: is ? 'it has such a header' : 'it has no such header', kind, inputs: flipped };
  }
}

function textFact({ path, method }: Request, kind: string, name: string, is: boolean): string {
  if (kind === 'path') return `its path is ${short(path)}`;
  if (kind === 'method') return `its method is ${method}`;
  const field = fieldName(kind, name);
  return is ? `its ${field} is what the rule asks for` : `its ${field} is not what the rule asks for`;
}

const fieldName = (kind: string, name: string): string => (kind === 'header' ? `header ${name}` : kind);

const LONG = 80;

export function short(text: string): string {
  return text.length > LONG ? `${text.slice(0, LONG)}… (${text.length} characters)` : text;
}

/** With the header it would name the client, as proxies have it. */
function absent(seen: Seen, node: number, header: string, name: string): Change {
  const { keys } = seen.vocabulary;
  const inputs = new Map([[node, true]]);
  for (const position of ['FIRST', 'LAST']) {
    const malformed = keys.get(`malformed ${position} ${header}`);
    if (malformed !== undefined) inputs.set(malformed >> 1, false);
  }
  for (const [variable, as] of [
    [`country ${header}`, 'country peer'],
    [`address FIRST ${header}`, 'address FIRST peer'],
    [`address LAST ${header}`, 'address FIRST peer'],
  ] as const) {
    const index = currentOf(seen, as) ?? 0;
    for (const [input, value] of chosenAs(seen.vocabulary, variable, index)) inputs.set(input, value);
  }
  return { fact: `it has no ${name}`, kind: 'skips', inputs };
}

function* otherChoices(seen: Seen, variable: string): Iterable<Change> {
  const now = currentOf(seen, variable);
  if (now === undefined) return;
  if (variable.startsWith('address ')) {
    yield* otherAddresses(seen, variable, now);
    return;
  }
  for (const index of seen.vocabulary.choices.get(variable)?.keys() ?? []) {
    const fact = index === now ? null : choiceFact(seen, variable, index);
    if (fact !== null) yield { fact, kind: 'has', inputs: chosenAs(seen.vocabulary, variable, index) };
  }
}

export const FROM = 'it is from ';

/** Null where the other value is none that an honest client would have. */
function choiceFact(seen: Seen, variable: string, index: number): string | null {
  const { request } = seen;
  const [what, whose = ''] = variable.split(' ');
  switch (what) {
    case 'asn':
      return `its network is AS${request.asn ?? 0}`;
    case 'body-size':
      return `its body has ${request.bodySize} bytes`;
    case 'country': {
      if (whose === 'peer') return `${FROM}${request.country}`;
      if (whose === 'client') return `${FROM}${request.forwardedCountry}`;
      const client = currentOf(seen, 'country peer') ?? index;
      return client === index
        ? `the rule goes by header ${whose}, which names ${named(request, whose)}`
        : null;
    }
    default:
      return null;
  }
}

const named = ({ forwardedCountries, forwardedCountry }: Request, header: string): string =>
  forwardedCountries?.[header] ?? forwardedCountry ?? 'none';

/** Those that differ in the fewest sets come first. */
function* otherAddresses(seen: Seen, variable: string, now: number): Iterable<Change> {
  const { addresses, budget } = seen.vocabulary;
  const inside = addresses[now]?.inside ?? new Set();
  const others = addresses.flatMap((each, index) => {
    spend(budget, 4 + inside.size + each.inside.size);
    const left = [...inside].filter((set) => !each.inside.has(set));
    const joined = [...each.inside].filter((set) => !inside.has(set));
    return index === now ? [] : [{ index, left, joined }];
  });
  const size = ({ left, joined }: (typeof others)[number]) => left.length + joined.length;
  for (const { index, left, joined } of others.toSorted((a, b) => size(a) - size(b)).slice(0, MOST_TRIED)) {
    const whose = addressIn(seen.request, variable);
    const inputs = chosenAs(seen.vocabulary, variable, index);
    if (left.length > 0 && joined.length === 0)
      yield { fact: `${whose} is in IP set ${setNames(seen, left)}`, kind: 'has', inputs };
    else if (left.length === 0 && joined.length > 0)
      yield { fact: `${whose} is not in IP set ${setNames(seen, joined)}`, kind: 'lacks', inputs };
    else yield { fact: `its address is ${whose}`, kind: 'lacks', inputs };
  }
}

const MOST_TRIED = 40;

function addressIn({ headers, sourceIp }: Request, variable: string): string {
  const [, position, whose = ''] = variable.split(' ');
  if (whose === 'peer') return sourceIp;
  const listed = (headers[whose] ?? Object.values(headers)[0] ?? '').split(',');
  return (listed.at(position === 'LAST' ? -1 : 0) ?? '').trim();
}

function setNames({ vocabulary, document }: Seen, sets: readonly number[]): string {
  const names = [...vocabulary.sets].flatMap(([arn, which]) =>
    sets.includes(which) ? [ipSetName(document, arn)] : [],
  );
  return names.map((name) => `\`${name}\``).join(' and ');
}

/** The index a variable has for the request, or undefined where the request does not tell. */
export function currentOf({ vocabulary, values }: Seen, variable: string): number | undefined {
  const count = vocabulary.choices.get(variable)?.length ?? 0;
  spend(vocabulary.budget, count);
  for (let index = 0; index < count - 1; index += 1) {
    const value = values[(vocabulary.keys.get(`${variable} ${index}`) ?? -2) >> 1];
    if (value === undefined) return undefined;
    if (value) return index;
  }
  return count === 0 ? undefined : count - 1;
}

export function chosenAs(
  { keys, choices, budget }: Vocabulary,
  variable: string,
  index: number,
): ReadonlyMap<number, boolean> {
  const inputs = new Map<number, boolean>();
  const count = choices.get(variable)?.length ?? 0;
  // Each is looked up by its name.
  spend(budget, 4 * count);
  for (let at = 0; at < count - 1; at += 1) {
    const literal = keys.get(`${variable} ${at}`);
    if (literal !== undefined) inputs.set(literal >> 1, at === index);
  }
  return inputs;
}
