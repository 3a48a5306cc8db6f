import type { Field } from '../acl.ts';
import type { Allowance } from '../budget.ts';
import type { Request } from '../model.ts';
import type { Automaton } from '../text/automaton.ts';
import type { Literal } from '../walk/circuit.ts';
import { isAnother, presence } from '../walk/facts.ts';
import type { Atom, Model, Vocabulary } from '../walk/vocabulary.ts';
import { type FieldDemands, withLength } from './build-body.ts';
import { exampleOf, forwardedHeaders } from './build-header.ts';
import { mixedHeader } from './build-mixed.ts';
import { otherHeaders, TOO_LONG } from './build-other.ts';
import { type Conflict, type FieldDemand, solveField } from './build-text.ts';
import { MOST_BYTES } from './header-bytes.ts';
import { sentAs, shownAs } from './request-field.ts';

export type Built = { readonly kind: 'request'; readonly request: Request } | Conflict;

/** A request that does what the model says. */
export function buildRequest(vocabulary: Vocabulary, model: Model, allowance: Allowance): Built {
  const torn = twoAnswers(vocabulary, model);
  if (torn !== null) return torn;
  const fields = withLength(vocabulary, model, demandsByField(vocabulary, model));
  const values = new Map<string, string>();
  for (const { field, demands } of fields) {
    const solved = solveField(field, demands, allowance);
    if (solved.kind === 'conflict') return solved;
    if (!isAnother(field)) values.set(`${field.kind} ${field.name}`, shownAs(solved.value));
  }
  const others = otherHeaders(vocabulary, model, allowance);
  if (others.kind === 'conflict') return others;
  const request = assemble(vocabulary, model, values, others.headers);
  return withMixedHeaders(vocabulary, model, request, { fields, values });
}

/** Headers that are read as text and for addresses are found last, when all else is known. */
function withMixedHeaders(
  vocabulary: Vocabulary,
  model: Model,
  request: Request,
  { fields, values }: { fields: readonly FieldDemands[]; values: ReadonlyMap<string, string> },
): Built {
  const headers = { ...request.headers };
  for (const { field, demands } of fields) {
    const header = field.name;
    const isMixed = field.kind === 'header' && demands.length > 0 && vocabulary.headers.includes(header);
    if (!isMixed) continue;
    const text = values.get(`header ${header}`) ?? '';
    const found = mixedHeader(vocabulary, model, request, { header, demands, text });
    if ('literals' in found) {
      const why = `too complex: what header ${header} must be as text and as a list of addresses`;
      return { kind: 'conflict', literals: found.literals, isCertain: false, why };
    }
    headers[header] = found.value;
  }
  return { kind: 'request', request: { ...request, headers } };
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

function demandsByField(vocabulary: Vocabulary, model: Model): readonly FieldDemands[] {
  const fields = new Map<string, { field: Field; demands: FieldDemand[] }>();
  for (const [node, wanted] of model) {
    const asked = askedOf(vocabulary.atoms.get(node), wanted);
    if (asked === null) continue;
    const { field, automaton } = asked;
    const key = `${field.kind} ${field.name}`;
    const entry = fields.get(key) ?? { field, demands: [] };
    fields.set(key, entry);
    if (automaton !== null) {
      entry.demands.push({ automaton, wanted, literals: [2 * node + (wanted ? 0 : 1)] });
    }
  }
  return [...fields.values()].filter(({ field }) => isSent(vocabulary, model, field));
}

const COOKIE: Field = { kind: 'header', name: 'cookie' };

/** What an input asks of a field: without a machine, only that it is there. */
function askedOf(
  atom: Atom | undefined,
  wanted: boolean,
): { readonly field: Field; readonly automaton: Automaton | null } | null {
  switch (atom?.kind) {
    case 'text':
      return atom;
    case 'present':
      return wanted ? { field: atom.field, automaton: null } : null;
    case 'oversize':
      return wanted && atom.of === 'cookies' ? { field: COOKIE, automaton: TOO_LONG } : null;
    default:
      return null;
  }
}

function isSent(vocabulary: Vocabulary, model: Model, field: Field): boolean {
  if (isAnother(field)) return true;
  const asked = vocabulary.keys.get(presence(field));
  return asked === undefined ? field.kind !== 'header' : model.get(asked >> 1) === true;
}

function assemble(
  vocabulary: Vocabulary,
  model: Model,
  values: ReadonlyMap<string, string>,
  others: Request['headers'],
): Request {
  const pick = picker(vocabulary, model);
  const text = (field: Field['kind'], otherwise: string) => values.get(`${field} `) ?? otherwise;
  const body = text('body', '');
  const forwarded = forwardedHeaders(vocabulary, model, pick, values);
  const region = vocabulary.regions[pick('region peer') - 1];
  const asn = vocabulary.asns[pick('asn peer')] ?? 0;
  return {
    country: vocabulary.countries[pick('country peer')]?.example ?? 'XX',
    sourceIp: exampleOf(vocabulary.addresses[pick('address FIRST peer')], 0),
    method: text('method', 'GET'),
    path: text('path', '/'),
    query: text('query', ''),
    // What is not named goes last: it may be more than AWS inspects.
    headers: longestLast({ ...headersOf(values), ...forwarded.headers, ...others }),
    bodySize: values.has('body ') ? sentAs(body).length : (vocabulary.bodySizes[pick('body-size')] ?? 0),
    token: isTrue(vocabulary, model, 'Captcha') || isTrue(vocabulary, model, 'Challenge') ? 'valid' : 'none',
    ...(body === '' ? {} : { body }),
    ...given('ja3Fingerprint', values.get('ja3 ')),
    ...given('ja4Fingerprint', values.get('ja4 ')),
    ...given('uriFragment', values.get('fragment ')),
    ...forwarded.countries,
    ...(region === undefined ? {} : { region }),
    ...(asn === 0 ? {} : { asn }),
    ...facts(vocabulary, model),
  };
}

function given(name: string, value: string | undefined): object {
  return value === undefined ? {} : { [name]: value };
}

function headersOf(values: ReadonlyMap<string, string>): Request['headers'] {
  const sent = [...values].filter(([key]) => key.startsWith('header '));
  return Object.fromEntries(sent.map(([key, value]) => [key.slice('header '.length), value]));
}

function longestLast(headers: Request['headers']): Request['headers'] {
  const isLong = ([, value]: readonly [string, string]) => Number(value.length > MOST_BYTES);
  return Object.fromEntries(Object.entries(headers).sort((a, b) => isLong(a) - isLong(b)));
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
