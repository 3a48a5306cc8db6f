import type { Field } from './acl.ts';
import { forwardedHeaders } from './build-header.ts';
import type { Literal } from './circuit.ts';
import { usualValues, valuesOf } from './match-text.ts';
import type { Request } from './model.ts';
import { type Automaton, reads } from './text/automaton.ts';
import { type Budget, type Demand, findText } from './text/find-text.ts';
import type { Atom, Model, Vocabulary } from './vocabulary.ts';

export type Built =
  | { readonly kind: 'request'; readonly request: Request }
  /** No request does all this at once; with `isCertain` that is a theorem, else only as far as we looked. */
  | {
      readonly kind: 'conflict';
      readonly literals: readonly Literal[];
      readonly isCertain: boolean;
      readonly why: string;
    };

/** A request that does what the model says. */
export function buildRequest(vocabulary: Vocabulary, model: Model, budget: Budget): Built {
  const torn = twoAnswers(vocabulary, model);
  if (torn !== null) return torn;
  const values = new Map<string, string>();
  for (const { field, demands } of demandsByField(vocabulary, model)) {
    const solved = solveAny(field, demands, budget);
    if (solved.kind === 'conflict') return solved;
    values.set(`${field.kind} ${field.name}`, solved.value);
  }
  return { kind: 'request', request: assemble(vocabulary, model, values) };
}

/** A witness says by rule name what secret statements answer, so those of one rule must agree. */
function twoAnswers(vocabulary: Vocabulary, model: Model): Built | null {
  const answers = new Map<string, Literal>();
  for (const [node, value] of model) {
    const atom = vocabulary.atoms.get(node);
    const literal = 2 * node + (value ? 0 : 1);
    for (const rule of atom?.kind === 'opaque' ? atom.rules : []) {
      const other = answers.get(rule) ?? literal;
      const why = `rule \`${rule}\` asks several things that only AWS can tell`;
      if (((other ^ literal) & 1) === 1)
        return { kind: 'conflict', literals: [other, literal], isCertain: false, why };
      answers.set(rule, literal);
    }
  }
  return null;
}

interface FieldDemand extends Demand {
  readonly literal: Literal;
}

interface FieldDemands {
  readonly field: Field;
  readonly demands: readonly FieldDemand[];
}

function demandsByField(vocabulary: Vocabulary, model: Model): readonly FieldDemands[] {
  const fields = new Map<string, { field: Field; demands: FieldDemand[] }>();
  for (const [node, wanted] of model) {
    const atom = vocabulary.atoms.get(node);
    if (atom?.kind !== 'text' && !(atom?.kind === 'present' && wanted)) continue;
    const key = `${atom.field.kind} ${atom.field.name}`;
    const entry = fields.get(key) ?? { field: atom.field, demands: [] };
    fields.set(key, entry);
    if (atom.kind === 'text') {
      entry.demands.push({ automaton: atom.automaton, wanted, literal: 2 * node + (wanted ? 0 : 1) });
    }
  }
  return [...fields.values()].filter(({ field }) => isSent(vocabulary, model, field));
}

function isSent(vocabulary: Vocabulary, model: Model, { kind, name }: Field): boolean {
  if (kind !== 'header' && kind !== 'argument') return true;
  const present = vocabulary.keys.get(`present ${kind} ${name}`);
  return present !== undefined && model.get(present >> 1) === true;
}

/** Of one argument there may be several values: each meets one demand, and none what must not be. */
function solveAny(field: Field, demands: readonly FieldDemand[], budget: Budget): Solved {
  const whole = solveField(field, demands, budget);
  const wanted = demands.filter((demand) => demand.wanted);
  if (whole.kind === 'value' || field.kind !== 'argument' || wanted.length < 2) return whole;
  const unwanted = demands.filter((demand) => !demand.wanted);
  const values: string[] = [];
  for (const demand of wanted) {
    const solved = solveField(field, [demand, ...unwanted], budget);
    if (solved.kind === 'conflict') return solved;
    values.push(solved.value);
  }
  return { kind: 'value', value: values.join(`&${field.name}=`) };
}

type Solved =
  | { readonly kind: 'value'; readonly value: string }
  | Extract<Built, { readonly kind: 'conflict' }>;

function solveField(field: Field, demands: readonly FieldDemand[], budget: Budget): Solved {
  const usual = usualValues(field);
  const pair = contradiction(field, demands);
  if (pair !== null) return conflict(field, pair, true);
  const found = findText([valuesOf(field), ...demands], usual, budget);
  if (found.kind === 'value') return found;
  const isCertain = found.kind === 'none';
  return conflict(field, isCertain ? core(field, demands, budget) : demands, isCertain);
}

function conflict({ kind }: Field, demands: readonly FieldDemand[], isCertain: boolean): Solved {
  const why = `too complex: what the ${kind} must and must not be`;
  return { kind: 'conflict', literals: demands.map(({ literal }) => literal), isCertain, why };
}

