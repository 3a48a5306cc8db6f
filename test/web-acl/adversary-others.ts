import { allOf, anyOf, bytes, geo, label, not, rate } from './acls.ts';
import {
  anyPosition,
  CODES,
  COOKIES,
  type Family,
  HEADERS,
  ipSets,
  letters,
  NONE,
  names,
  PATH,
  size,
  upTo,
} from './adversary-shapes.ts';
import { randomFrom } from './random-request.ts';

/** What makes all else costly: sets, lists, labels, puzzles and nests. */
export const otherFamilies: Readonly<Record<string, () => Family>> = {
  'fifty sets of 10,000 addresses': () => ipSets(50, (set, at) => `${set + 10}.${at >> 8}.${at & 255}.1/32`),
  'fifty sets that overlap as they like': () => {
    const random = randomFrom(5);
    return ipSets(50, () => `10.${Math.floor(random() * 80)}.${Math.floor(random() * 256)}.0/24`);
  },
  'fifty sets of 10,000 addresses of IPv6': () =>
    ipSets(50, (set, at) => `2001:db8:${set.toString(16)}:${at.toString(16)}::/${64 + (at % 64)}`),
  'fifty sets asked of a forwarded header, at any position': () => {
    const random = randomFrom(6);
    const family = ipSets(
      50,
      () => `10.${Math.floor(random() * 4)}.${Math.floor(random() * 256)}.0/24`,
      1000,
    );
    return { ...family, statements: family.statements.map(anyPosition) };
  },
  'four thousand labels': () => ({
    statements: upTo(4000).map((at) =>
      label(at % 2 ? `a:b${at}` : `awswaf:clientip:geo:region:US-${(at % 1296).toString(36).toUpperCase()}`),
    ),
  }),
  'two thousand lists of countries': () => {
    const random = randomFrom(7);
    return { statements: upTo(2000).map(() => geo(...CODES.filter(() => random() < 0.2).slice(0, 50))) };
  },
  'countries of fifty headers': () => ({
    statements: upTo(1000).map((at) => ({
      GeoMatchStatement: {
        CountryCodes: CODES.slice(at % 200, (at % 200) + 50),
        ForwardedIPConfig: { HeaderName: `x-${at % 50}`, FallbackBehavior: at % 2 ? 'MATCH' : 'NO_MATCH' },
      },
    })),
  }),
  'ten thousand ASNs': () => ({
    statements: upTo(100).map((at) => ({
      AsnMatchStatement: { AsnList: upTo(100).map((n) => at * 100 + n) },
    })),
  }),
  'a hard puzzle of secrets': () => {
    const random = randomFrom(9);
    const secret = () => {
      const Name = `h${Math.floor(random() * 250)}`;
      const asks = {
        SqliMatchStatement: { FieldToMatch: { SingleHeader: { Name } }, TextTransformations: [] },
      };
      return random() < 0.5 ? asks : not(asks);
    };
    return { statements: upTo(1060).map(() => allOf(secret(), secret(), secret())) };
  },
  'a hard puzzle of paths': () => {
    const random = randomFrom(11);
    const part = () => {
      const asks = bytes(PATH, 'CONTAINS', `p${Math.floor(random() * 60)}q`);
      return random() < 0.5 ? asks : not(asks);
    };
    return { statements: upTo(160).map(() => allOf(part(), part(), part())) };
  },
  'prefixes that exclude each other': () => ({
    statements: upTo(2400).map((at) => bytes(PATH, 'STARTS_WITH', `/${letters(at, 190)}`)),
  }),
  'a deep nest': () => ({
    statements: [
      upTo(900).reduce<object>(
        (inner, at) =>
          at % 3 ? allOf(not(inner), bytes(PATH, 'STARTS_WITH', `/d${at}`)) : anyOf(inner, geo('US')),
        geo('KP'),
      ),
    ],
  }),
  'a nest with searches': () => ({
    statements: [
      upTo(400).reduce<object>(
        (inner, at) =>
          at % 2
            ? allOf(not(inner), bytes(PATH, 'CONTAINS', `d${at}`))
            : anyOf(inner, bytes(PATH, 'CONTAINS', `e${at}`)),
        geo('KP'),
      ),
    ],
  }),
  'rates within rates of scope': () => ({
    statements: upTo(300).map((at) =>
      rate({
        Limit: 100 + at,
        ScopeDownStatement: anyOf(
          bytes(PATH, 'CONTAINS', `r${at}`),
          geo(...CODES.slice(at % 200, (at % 200) + 9)),
        ),
      }),
    ),
  }),
  'a hundred labels a rule, and rules that ask for them': () => ({
    statements: upTo(1500).map((at) =>
      at % 2 ? label(`l${at % 100}:`, 'NAMESPACE') : geo(CODES[at % 250] ?? ''),
    ),
  }),
  'names of two hundred cookies, and of as many headers': () => ({
    statements: upTo(120).map((at) =>
      bytes(
        at % 2
          ? {
              Cookies: {
                MatchPattern: { IncludedCookies: names(at, 199) },
                MatchScope: 'ALL',
                OversizeHandling: 'MATCH',
              },
            }
          : {
              Headers: {
                MatchPattern: { ExcludedHeaders: names(at, 199) },
                MatchScope: 'ALL',
                OversizeHandling: 'MATCH',
              },
            },
        'CONTAINS',
        `v${at}`,
      ),
    ),
  }),
  'headers named one by one and all at once': () => ({
    statements: upTo(400).map((at) =>
      at % 4
        ? bytes({ SingleHeader: { Name: names(at, 1)[0] } }, 'EXACTLY', `v${at}`)
        : bytes(HEADERS, 'CONTAINS', `w${at}`),
    ),
  }),
  'hundreds of secrets': () => ({
    statements: upTo(200).map((at) => ({
      SqliMatchStatement: {
        FieldToMatch: at % 2 ? COOKIES : { SingleHeader: { Name: `h${at % 50}` } },
        TextTransformations: NONE,
      },
    })),
  }),
  'a nest beyond the stack': () => ({
    statements: [upTo(20_000).reduce<object>((inner) => not(inner), geo('KP'))],
  }),
  'a fan of two thousand': () => ({
    statements: [
      anyOf(
        ...upTo(2000).map((at) => allOf(geo(CODES[at % 250] ?? ''), not(bytes(PATH, 'EXACTLY', `/f${at}`)))),
      ),
    ],
  }),
  'a thousand ways to be counted': () => ({
    statements: upTo(10).map((at) =>
      rate({
        ScopeDownStatement: anyOf(
          ...upTo(90).map((n) => bytes(PATH, 'STARTS_WITH', `/s${at}-${n}`)),
          not(geo('US')),
        ),
      }),
    ),
  }),
  'what long sizes and arguments ask together': () => ({
    statements: upTo(400).map((at) =>
      size(
        at % 2 ? COOKIES : { SingleQueryArgument: { Name: `a${at % 5}` } },
        at % 3 ? 'EQ' : 'GT',
        60_000 + at,
      ),
    ),
  }),
  'unread pattern sets': () => ({
    statements: upTo(50).map((at) => ({
      RegexPatternSetReferenceStatement: { ARN: `arn${at}`, FieldToMatch: PATH, TextTransformations: NONE },
    })),
  }),
};
