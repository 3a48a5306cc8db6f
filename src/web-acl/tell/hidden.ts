import type { Acl, Field, Rule, Statement, Text } from '../acl.ts';
import { type Budget, spend } from '../budget.ts';
import { observe, readsHeader } from '../decide/observe.ts';
import { sentAs } from '../decide/request-field.ts';
import type { Request } from '../model.ts';
import { isRead, within } from '../normalise/statements.ts';
import { type Automaton, costOf, reads } from '../text/automaton.ts';
import { parseRange } from '../walk/addresses.ts';
import type { Truth } from '../walk/circuit.ts';
import { usualValues } from '../walk/values.ts';
import type { Atom, Vocabulary } from '../walk/vocabulary.ts';

const QUERY: Field = { kind: 'query', name: '' };

/**
 * A request as it may be shown: a header or query that the web ACL compares with something, and that is just that,
 * may be the secret by which an origin knows its clients. In its place stands which rule holds it, and what the
 * value answers to all that the web ACL asks of it, so that `--request` walks the same way.
 */
export function shown(vocabulary: Vocabulary, acl: Acl, request: Request): Request {
  const compared = comparisonsOf(acl);
  const headers = Object.entries(request.headers).map(([name, value]) => {
    const field: Field = { kind: 'header', name: name.toLowerCase() };
    const isAddresses = value.split(',').every((each) => parseRange(each.trim()) !== null);
    return [name, isAddresses ? value : hidden(vocabulary, compared, field, value)];
  });
  return {
    ...request,
    query: hidden(vocabulary, compared, QUERY, request.query),
    headers: Object.fromEntries(headers),
  };
}

interface Comparison {
  readonly rule: string;
  readonly text: Text;
  readonly looksAt: (field: Field) => boolean;
}

function comparisonsOf(acl: Acl): readonly Comparison[] {
  return acl.entries.flatMap((entry) => {
    if (entry.kind === 'rule') return comparisonsIn(entry.rule.name, entry.rule.statement);
    const { name, scopeDown, rules } = entry.group;
    const inner: readonly Rule[] = isRead(rules) ? rules : [];
    return [
      ...(scopeDown === null ? [] : comparisonsIn(name, scopeDown)),
      ...inner.flatMap((rule) => comparisonsIn(`${name} › ${rule.name}`, rule.statement)),
    ];
  });
}

function comparisonsIn(rule: string, statement: Statement): readonly Comparison[] {
  return within(statement).flatMap((each): readonly Comparison[] => {
    if (each.kind === 'headers' && each.scope !== 'KEY')
      return [{ rule, text: each.text, looksAt: ({ kind }) => kind === 'header' }];
    if (each.kind !== 'text') return [];
    const { field } = each;
    return [{ rule, text: each, looksAt: ({ kind, name }) => kind === field.kind && name === field.name }];
  });
}

/** Of a length alone nobody learns a secret. */
const isOfText = ({ id }: Text): boolean => !id.startsWith('size ');

function hidden(
  vocabulary: Vocabulary,
  compared: readonly Comparison[],
  field: Field,
  value: string,
): string {
  if (isPlaceholder(value) || value === '' || usualValues(field).includes(value)) return value;
  const sent = sentAs(value);
  const { budget } = vocabulary;
  spend(budget, compared.length);
  const holding = compared.filter(
    ({ text, looksAt }) => looksAt(field) && isOfText(text) && says(budget, text, sent),
  );
  if (holding.length === 0) return value;
  const answers = questionsOf(vocabulary, field).flatMap(({ automaton }, at) =>
    asks(budget, automaton, sent) ? [at] : [],
  );
  const rules = [...new Set(holding.map(({ rule }) => `\`${rule}\``))].join(', ');
  return `{{a value${partsOf(field, holding)} that rule ${rules} holds; answers ${answers.join(' ') || 'none'}}}`;
}

