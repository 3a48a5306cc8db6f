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
export function valuesOf(request: Json, field: Json, oracle: Oracle): readonly string[] {
  if (field.SingleQueryArgument) {
    const name = field.SingleQueryArgument.Name.toLowerCase();
    return partsOf(request.query, '&', oracle)
      .filter(([key]) => key.toLowerCase() === name)
      .map(([, value]) => value);
  }
  if (field.AllQueryArguments) return partsOf(request.query, '&', oracle).map(([, value]) => value);
  if (field.Cookies)
    return picked(partsOf(headerOf(request, 'cookie') ?? '', ';', oracle), field.Cookies, 'Cookies');
  if (field.Headers) return picked(Object.entries(request.headers), field.Headers, 'Headers');
  const value = fieldOf(request, field);
  return value === undefined ? [] : [value];
}

function fieldOf(request: Json, field: Json): string | undefined {
  if (field.UriPath) return request.path;
  if (field.QueryString) return request.query;
  if (field.Method) return request.method;
  if (field.SingleHeader) return headerOf(request, field.SingleHeader.Name);
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
