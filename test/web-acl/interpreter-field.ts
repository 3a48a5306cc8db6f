import { transformed } from './interpreter-transform.ts';

// biome-ignore lint/suspicious/noExplicitAny: the interpreter reads JSON as it comes
type Json = any;

export function headerOf(request: Json, name: string): string | undefined {
  return request.headers[name.toLowerCase()];
}

export function argumentsOf(query: string, name: string): string[] {
  const found = query.split('&').filter((pair) => pair.toLowerCase().startsWith(`${name.toLowerCase()}=`));
  return found.map((pair) => pair.slice(name.length + 1));
}

type Oracle = (fact: string) => boolean;

/** All that a statement looks at; a part without `=` is anything, or nothing. */
export function valuesOf(request: Json, statement: Json, oracle: Oracle): readonly string[] {
  const { FieldToMatch: field, PreParseTextTransformations: before } = statement;
  const id = JSON.stringify(statement);
  const query = preParsed(request.query, before, oracle);
  if (field.SingleQueryArgument) {
    const name = field.SingleQueryArgument.Name.toLowerCase();
    const named = partsOf(query, '&', oracle).filter(([key]) => key.toLowerCase() === name);
    return chosen(
      named.map(([, value]) => value),
      id,
      oracle,
    );
  }
  if (field.AllQueryArguments) return partsOf(query, '&', oracle).map(([, value]) => value);
  if (field.Cookies) {
    const cookies = chosen(linesOf(request, 'cookie'), id, oracle).join('; ');
    return picked(
      oneOfEach(partsOf(cookies, ';', oracle), field.Cookies, id, oracle),
      field.Cookies,
      'Cookies',
    );
  }
  if (field.Headers) {
    const names = Object.keys(request.headers);
    const pairs = names.flatMap((name) =>
      chosen(linesOf(request, name), `${name} ${id}`, oracle).map((line): Pair => [name, line]),
    );
    return picked(pairs, field.Headers, 'Headers');
  }
  if (field.SingleHeader) return chosen(linesOf(request, field.SingleHeader.Name), id, oracle);
  const value = fieldOf(request, field);
  return value === undefined ? [] : [value];
}

/** A header's value, and that of a second one of the name, if it is sent. */
function linesOf({ headers, more = {} }: Json, name: string): readonly string[] {
  return [headers[name.toLowerCase()], more[name.toLowerCase()]].filter((line) => line !== undefined);
}

/** What a statement answers of more headers or cookies than AWS inspects; null where it sees all it looks at. */
export function beyond(request: Json, statement: Json, oracle: Oracle): boolean | null {
  const { Cookies, Headers, SingleHeader } = statement.FieldToMatch;
  const id = JSON.stringify(statement);
  const answer = () => answerTo((Cookies ?? Headers).OversizeHandling) ?? oracle(`beyond ${id}`);
  if (Cookies) return (headerOf(request, 'cookie') ?? '').length > 8192 ? answer() : null;
  if (SingleHeader) return isAmongFirst(request, SingleHeader.Name) ? null : oracle(`beyond ${id}`);
  if (!Headers) return null;
  const [least, most] = [lengthOf(request.headers, 0), lengthOf(request.headers, 4)];
  const isTooMuch = least > 8192 || (most > 8192 && oracle('names count'));
  if (!isTooMuch) return null;
  return Headers.MatchPattern.IncludedHeaders ? oracle(`beyond ${id}`) : answer();
}

function answerTo(handling: string): boolean | null {
  if (handling === 'MATCH') return true;
  return handling === 'NO_MATCH' ? false : null;
}

/** With or without the names, and what is between them and the values. */
function lengthOf(headers: Json, between: number): number {
  return Object.entries<string>(headers).reduce(
    (sum, [name, value]) => sum + value.length + (between > 0 ? name.length + between : 0),
    0,
  );
}

function isAmongFirst({ headers }: Json, name: string): boolean {
  const names = Object.keys(headers);
  const at = names.indexOf(name.toLowerCase());
  const until = Object.fromEntries(Object.entries(headers).slice(0, at + 1));
  return at < 0 || lengthOf(until, 2) <= 8192;
}

