import type { Acl, BodyLimits, Field, Need, Statement } from '../acl.ts';
import { type Allowance, allow, type Budget, spend } from '../budget.ts';
import type { Topology, WebAclDocument } from '../model.ts';
import { statementsOf } from '../normalise/statements.ts';
import type { Automaton } from '../text/automaton.ts';
import type { Names, Scope } from '../text/parts.ts';
import { type AddressClass, addressSpace } from './address-classes.ts';
import { bodySizes } from './body-sizes.ts';
import { and, type Circuit, createCircuit, FALSE, input, type Literal, not, TRUE } from './circuit.ts';
import { type CountryClass, countryClasses } from './countries.ts';
import { readSets } from './ip-sets.ts';

/** What one input of the formula says about a request, or about what we could not read. */
export type Atom =
  | { readonly kind: 'choice'; readonly variable: string; readonly index: number }
  | {
      readonly kind: 'text';
      readonly field: Field;
      readonly automaton: Automaton;
      /** Of values that no plain witness has. */
      readonly isOdd: boolean;
      /** What most values are. */
      readonly isLikely: boolean;
    }
  | { readonly kind: 'present'; readonly field: Field }
  /** That some header matches which the web ACL does not name. */
  | { readonly kind: 'other'; readonly scope: Scope; readonly automaton: Automaton }
  | { readonly kind: 'malformed'; readonly header: string; readonly position: 'FIRST' | 'LAST' }
  | { readonly kind: 'between'; readonly header: string; readonly index: number }
  /** That there is more of them than AWS inspects. */
  | { readonly kind: 'oversize'; readonly of: 'headers' | 'cookies' }
  | { readonly kind: 'token'; readonly token: 'Captcha' | 'Challenge' }
  | { readonly kind: 'exceeded'; readonly rule: string }
  | { readonly kind: 'opaque'; readonly rules: readonly string[] }
  | { readonly kind: 'fresh'; readonly why: string }
  /** A departure from what AWS documents: a proof must hold with it too, a witness need not get by with it. */
  | {
      readonly kind: 'departure';
      readonly from: string;
      /** A request that we show is not like this, whatever AWS does. */
      readonly isShown: boolean;
      /** The header that stands beyond what AWS inspects of them. */
      readonly hidden?: string;
    };

/** What a model says of an input, undefined where it does not matter. */
export type Model = ReadonlyMap<number, boolean>;

