import type { Exchange } from '../exchange.ts';

/** A text that a web ACL or a listener rule of a recording holds against something of a request. */
export interface Compared {
  readonly kind: 'exactly' | 'piece' | 'regex' | 'regex set' | 'address';
  /** Bytes as characters; of a regex set its ARN. */
  readonly text: string;
  /** What of a request it is held against: `header x-a`, `headers`, `cookies`, `argument a`, `query`, `listener x-a`. */
  readonly field: string;
  /** In the order in which they are applied. */
  readonly transformations: readonly string[];
  /** Whether it may be a secret that a request shows: not if it may be a name as well. */
  readonly isCredential: boolean;
  /** The names that it is held against too, in lower case. */
  readonly names: readonly string[];
}

type Loose = Readonly<Record<string, unknown>>;

/** Every such text that is held against a header, a cookie or an argument. */
export function comparedIn(exchanges: readonly Exchange[]): readonly Compared[] {
  const found: Compared[] = [];
  for (const { answer } of exchanges)
    if (answer.kind === 'output') each(answer.output, (value) => void found.push(...comparedOf(value)));
  return found;
}

/** The expressions of each regex pattern set by its ARN. */
export function patternSetsIn(exchanges: readonly Exchange[]): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, readonly string[]>();
  for (const { answer } of exchanges) {
    const set = answer.kind === 'output' ? (answer.output as Loose)['RegexPatternSet'] : undefined;
    if (!isRecord(set) || !Array.isArray(set['RegularExpressionList'])) continue;
    const regexes = set['RegularExpressionList']
      .filter(isRecord)
      .map(({ RegexString }) => String(RegexString));
    sets.set(String(set['ARN']), regexes);
  }
  return sets;
}

function each(value: unknown, visit: (value: Loose) => void): void {
  if (Array.isArray(value)) for (const item of value) each(item, visit);
  if (!isRecord(value)) return;
  visit(value);
  for (const member of Object.values(value)) each(member, visit);
}

/** What one object of an answer compares by itself, whatever is nested in it. */
export function comparedOf(value: Loose): readonly Compared[] {
  const { HttpHeaderConfig, SearchString, RegexString, ARN, FallbackBehavior, HeaderName } = value;
  if (isRecord(HttpHeaderConfig)) return ofListener(HttpHeaderConfig);
  if (FallbackBehavior !== undefined && typeof HeaderName === 'string') return [addressIn(HeaderName)];
  const at = fieldOf(value['FieldToMatch']);
  if (at === null) return [];
  const common = { ...at, transformations: transformationsOf(value) };
  const wanted = textOf(SearchString);
  if (wanted !== undefined) {
    const kind = value['PositionalConstraint'] === 'EXACTLY' ? 'exactly' : 'piece';
    const isCredential = at.isCredential && !at.names.includes(wanted.toLowerCase());
    return [{ ...common, isCredential, kind, text: wanted }];
  }
  if (typeof RegexString === 'string') return [{ ...common, kind: 'regex', text: RegexString }];
  return typeof ARN === 'string' ? [{ ...common, kind: 'regex set', text: ARN }] : [];
}

const addressIn = (header: string): Compared => ({
  kind: 'address',
  text: '',
  field: `header ${header.toLowerCase()}`,
  transformations: [],
  isCredential: false,
  names: [],
});

/** Load balancers compare headers without regard to case. */
function ofListener(config: Loose): readonly Compared[] {
  const at = {
    field: `listener ${String(config['HttpHeaderName']).toLowerCase()}`,
    transformations: ['LOWERCASE'],
    isCredential: true,
    names: [],
  };
  const values = Array.isArray(config['Values']) ? config['Values'].map(bytesOf) : [];
  const regexes = Array.isArray(config['RegexValues']) ? config['RegexValues'].map(String) : [];
  return [
    ...values.flatMap((value): readonly Compared[] =>
      isPattern(value)
        ? value.split(/[*?]/).map((text) => ({ ...at, kind: 'piece', text }))
        : [{ ...at, kind: 'exactly', text: value }],
    ),
    ...regexes.map((text): Compared => ({ ...at, kind: 'regex', text })),
  ];
}

export const isPattern = (value: string): boolean => /[*?]/.test(value);

type At = Pick<Compared, 'field' | 'isCredential' | 'names'>;

function fieldOf(fieldToMatch: unknown): At | null {
  const [[name, value] = ['', {}]] = isRecord(fieldToMatch) ? Object.entries(fieldToMatch) : [];
  const named = isRecord(value) ? String(value['Name']).toLowerCase() : '';
  switch (name) {
    case 'SingleHeader':
      return { field: `header ${named}`, isCredential: true, names: [] };
    case 'SingleQueryArgument':
      return { field: `argument ${named}`, isCredential: true, names: [] };
    case 'AllQueryArguments':
      return { field: 'arguments', isCredential: true, names: [] };
    case 'QueryString':
      return { field: 'query', isCredential: false, names: [] };
    case 'Headers':
    case 'Cookies':
      return listed(name, isRecord(value) ? value : {});
    default:
      return null;
  }
}

/** Held against names as well as values, a text is no name only where the names are known. */
function listed(name: string, { MatchScope: scope, MatchPattern: pattern }: Loose): At {
  const included = isRecord(pattern) ? pattern[`Included${name}`] : undefined;
  const names = Array.isArray(included) ? included.map((each) => String(each).toLowerCase()) : [];
  const isCredential = scope === 'VALUE' || (scope === 'ALL' && names.length > 0);
  return { field: name.toLowerCase(), isCredential, names: scope === 'ALL' ? names : [] };
}

// What is held against the second reads what the first is a part of, or is.
const MEETING: Readonly<Record<string, 'same' | 'whole'>> = {
  'argument,arguments': 'same',
  'argument,query': 'whole',
  'arguments,query': 'whole',
  'header,headers': 'same',
  'cookies,headers': 'whole',
};

/** How a text held against one field may meet, in one request, a text held against another. */
export function meeting(a: string, b: string): 'same' | 'whole' | null {
  if (a === b) return 'same';
  if ([a, b].includes('cookies') && [a, b].includes('header cookie')) return 'whole';
  const [one, other] = [a, b].map((field) => field.split(' ')[0]);
  return MEETING[`${one},${other}`] ?? MEETING[`${other},${one}`] ?? null;
}

function transformationsOf({ TextTransformations: list }: Loose): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list
    .filter(isRecord)
    .toSorted((a, b) => Number(a['Priority']) - Number(b['Priority']))
    .map(({ Type }) => String(Type))
    .filter((type) => type !== 'NONE');
}

export function textOf(value: unknown): string | undefined {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  return typeof value === 'string' ? bytesOf(value) : undefined;
}

export const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');
export const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);
