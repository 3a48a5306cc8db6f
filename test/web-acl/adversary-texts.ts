import { bytes } from './acls.ts';
import {
  ab,
  COOKIES,
  type Family,
  HEADERS,
  letters,
  MIXED,
  MODELLED,
  PATH,
  patternSets,
  regex,
  regexes,
  size,
  TEN,
  turned,
  upTo,
} from './adversary-shapes.ts';

/** What makes reading a text costly. */
export const textFamilies: Readonly<Record<string, () => Family>> = {
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
};
