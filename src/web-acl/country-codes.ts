import { countries } from './countries.generated.ts';

/** What AWS says where it does not know the country of an address. */
const UNKNOWN = 'XX';

/** Whether AWS may say that a request comes from there: ISO 3166-1, Kosovo, or that it does not know. */
export const isCountryCode = (code: string): boolean => code === UNKNOWN || countries.has(code);

/** `UK` is `GB` today, and `DD` is `DE`. */
const successor = (code: string): string => new Intl.Locale('und', { region: code }).region ?? code;

/** The code that was meant: of what is called so or begins so, that another has become, or with one letter otherwise. */
export function nearestCountry(wrong: string): { readonly code: string; readonly name: string } | undefined {
  const text = wrong.trim().toLowerCase();
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const all = [...countries].map((code) => ({ code, name: names.of(code) ?? code }));
  const near = [
    aliasOf(wrong.trim().toUpperCase()),
    ({ name }: Named) => name.toLowerCase() === text,
    ({ name }: Named) => text.length > 2 && name.toLowerCase().startsWith(text),
    ({ name }: Named) => text.length > 3 && name.toLowerCase().includes(text),
    ({ code }: Named) => code.toLowerCase() === [...text].reverse().join(''),
    ({ code }: Named) => text.length > 0 && text.startsWith(code.toLowerCase()),
    ({ code }: Named) => text.length === 2 && code[0]?.toLowerCase() === text[0],
  ];
  return near.map((isNear) => all.find(isNear)).find((found) => found !== undefined);
}

interface Named {
  readonly code: string;
  readonly name: string;
}

function aliasOf(wrong: string): (named: Named) => boolean {
  const now = /^[A-Z]{2}$/.test(wrong) ? successor(wrong) : wrong;
  return ({ code }) => code === (wrong === 'EL' ? 'GR' : now);
}

/** `"UK" is not an ISO 3166-1 country code; did you mean GB (United Kingdom)?` */
export function noCountry(wrong: string): string {
  const near = nearestCountry(wrong);
  const end = near === undefined ? 'as KP' : `did you mean ${near.code} (${near.name})?`;
  return `"${wrong}" is not a country code of ISO 3166-1; ${end}`;
}
