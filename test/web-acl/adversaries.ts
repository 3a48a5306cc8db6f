import type { IpSet, WebAclDocument } from '../../src/web-acl/model.ts';
import { acl, addresses, allOf, anyOf, arnOf, bytes, geo, ipSet, label, not, rate, rule } from './acls.ts';
import { randomFrom } from './random-request.ts';

/**
 * Web ACLs within AWS's limits (5,000 WCU, ten transformations a statement, search strings of 200 bytes, pattern sets
 * of ten expressions, 10,000 addresses a set, 50 references) made to cost a prover time or memory.
 */
export interface Family {
  readonly statements: readonly object[];
  readonly more?: Partial<Omit<WebAclDocument, 'WebACL'>>;
}

const PATH = { UriPath: {} };
const upTo = (count: number): number[] => [...Array(count).keys()];

export const families: Readonly<Record<string, () => Family>> = {
  'thirteen searches with ten transformations each': () => ({
    statements: upTo(13).map((at) => bytes(PATH, 'CONTAINS', `word${at}`, ...TEN)),
  }),
  'searches with ten transformations of a kind that are modelled': () => ({
    statements: upTo(40).map((at) => bytes(PATH, 'CONTAINS', letters(at, 200), ...MODELLED)),
  }),
  'ten transformations, each in another order': () => ({
    statements: upTo(40).map((at) => bytes(PATH, 'CONTAINS', `word${at}`, ...turned(MIXED, at))),
  }),
  'five hundred searches of 200 bytes': () => ({
    statements: upTo(500).map((at) => bytes(PATH, 'CONTAINS', letters(at, 200))),
  }),
  'searches for a and b that overlap': () => ({
    statements: upTo(400).map((at) => bytes(PATH, 'CONTAINS', ab(at, 200))),
  }),
  'two hundred searches that ignore case': () => ({
    statements: upTo(200).map((at) => bytes(PATH, 'CONTAINS', `word${at}x`, 'LOWERCASE', 'URL_DECODE')),
  }),
  'words alone': () => ({
    statements: upTo(400).map((at) => bytes(PATH, 'CONTAINS_WORD', letters(at, 200))),
  }),
  'twenty-five regex pattern sets': () => patternSets(25, (at) => `^/(api|v${at})/[a-z]{1,20}${at}(/|$)`),
  'fifty regex pattern sets at 200 characters': () =>
    patternSets(50, (at) => `${letters(at, 90)}[a-f0-9]{${(at % 60) + 1}}(x|y|z)*${letters(at * 7, 80)}`),
  'pattern sets whose subsets explode': () =>
    patternSets(25, (at) => `(a|b)*a(a|b){${12 + (at % 20)}}c${at}`),
  'three hundred regexes': () => regexes(300, (at) => `^/(a${at}|b)+[0-9]{2,${(at % 30) + 3}}x?$`),
  'three hundred regexes that find anything inside': () =>
    regexes(300, (at) => `.*a${at}.*b.*c{1,9}.*[^a]{3,}${at}`),
  'three hundred regexes whose subsets explode': () =>
    regexes(300, (at) => `(a|b)*a(a|b){${12 + (at % 30)}}$`),
  'sixteen hundred regexes': () => regexes(1600, (at) => `x.*y${at}[ab]*z`),
  'regexes of a thousand copies': () => regexes(300, (at) => `a[^b]{${900 + (at % 100)}}b${at}`),
  'nested quantifiers': () => regexes(300, (at) => `((((a{1,3}b?){1,5}c*){1,9}d+){1,7}${at}?)+e$`),
  'copies of copies': () => regexes(1000, (at) => `((x{1,9}y?){1,9}){1,9}${at}`),
  'alternatives without end': () =>
    regexes(
      300,
      (at) =>
        `(${upTo(100)
          .map((n) => `a${n}${at}`)
          .join('|')}).{60}$`,
    ),
  'empty groups a thousand times a thousand times': () =>
    regexes(300, (at) => `((((){1000}){1000}){1000}){1000}${at}`),
  'classes of many ranges': () =>
    regexes(
      300,
      (at) =>
        `[${upTo(90)
          .map((n) => `\\x${(n + 33).toString(16)}`)
          .join('')}]{1,200}${at}$`,
    ),
  'boundaries everywhere': () => regexes(300, (at) => `(\\b(a|b)*\\B.){9}${at}\\b`),
  'regexes ignoring case after ten transformations': () => ({
    statements: upTo(40).map((at) => regex(`(?i)(union|select|a${at})+.*[0-9a-f]{8}`, PATH, ...TEN)),
  }),
  'arguments and cookies': () => ({
    statements: upTo(100).map((at) =>
      bytes(
        at % 2 ? { SingleQueryArgument: { Name: `a${at % 9}` } } : COOKIES,
        'CONTAINS',
        `v${at}`,
        'LOWERCASE',
        'URL_DECODE',
      ),
    ),
  }),
  'regexes on arguments': () => ({
    statements: upTo(200).map((at) =>
      regex(`(a|b)*a(a|b){${10 + (at % 20)}}`, at % 2 ? { AllQueryArguments: {} } : COOKIES, 'URL_DECODE'),
    ),
  }),
  'all headers': () => ({
    statements: upTo(200).map((at) =>
      at % 2
        ? bytes({ SingleHeader: { Name: `x-${at}` } }, 'CONTAINS', `v${at}`)
        : regex(`(a|b)*a(a|b){${at % 20}}${at}`, HEADERS),
    ),
  }),
  'all headers after ten transformations': () => ({
    statements: upTo(40).map((at) =>
      at % 2
        ? bytes({ SingleHeader: { Name: `x-${at}` } }, 'CONTAINS', `v${at}`, ...TEN)
        : bytes(HEADERS, 'CONTAINS', `w${at}`, ...TEN),
    ),
  }),
  bodies: () => ({
    statements: upTo(200).map((at) =>
      at % 2
        ? size({ Body: { OversizeHandling: 'CONTINUE' } }, at % 4 ? 'GT' : 'LT', at * 331)
        : bytes({ Body: { OversizeHandling: 'MATCH' } }, 'CONTAINS', letters(at, 200), 'LOWERCASE'),
    ),
  }),
  'a thousand sizes': () => ({
    statements: upTo(1000).map((at) =>
      size(at % 2 ? PATH : { Body: { OversizeHandling: 'CONTINUE' } }, 'EQ', at * 61 + 7),
    ),
  }),
  'sizes after transformations': () => ({
    statements: upTo(200).map((at) =>
      size(PATH, at % 2 ? 'GT' : 'NE', 60_000 + at, 'LOWERCASE', 'COMPRESS_WHITE_SPACE'),
    ),
  }),
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

/** How what is asked decides: each statement blocks, exempts or labels by itself, or all do together. */
export const uses: Readonly<Record<string, (statements: readonly object[]) => readonly object[]>> = {
  'block each': blockEach,
  'allow each': (statements) => [...statements.map((each, at) => rule(at, each, 'Allow')), last],
  'allow all together': (statements) => [allowing(allOf(...statements, geo('KP', 'US'))), last],
  'allow any but the others': (statements) => [
    allowing(
      allOf(
        anyOf(...statements.slice(0, statements.length / 2), geo('ZZ')),
        ...statements.slice(statements.length / 2).map(not),
        geo('KP', 'US'),
      ),
    ),
    last,
  ],
  'label and allow': (statements) => [
    ...statements.map((each, at) => rule(at, each, 'Count', { RuleLabels: [{ Name: `l${at % 100}` }] })),
    rule(
      9990,
      allOf(
        ...upTo(Math.min(90, statements.length)).map((at) =>
          at % 2 ? not(label(`l${at}`)) : anyOf(label(`l${at}`), label(`l${at + 1}`)),
        ),
        geo('KP', 'US'),
      ),
      'Allow',
    ),
    last,
  ],
};

const last = rule(9999, geo('KP'), 'Block');
const allowing = (statement: object) => rule(9998, statement, 'Allow');

export function adversary(family: Family, use: string): WebAclDocument {
  const { statements, more = {} } = family;
  // A rate-based statement stands in a rule by itself.
  const isRate = statements.some((each) => 'RateBasedStatement' in each);
  const rules = isRate ? [...blockEach(statements), last] : uses[use]?.(statements);
  return { WebACL: acl([...(rules ?? [])]), ...more };
}

const CODES = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  .flatMap((a) => [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((b) => a + b))
  .slice(0, 250);
const NONE = [{ Priority: 0, Type: 'NONE' }];
const TEN = [
  'URL_DECODE',
  'HTML_ENTITY_DECODE',
  'LOWERCASE',
  'COMPRESS_WHITE_SPACE',
  'JS_DECODE',
  'CSS_DECODE',
  'REMOVE_NULLS',
  'NORMALIZE_PATH',
  'REPLACE_COMMENTS',
  'CMD_LINE',
];
const MODELLED = [
  'URL_DECODE',
  'LOWERCASE',
  'COMPRESS_WHITE_SPACE',
  'REMOVE_NULLS',
  'URL_DECODE',
  'REPLACE_NULLS',
  'URL_DECODE',
  'LOWERCASE',
  'COMPRESS_WHITE_SPACE',
  'URL_DECODE',
];
const MIXED = [
  'URL_DECODE',
  'BASE64_DECODE',
  'LOWERCASE',
  'HEX_DECODE',
  'JS_DECODE',
  'SQL_HEX_DECODE',
  'URL_DECODE_UNI',
  'NORMALIZE_PATH_WIN',
  'MD5',
  'UTF8_TO_UNICODE',
];
const COOKIES = { Cookies: { MatchPattern: { All: {} }, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' } };
const HEADERS = { Headers: { MatchPattern: { All: {} }, MatchScope: 'ALL', OversizeHandling: 'MATCH' } };

const names = (seed: number, count: number) => upTo(count).map((at) => `x-${letters(seed + at, 58)}`);
const turned = (list: readonly string[], by: number) => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
];
const letters = (seed: number, length: number) =>
  upTo(length)
    .map((at) => ((seed * 7919 + at * (at + seed)) % 36).toString(36))
    .join('');
const ab = (seed: number, length: number) =>
  upTo(length)
    .map((at) => 'ab'[(at * at + (at % ((seed % 97) + 2)) + seed) & 1])
    .join('');

function regex(RegexString: string, FieldToMatch: object, ...types: string[]): object {
  const TextTransformations = (types.length > 0 ? types : ['NONE']).map((Type, Priority) => ({
    Priority,
    Type,
  }));
  return { RegexMatchStatement: { RegexString, FieldToMatch, TextTransformations } };
}

function regexes(count: number, sourceOf: (at: number) => string): Family {
  return { statements: upTo(count).map((at) => regex(sourceOf(at), PATH)) };
}

function size(FieldToMatch: object, ComparisonOperator: string, Size: number, ...types: string[]): object {
  const TextTransformations = (types.length > 0 ? types : ['NONE']).map((Type, Priority) => ({
    Priority,
    Type,
  }));
  return { SizeConstraintStatement: { FieldToMatch, ComparisonOperator, Size, TextTransformations } };
}

function patternSets(count: number, sourceOf: (at: number) => string): Family {
  const arn = (set: number) => arnOf('regexpatternset', `p${set}`);
  return {
    statements: upTo(count).map((set) => ({
      RegexPatternSetReferenceStatement: { ARN: arn(set), FieldToMatch: PATH, TextTransformations: NONE },
    })),
    more: {
      RegexPatternSets: Object.fromEntries(
        upTo(count).map((set) => [
          arn(set),
          { RegularExpressionList: upTo(10).map((at) => ({ RegexString: sourceOf(set * 10 + at) })) },
        ]),
      ),
    },
  };
}

function ipSets(count: number, addressOf: (set: number, at: number) => string, length = 10_000): Family {
  const sets: Record<string, IpSet>[] = upTo(count).map((set) =>
    addresses(`s${set}`, ...upTo(length).map((at) => addressOf(set, at))),
  );
  return {
    statements: upTo(count).map((set) => ipSet(arnOf('ipset', `s${set}`))),
    more: { IPSets: Object.assign({}, ...sets) },
  };
}

function anyPosition(statement: object): object {
  const { IPSetReferenceStatement } = statement as { IPSetReferenceStatement: object };
  const IPSetForwardedIPConfig = {
    HeaderName: 'x-forwarded-for',
    FallbackBehavior: 'NO_MATCH',
    Position: 'ANY',
  };
  return { IPSetReferenceStatement: { ...IPSetReferenceStatement, IPSetForwardedIPConfig } };
}

function blockEach(statements: readonly object[]): readonly object[] {
  return statements.map((each, at) => rule(at, each, 'Block'));
}