/** Of what is sent more than once AWS may look at all, the first, the last, or all as one: it does not say. */
function chosen(values: readonly string[], id: string, oracle: Oracle): readonly string[] {
  if (values.length < 2) return values;
  if (oracle(`all of several ${id}`)) return values;
  if (oracle(`several as one ${id}`)) return [values.join(', ')];
  return [(oracle(`first of several ${id}`) ? values[0] : values.at(-1)) ?? ''];
}

/** Cookies of a list are looked up by name. */
function oneOfEach(
  pairs: readonly Pair[],
  { MatchPattern }: Json,
  id: string,
  oracle: Oracle,
): readonly Pair[] {
  if (!MatchPattern.IncludedCookies) return pairs;
  return [...new Set(pairs.map(([key]) => key))].flatMap((name) => {
    const values = pairs.filter(([key]) => key === name).map(([, value]) => value);
    return chosen(values, `${name} ${id}`, oracle).map((value): Pair => [name, value]);
  });
}

/** What is done to a query before it is split. */
function preParsed(query: string, before: Json, oracle: Oracle): string {
  const types = [...(before ?? [])].sort((a, b) => a.Priority - b.Priority).map(({ Type }) => Type);
  return types.reduce((value: string, type: string) => {
    switch (type) {
      case 'NONE':
        return value;
      case 'REPLACE_SEMICOLONS_WITH_AMPERSANDS':
        return value.replaceAll(';', '&');
      case 'URL_DECODE':
        return transformed(value, type, oracle);
      case 'URL_DECODE_UNI':
        return /%u/i.test(value) && oracle(`decodes ${value}`)
          ? value.replace(/%u00/gi, '%')
          : transformed(value, 'URL_DECODE', oracle);
      default:
        return combined(value, oracle);
    }
  }, query);
}

/** Where the one that is left stands is anybody's guess. */
function combined(query: string, oracle: Oracle): string {
  const parts = query.split('&');
  const [last = ''] = parts.slice(-1);
  const name = last.split('=')[0] ?? '';
  const mine = parts.filter((part) => part.split('=')[0] === name);
  if (mine.length < 2) return query;
  const one = `${name}=${mine.map((part) => part.slice(name.length + 1)).join(oracle('a comma') ? ',' : ', ')}`;
  return [...parts.filter((part) => !mine.includes(part)), one].join('&');
}

function fieldOf(request: Json, field: Json): string | undefined {
  if (field.UriPath) return request.path;
  if (field.QueryString) return request.query;
  if (field.Method) return request.method;
  throw new Error(`no field ${JSON.stringify(field)}`);
}

type Pair = readonly [string, string];

function partsOf(text: string, separator: string, oracle: Oracle): readonly Pair[] {
  const parts = text.split(separator).map((part) => (separator === ';' ? part.replace(/^ +/, '') : part));
  return parts.flatMap((part): Pair[] => {
    if (part === '') return [];
    if (part.includes('=')) return [[part.replace(/=.*$/s, ''), part.replace(/^[^=]*=/, '')]];
    if (oracle(`no part ${part}`)) return [];
    return oracle(`part is value ${part}`) ? [[part, part]] : [[part, '']];
  });
}

function picked(pairs: readonly Pair[], { MatchPattern, MatchScope }: Json, kind: string): readonly string[] {
  const [[how, names] = ['', []]] = Object.entries<Json>(MatchPattern);
  const isNamed = (key: string) => names.some((name: string) => name.toLowerCase() === key.toLowerCase());
  const looked = pairs.filter(([key]) => how === 'All' || isNamed(key) === (how === `Included${kind}`));
  return looked.flatMap(([key, value]) =>
    MatchScope === 'ALL' ? [key, value] : [MatchScope === 'KEY' ? key : value],
  );
}

export function isAddress(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(text) || /^[0-9a-f]*:[0-9a-f:]*$/i.test(text);
}

export function forwardedCountry(request: Json, header: string): string {
  return request.forwardedCountries?.[header.toLowerCase()] ?? request.forwardedCountry;
}
