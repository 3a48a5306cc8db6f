import { covers, type Resource } from '../../src/rule.ts';
import { bitsOf } from './address-block.ts';

export type Listener = Resource<'AWS::ElasticLoadBalancingV2::Listener'>;
export type ListenerRule = NonNullable<Listener['properties']['Live']['Rules']>[number];
type Condition = ListenerRule['Conditions'][number];
type QueryString = NonNullable<Condition['QueryStrings']>[number];

/** One thing that a request is compared with: one value of one condition, in the way AWS compares it. */
export interface Match {
  /** The same for what is the same value: for both halves of a block. */
  readonly id: string;
  /** The condition's field, with the header's name. Matches of different fields say nothing of each other. */
  readonly of: string;
  readonly kind: 'pattern' | 'regex' | 'exact' | 'block' | 'pair' | 'untold';
  /** In small letters where case does not count; of a block, the bits its addresses begin with. */
  readonly text: string;
  /** Of a query string; `*` where it is any. */
  readonly key?: string;
  /** As a message may have it. */
  readonly given: string;
}

/** Whether everything that one match takes, another takes too. */
export type Share = 'all' | 'perhaps' | 'not-all';

const known = new WeakMap<ListenerRule, readonly (readonly Match[])[]>();

/** The conditions of a rule, all of which a request must match: each as its values. Read once, for it never changes. */
export function conditionsOf(rule: ListenerRule): readonly (readonly Match[])[] {
  const conditions = known.get(rule) ?? rule.Conditions.map(matchesOf);
  known.set(rule, conditions);
  return conditions;
}

/** The values of a condition, any of which a request may match. */
export function matchesOf(condition: Condition): readonly Match[] {
  const { Field, Values, RegexValues, HttpHeaderName, QueryStrings } = condition;
  const of = HttpHeaderName === undefined ? Field : `${Field} ${HttpHeaderName.toLowerCase()}`;
  const kind = kinds[Field] ?? 'untold';
  // The values of headers and query strings may be secrets: a header that only a CDN knows.
  const told = (value: string): string =>
    HttpHeaderName === undefined ? value : `a value of ${HttpHeaderName}`;
  const plain =
    kind === 'pair'
      ? (QueryStrings ?? Values.map((Value) => ({ Key: undefined, Value }))).map((pair) => pairOf(of, pair))
      : Values.map((value) => matchOf({ of, kind, text: textOf(value, of, kind), given: told(value) }));
  const regexes = RegexValues.map((text) => matchOf({ of, kind: 'regex', text, given: told(text) }));
  const all = [...plain, ...regexes];
  return all.length > 0 ? all : [matchOf({ of, kind: 'untold', text: '', given: Field })];
}

const matchOf = (match: Omit<Match, 'id'>): Match => ({
  ...match,
  id: [match.of, match.kind, match.key, match.text].join('\0'),
});

const kinds: Readonly<Record<string, Match['kind']>> = {
  'path-pattern': 'pattern',
  'host-header': 'pattern',
  'http-header': 'pattern',
  'http-request-method': 'exact',
  'query-string': 'pair',
  'source-ip': 'block',
};

// Hosts, header values and query strings are compared without regard to case, paths and methods with it.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
const caseSensitive = 'path-pattern';
function textOf(value: string, of: string, kind: Match['kind']): string {
  if (kind === 'block') return bitsOf(value) ?? value;
  return kind === 'pattern' && of !== caseSensitive ? value.toLowerCase() : value;
}

function pairOf(of: string, { Key, Value }: QueryString): Match {
  const key = Key ? literal(Key.toLowerCase()) : '*';
  const given = Key ? `query string ${Key}` : 'query string';
  return matchOf({ of, kind: 'pair', key, text: literal(Value.toLowerCase()), given });
}

// `\*` and `\?` are the characters themselves: two that no query string holds stand for them.
const literal = (text: string): string => text.replaceAll('\\*', '\u0001').replaceAll('\\?', '\u0002');

export interface Comparison {
  share(wide: Match, narrow: Match): Share;
  /** From then on every share is `perhaps`. */
  isSpent(): boolean;
}

type ComparePatterns = (wide: string, narrow: string) => Share;

