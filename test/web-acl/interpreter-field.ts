// biome-ignore lint/suspicious/noExplicitAny: the interpreter reads JSON as it comes
type Json = any;

export function headerOf(request: Json, name: string): string | undefined {
  return request.headers[name.toLowerCase()];
}

export function argumentsOf(query: string, name: string): string[] {
  const found = query.split('&').filter((pair) => pair.toLowerCase().startsWith(`${name.toLowerCase()}=`));
  return found.map((pair) => pair.slice(name.length + 1));
}

export function isAddress(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(text) || /^[0-9a-f]*:[0-9a-f:]*$/i.test(text);
}

export function forwardedCountry(request: Json, header: string): string {
  return request.forwardedCountries?.[header.toLowerCase()] ?? request.forwardedCountry;
}