/** The demands that cannot be met together, as few as deleting ever smaller parts of them gets to. */
function core(field: Field, demands: readonly FieldDemand[], budget: Budget): readonly FieldDemand[] {
  let needed = [...demands].sort((a, b) => Number(a.wanted) - Number(b.wanted));
  for (let size = Math.ceil(needed.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < needed.length; ) {
      const rest = [...needed.slice(0, from), ...needed.slice(from + size)];
      const isEnough = findText([valuesOf(field), ...rest], usualValues(field), budget).kind === 'none';
      if (isEnough) needed = rest;
      else from += size;
    }
  }
  return needed;
}

/** Two demands, one of which fixes how the value begins, or all of it, and the other does not want that. */
function contradiction(field: Field, demands: readonly FieldDemand[]): readonly FieldDemand[] | null {
  const values = valuesOf(field);
  for (const demand of demands) {
    const { only, prefix = only } = demand.automaton;
    if (!demand.wanted || prefix === undefined) continue;
    const isAgainst = (other: Demand) => rules(other.automaton, prefix, only !== undefined) === !other.wanted;
    if (isAgainst(values)) return [demand];
    const other = demands.find(isAgainst);
    if (other !== undefined) return [demand, other];
  }
  return null;
}

/** What a machine answers to every value that begins so, if it is always the same. */
function rules(automaton: Automaton, prefix: string, isWhole: boolean): boolean | undefined {
  if (isWhole) return reads(automaton, prefix);
  let state = automaton.start;
  for (let at = 0; at < prefix.length; at += 1) state = automaton.step(state, prefix.charCodeAt(at));
  return automaton.settled(state);
}

function assemble(vocabulary: Vocabulary, model: Model, values: ReadonlyMap<string, string>): Request {
  const pick = picker(vocabulary, model);
  const text = (field: Field['kind'], otherwise: string) => values.get(`${field} `) ?? otherwise;
  const body = text('body', '');
  const peer = vocabulary.addresses[pick('address FIRST peer')];
  const forwarded = forwardedHeaders(vocabulary, model, pick, values);
  const region = vocabulary.regions[pick('region peer') - 1];
  const asn = vocabulary.asns[pick('asn peer')] ?? 0;
  return {
    country: vocabulary.countries[pick('country peer')]?.example ?? 'XX',
    sourceIp: peer?.example ?? '203.0.113.7',
    method: text('method', 'GET'),
    path: text('path', '/'),
    query: queryOf(text('query', ''), values),
    headers: { ...headersOf(values), ...forwarded.headers },
    bodySize: Math.max(body.length, vocabulary.bodySizes[pick('body-size')] ?? 0),
    token: isTrue(vocabulary, model, 'Captcha') || isTrue(vocabulary, model, 'Challenge') ? 'valid' : 'none',
    ...(body === '' ? {} : { body }),
    ...forwarded.countries,
    ...(region === undefined ? {} : { region }),
    ...(asn === 0 ? {} : { asn }),
    ...facts(vocabulary, model),
  };
}

/** The index of the value a variable has in the model; the first where it does not matter. */
function picker(vocabulary: Vocabulary, model: Model): (variable: string) => number {
  return (variable) => {
    const count = vocabulary.choices.get(variable)?.length ?? 1;
    for (let index = 0; index < count - 1; index += 1) {
      const literal = vocabulary.keys.get(`${variable} ${index}`);
      if (literal === undefined || model.get(literal >> 1) !== false) return index;
    }
    return count - 1;
  };
}

function isTrue(vocabulary: Vocabulary, model: Model, key: string): boolean {
  return model.get((vocabulary.keys.get(key) ?? -2) >> 1) ?? false;
}

function queryOf(query: string, values: ReadonlyMap<string, string>): string {
  const named = valuesOfKind(values, 'argument').map(([name, value]) => `${name}=${value}`);
  return [query, ...named].filter((part) => part !== '').join('&');
}

function headersOf(values: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(valuesOfKind(values, 'header'));
}

function valuesOfKind(
  values: ReadonlyMap<string, string>,
  kind: Field['kind'],
): readonly (readonly [string, string])[] {
  return [...values]
    .filter(([key]) => key.startsWith(`${kind} `))
    .map(([key, value]) => [key.slice(kind.length + 1), value] as const);
}

/** What the witness assumes beyond the request: rates exceeded, and what secret statements say. */
function facts(vocabulary: Vocabulary, model: Model): Pick<Request, 'exceeded' | 'assumed'> {
  const known: readonly (readonly [Atom | undefined, boolean])[] = [...model].map(
    ([node, value]) => [vocabulary.atoms.get(node), value] as const,
  );
  const exceeded = known.flatMap(([atom, value]) => (atom?.kind === 'exceeded' && value ? [atom.rule] : []));
  const assumed = known.flatMap(([atom, value]) =>
    atom?.kind === 'opaque' ? atom.rules.map((rule) => [rule, value] as const) : [],
  );
  return {
    ...(exceeded.length === 0 ? {} : { exceeded }),
    ...(assumed.length === 0 ? {} : { assumed: Object.fromEntries(assumed) }),
  };
}