/** Compares in bounded steps: whoever may edit a load balancer writes the patterns. */
export function createComparison(steps = 300_000): Comparison {
  let left = steps;
  const isSpent = (): boolean => left < 0;
  const patterns: ComparePatterns = (wide, narrow) => {
    if (wide === narrow) return 'all';
    if (!startsAlike(wide, narrow) || !endsAlike(wide, narrow)) return 'not-all';
    left -= wide.length * narrow.length;
    if (isSpent()) return 'perhaps';
    return covers(wide, narrow) ? 'all' : 'not-all';
  };
  return {
    isSpent,
    share(wide, narrow) {
      left -= 1;
      if (wide.kind === 'untold' || isSpent()) return 'perhaps';
      if (wide.of !== narrow.of || narrow.kind === 'untold') return 'not-all';
      if (wide.kind === 'regex') return byRegex(wide, narrow);
      return narrow.kind === 'regex' ? ofRegex(wide, narrow, patterns) : ofOneKind(wide, narrow, patterns);
    },
  };
}

function ofOneKind(wide: Match, narrow: Match, patterns: ComparePatterns): Share {
  switch (wide.kind) {
    case 'exact':
      return wide.text === narrow.text ? 'all' : 'not-all';
    case 'block':
      return coversBlock(wide.text, narrow.text);
    case 'pair':
      return least(patterns(wide.text, narrow.text), patterns(wide.key ?? '*', narrow.key ?? '*'));
    default:
      return wide.text.endsWith('*') && takesAll(wide) ? 'all' : patterns(wide.text, narrow.text);
  }
}

function byRegex(wide: Match, narrow: Match): Share {
  if (takesAll(wide) || (narrow.kind === 'regex' && wide.text === narrow.text)) return 'all';
  const [start, own] = [startOf(wide), startOf(narrow)];
  // Where the text of a pattern ends before that of the expression, it takes what goes on otherwise, too.
  const may = narrow.kind === 'regex' ? startsAlike(`${start}*`, `${own}*`) : own.startsWith(start);
  return may ? 'perhaps' : 'not-all';
}

function ofRegex(wide: Match, narrow: Match, patterns: ComparePatterns): Share {
  const most = `${startOf(narrow)}*`;
  if (takesAll(wide) || patterns(wide.text, most) === 'all') return 'all';
  return startsAlike(wide.text, most) ? 'perhaps' : 'not-all';
}

/** What two conditions that must both hold take together. */
export function least(a: Share, b: Share): Share {
  if (a === 'not-all' || b === 'not-all') return 'not-all';
  return a === 'perhaps' ? a : b;
}

function coversBlock(wide: string, narrow: string): Share {
  if (wide === narrow) return 'all';
  if (![wide, narrow].every((text) => /^[46]:[01]*$/.test(text))) return 'perhaps';
  return narrow.startsWith(wide) ? 'all' : 'not-all';
}

/** A block is taken also by two rules that take a half each. */
export const halvesOf = (match: Match): readonly Match[] =>
  match.kind === 'block' && /^[46]:/.test(match.text)
    ? ['0', '1'].map((bit) => ({ ...match, text: `${match.text}${bit}` }))
    : [match];

// AWS does not say in what dialect, nor whether it looks for the text anywhere: only these take everything for sure.
// A path always begins with a slash.
function takesAll({ of, kind, text }: Match): boolean {
  const isPath = of === caseSensitive;
  if (kind !== 'regex') return /^\*+$/.test(isPath && text.startsWith('/') ? text.slice(1) : text);
  return isPath ? /^\^?\/?\.\*\$?$/.test(text) : /^\^?\.\*\$?$/.test(text);
}

/** The text that all which a match takes begins with, as far as it shows. */
function startOf({ of, kind, text }: Match): string {
  const start = kind === 'regex' ? startOfRegex(text) : (/^[^*?]*/.exec(text)?.[0] ?? '');
  if (of !== caseSensitive) return start.toLowerCase();
  return start === '' ? '/' : start;
}

function startOfRegex(text: string): string {
  if (!text.startsWith('^') || text.includes('|')) return '';
  const [start = ''] = /^(?:[\w/\-~%:@&=+,]|\\[.\-/])*/.exec(text.slice(1)) ?? [];
  // A quantifier makes the last character optional.
  const isOptional = /^[?*{]/.test(text.slice(1 + start.length));
  return start.replace(isOptional ? /\\?.$/ : /$^/, '').replaceAll('\\', '');
}

/** Whether two patterns can begin alike, up to the first wildcard of either. */
function startsAlike(a: string, b: string): boolean {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at += 1) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (isWild(one) || isWild(other)) return true;
    if (one !== other) return false;
  }
  return true;
}

function endsAlike(a: string, b: string): boolean {
  const end = Math.min(a.length, b.length);
  for (let at = 1; at <= end; at += 1) {
    const [one, other] = [a.charCodeAt(a.length - at), b.charCodeAt(b.length - at)];
    if (isWild(one) || isWild(other)) return true;
    if (one !== other) return false;
  }
  return true;
}

const [star, one] = ['*', '?'].map((character) => character.charCodeAt(0));
const isWild = (code: number): boolean => code === star || code === one;
