import type { Request } from '../model.ts';
import type { AddressClass } from '../walk/address-classes.ts';
import type { Model, Vocabulary } from '../walk/vocabulary.ts';

interface ForwardedParts {
  readonly headers: Request['headers'];
  readonly countries: Pick<Request, 'forwardedCountry' | 'forwardedCountries'>;
}

/** The headers that carry addresses, with the addresses the model wants in them. */
export function forwardedHeaders(
  vocabulary: Vocabulary,
  model: Model,
  pick: (variable: string) => number,
  values: ReadonlyMap<string, string>,
): ForwardedParts {
  const sent = headersInUse(vocabulary).filter(
    (header) => vocabulary.trustedProxy || values.has(`header ${header}`),
  );
  const lists = sent.map((header, at) => [header, addressList(vocabulary, model, pick, header, at)] as const);
  const codes = sent.map((header) => {
    const variable = `country ${vocabulary.trustedProxy ? 'client' : header}`;
    return [header, vocabulary.countries[pick(variable)]?.example ?? 'XX'] as const;
  });
  const [first] = codes;
  const differ = codes.some(([, code]) => code !== first?.[1]);
  return {
    headers: Object.fromEntries(lists),
    countries: {
      ...(first === undefined ? {} : { forwardedCountry: first[1] }),
      ...(differ ? { forwardedCountries: Object.fromEntries(codes) } : {}),
    },
  };
}

const CUSTOMARY = 'x-forwarded-for';

function headersInUse({ headers, trustedProxy }: Vocabulary): readonly string[] {
  return trustedProxy && headers.length === 0 ? [CUSTOMARY] : headers;
}

const MALFORMED = 'unreadable';
const MOST_INSPECTED = 10;

function addressList(
  vocabulary: Vocabulary,
  model: Model,
  pick: (variable: string) => number,
  header: string,
  at: number,
): string {
  const { addresses, trustedProxy } = vocabulary;
  const isMalformed = (position: string) =>
    model.get((vocabulary.keys.get(`malformed ${position} ${header}`) ?? -2) >> 1) === true;
  // Other addresses than the peer's where there are others: one address is in one country.
  const example = (variable: string) => exampleOf(addresses[pick(variable)], trustedProxy ? 1 : at + 1);
  const first = isMalformed('FIRST')
    ? MALFORMED
    : example(trustedProxy ? 'address client' : `address FIRST ${header}`);
  const hasLast = vocabulary.choices.has(`address LAST ${header}`);
  const last = isMalformed('LAST') ? MALFORMED : hasLast ? example(`address LAST ${header}`) : first;
  const between = [...addresses.keys()]
    .filter((index) => model.get((vocabulary.keys.get(`between ${header} ${index}`) ?? -2) >> 1) === true)
    .map((index) => exampleOf(addresses[index], 0));
  if (first === last && between.length === 0) return first;
  // Any position looks at ten addresses only: padding keeps the first one out of sight.
  const padding = Array<string>(Math.max(0, MOST_INSPECTED - 1 - between.length)).fill(last);
  return [first, ...(needsPadding(vocabulary, header) ? padding : []), ...between, last].join(', ');
}

export function exampleOf(address: AddressClass | undefined, which: number): string {
  const [first = '203.0.113.7', ...others] = address?.examples ?? [];
  return [first, ...others][which] ?? first;
}

function needsPadding(vocabulary: Vocabulary, header: string): boolean {
  return [...vocabulary.keys.keys()].some((key) => key.startsWith(`between ${header} `));
}