/** ` of argument key` */
function partsOf({ kind }: Field, holding: readonly Comparison[]): string {
  const names = [...new Set(holding.flatMap(({ text }) => text.names ?? []))];
  const noun = kind === 'query' ? 'argument' : 'cookie';
  return names.length === 0 ? '' : ` of ${noun} ${names.join(', ')}`;
}

function says(budget: Budget, { automaton, beyond }: Text, value: string): boolean {
  const answer = beyond?.computed?.answer.automaton;
  return asks(budget, automaton, value) || (answer !== undefined && asks(budget, answer, value));
}

function asks(budget: Budget, automaton: Automaton, value: string): boolean {
  spend(budget, costOf(automaton, value.length));
  return reads(automaton, value);
}

type Question = Extract<Atom, { readonly kind: 'text' | 'other' }>;

/** What is asked of a field, always in the order of the rules. */
function questionsOf({ atoms, named, budget }: Vocabulary, { kind, name }: Field): readonly Question[] {
  spend(budget, atoms.size);
  const isOther = kind === 'header' && !named.has(name);
  return [...atoms.values()].filter((atom): atom is Question => {
    if (isOther) return atom.kind === 'other' && atom.scope !== 'KEY';
    return atom.kind === 'text' && atom.field.kind === kind && atom.field.name === name;
  });
}

const PLACEHOLDER = /^\{\{a value(?: of (.*?))? that (rule .*) holds; answers ([\d ]+|none)\}\}$/s;

const isPlaceholder = (value: string): boolean => PLACEHOLDER.test(value);

/** `argument key, whose value stands in rule …`, or null where a value is shown as it is. */
export function instead(value: string): string | null {
  const [, part, rules] = PLACEHOLDER.exec(value) ?? [];
  if (rules === undefined) return null;
  return part === undefined ? `its value stands in ${rules}` : `${part}, whose value stands in ${rules}`;
}

/** What a request makes of every input, be it as it was made or as it is shown. */
export function observeShown(vocabulary: Vocabulary, request: Request): (node: number) => Truth {
  const observed = observe(vocabulary, request);
  const hiding = fieldsOf(request).flatMap(({ field, value }) => {
    const answers = answersIn(value);
    return answers === undefined ? [] : [{ field, answers }];
  });
  const known = new Map(
    hiding.flatMap(({ field, answers }) => answered(vocabulary, request, field, answers)),
  );
  return (node) => known.get(vocabulary.atoms.get(node) as Atom) ?? observed(node);
}

function fieldsOf({
  query = '',
  headers = {},
}: Partial<Request>): readonly { readonly field: Field; readonly value: string }[] {
  const sent = Object.entries(headers).map(([name, value]) => ({
    field: { kind: 'header', name: name.toLowerCase() } as const,
    value,
  }));
  return [{ field: QUERY, value: query }, ...sent];
}

/** The placeholder itself answers nothing: what it looks like must not. */
function answered(
  vocabulary: Vocabulary,
  request: Request,
  field: Field,
  answers: ReadonlySet<number>,
): readonly (readonly [Atom, boolean])[] {
  return questionsOf(vocabulary, field).map((atom, at) => {
    const isOther = atom.kind === 'other' && otherAnswers(vocabulary, request, atom);
    return [atom, answers.has(at) || isOther];
  });
}

/** Whether a header that is shown, or the name of one that is not, is what is asked of any header. */
function otherAnswers(
  { named, budget }: Vocabulary,
  { headers }: Request,
  atom: Extract<Atom, { kind: 'other' }>,
) {
  return Object.entries(headers).some(([name, value]) => {
    if (named.has(name.toLowerCase())) return false;
    spend(budget, costOf(atom.automaton, 2 * name.length + value.length));
    const isName = atom.scope === 'ALL' && reads(atom.automaton, name);
    return isName || (!isPlaceholder(value) && readsHeader(atom, name, sentAs(value)));
  });
}

function answersIn(value: string): ReadonlySet<number> | undefined {
  const said = PLACEHOLDER.exec(value)?.[3];
  return said === undefined ? undefined : new Set(said === 'none' ? [] : said.split(' ').map(Number));
}