/** The inputs in use: built while the web ACL is walked, and read by whoever turns a model into a request. */
export interface Vocabulary {
  readonly budget: Budget;
  /** For what makes a formula smaller and need not be known. */
  readonly simplifying: Allowance;
  readonly circuit: Circuit;
  readonly atoms: Map<number, Atom>;
  readonly keys: Map<string, Literal>;
  readonly choices: Map<string, readonly Literal[]>;
  readonly trustedProxy: boolean;
  readonly countries: readonly CountryClass[];
  readonly regions: readonly string[];
  readonly asns: readonly number[];
  /** The headers that statements take the client's address from. */
  readonly headers: readonly string[];
  /** All headers that statements name. */
  readonly named: ReadonlySet<string>;
  readonly addresses: readonly AddressClass[];
  /** The index in `addresses` of the class of an address. */
  readonly addressClassOf: (address: string) => number;
  /** The number of each IP set that could be read. */
  readonly sets: ReadonlyMap<string, number>;
  /** IP sets no client is in, by the policy's word. */
  readonly exempt: ReadonlySet<string>;
  readonly bodySizes: readonly number[];
  readonly bodyLimits: BodyLimits;
  /** The rules that ask each thing nobody outside can tell. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
}

export function createVocabulary(
  acl: Acl,
  document: WebAclDocument,
  asked: readonly string[],
  topology: Topology,
  budget: Budget,
): Vocabulary {
  const statements = statementsOf(acl);
  const exempt = exemptSets(statements, document, topology);
  const named = statements.flatMap((each) => (each.kind === 'ip-set' ? [each.set] : []));
  const { sets, ranges } = readSets([...named, ...exempt], document, budget);
  const space = addressSpace(ranges, budget);
  const countries = countryClasses(statements, asked, budget);
  return {
    budget,
    simplifying: allow(budget, budget.steps / 4),
    circuit: createCircuit(budget),
    atoms: new Map(),
    keys: new Map(),
    choices: new Map(),
    trustedProxy: topology.trustedProxy ?? false,
    ...countries,
    asns: [...new Set([0, ...statements.flatMap((each) => (each.kind === 'asn' ? each.numbers : []))])],
    headers: forwardedHeaders(statements),
    named: new Set(statements.flatMap(namedIn)),
    addresses: space.classes,
    addressClassOf: space.classOf,
    sets,
    exempt,
    bodySizes: bodySizes(acl, statements),
    bodyLimits: acl.bodyLimits,
    secrets: secrets(statements),
  };
}

function secrets(statements: readonly Statement[]): ReadonlyMap<string, readonly string[]> {
  const rules = new Map<string, readonly string[]>();
  for (const each of statements) {
    if (each.kind === 'opaque') rules.set(each.id, [...(rules.get(each.id) ?? []), each.rule]);
  }
  return rules;
}

function forwardedHeaders(statements: readonly Statement[]): readonly string[] {
  const headers = statements.flatMap((each) =>
    'forwarded' in each && each.forwarded !== null ? [each.forwarded.header] : [],
  );
  return [...new Set(headers)];
}

function namedBy(need: Need | Names | null): readonly string[] {
  if (need === null) return [];
  if ('which' in need) return need.of;
  return need.field.kind === 'header' ? [need.field.name] : [];
}

function namedIn(statement: Statement): readonly string[] {
  const forwarded = 'forwarded' in statement && statement.forwarded ? [statement.forwarded.header] : [];
  switch (statement.kind) {
    case 'headers':
      return statement.names.of;
    case 'opaque':
      return namedBy(statement.need);
    case 'text':
    case 'unknown':
      return statement.field?.kind === 'header' ? [statement.field.name] : [];
    case 'rate':
      return [
        ...forwarded,
        ...statement.needs.flatMap(({ field }) => (field.kind === 'header' ? [field.name] : [])),
      ];
    default:
      return forwarded;
  }
}

function exemptSets(statements: readonly Statement[], document: WebAclDocument, { except = [] }: Topology) {
  const used = statements.flatMap((each) => (each.kind === 'ip-set' ? [each.set] : []));
  const arns = [...new Set([...used, ...Object.keys(document.IPSets ?? {})])];
  return new Set(arns.filter((arn) => except.includes(ipSetName(document, arn))));
}

export function ipSetName(document: WebAclDocument, arn: string): string {
  return document.IPSets?.[arn]?.Name ?? arn.split('/')[2] ?? arn;
}

/** What an input costs to keep. */
const ATOM = 15;

export function atom(vocabulary: Vocabulary, key: string, meaning: Atom): Literal {
  const known = vocabulary.keys.get(key);
  if (known !== undefined) return known;
  spend(vocabulary.budget, ATOM);
  const literal = input(vocabulary.circuit);
  vocabulary.atoms.set(literal >> 1, meaning);
  vocabulary.keys.set(key, literal);
  return literal;
}

/** A fact nobody can know from here; each is its own unless keyed. */
export function fresh(vocabulary: Vocabulary, why: string, key?: string): Literal {
  return atom(vocabulary, `fresh ${key ?? vocabulary.keys.size}`, { kind: 'fresh', why });
}

export function departure(vocabulary: Vocabulary, from: string, key?: string): Literal {
  const meaning = { kind: 'departure', from, isShown: false } as const;
  return atom(vocabulary, `departure ${key ?? vocabulary.keys.size}`, meaning);
}

/** Something unusual that a client may do and no witness of ours does. */
export function oddity(vocabulary: Vocabulary, from: string, key: string): Literal {
  return atom(vocabulary, `departure ${key}`, { kind: 'departure', from, isShown: true });
}

export const SENT_PLAINLY = 'is sent once, and among the first 8 KB and 200 headers';

/** That a header stands beyond what AWS inspects of them, where no statement can be sure to see it. */
export function hiddenHeader(vocabulary: Vocabulary, name: string): Literal {
  const from = `header ${name} ${SENT_PLAINLY}`;
  return atom(vocabulary, `hidden ${name}`, { kind: 'departure', from, isShown: true, hidden: name });
}

/**
 * Exactly one of `count` values. Value i is "none before, and i": a chain, so that every assignment of the inputs
 * is a choice and the solver needs no constraint.
 */
export function choice(vocabulary: Vocabulary, variable: string, count: number): readonly Literal[] {
  const known = vocabulary.choices.get(variable);
  if (known !== undefined) return known;
  const values: Literal[] = [];
  let open: Literal = TRUE;
  for (let index = 0; index < count; index += 1) {
    const picked =
      index === count - 1
        ? TRUE
        : atom(vocabulary, `${variable} ${index}`, { kind: 'choice', variable, index });
    values.push(and(vocabulary.circuit, open, picked));
    open = and(vocabulary.circuit, open, not(picked));
  }
  vocabulary.choices.set(variable, values);
  return values;
}

/** Whether the variable has one of the values that qualify. */
export function chosen(
  vocabulary: Vocabulary,
  values: readonly Literal[],
  qualifies: (index: number) => boolean,
): Literal {
  spend(vocabulary.budget, values.length);
  const [inside, outside]: [Literal[], Literal[]] = [[], []];
  for (const [index, value] of values.entries()) (qualifies(index) ? inside : outside).push(value);
  if (inside.length === 0) return FALSE;
  // The shorter side makes the smaller formula.
  const isInside = inside.length <= outside.length;
  const none = (isInside ? inside : outside).reduce<Literal>(
    (sum, value) => and(vocabulary.circuit, sum, not(value)),
    TRUE,
  );
  return isInside ? not(none) : none;
}
