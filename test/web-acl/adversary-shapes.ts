import type { IpSet, WebAclDocument } from '../../src/web-acl/model.ts';
import { addresses, arnOf, ipSet } from './acls.ts';

export interface Family {
  readonly statements: readonly object[];
  readonly more?: Partial<Omit<WebAclDocument, 'WebACL'>>;
}

export const PATH = { UriPath: {} };
export const upTo = (count: number): number[] => [...Array(count).keys()];

export const CODES = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  .flatMap((a) => [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((b) => a + b))
  .slice(0, 250);
export const NONE = [{ Priority: 0, Type: 'NONE' }];
export const TEN = [
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
export const MODELLED = [
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
export const MIXED = [
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
export const COOKIES = {
  Cookies: { MatchPattern: { All: {} }, MatchScope: 'VALUE', OversizeHandling: 'CONTINUE' },
};
export const HEADERS = {
  Headers: { MatchPattern: { All: {} }, MatchScope: 'ALL', OversizeHandling: 'MATCH' },
};

export const names = (seed: number, count: number) => upTo(count).map((at) => `x-${letters(seed + at, 58)}`);
export const turned = (list: readonly string[], by: number) => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
];
export const letters = (seed: number, length: number) =>
  upTo(length)
    .map((at) => ((seed * 7919 + at * (at + seed)) % 36).toString(36))
    .join('');
export const ab = (seed: number, length: number) =>
  upTo(length)
    .map((at) => 'ab'[(at * at + (at % ((seed % 97) + 2)) + seed) & 1])
    .join('');

export function regex(RegexString: string, FieldToMatch: object, ...types: string[]): object {
  const TextTransformations = (types.length > 0 ? types : ['NONE']).map((Type, Priority) => ({
    Priority,
    Type,
  }));
  return { RegexMatchStatement: { RegexString, FieldToMatch, TextTransformations } };
}

export function regexes(count: number, sourceOf: (at: number) => string): Family {
  return { statements: upTo(count).map((at) => regex(sourceOf(at), PATH)) };
}

export function size(
  FieldToMatch: object,
  ComparisonOperator: string,
  Size: number,
  ...types: string[]
): object {
  const TextTransformations = (types.length > 0 ? types : ['NONE']).map((Type, Priority) => ({
    Priority,
    Type,
  }));
  return { SizeConstraintStatement: { FieldToMatch, ComparisonOperator, Size, TextTransformations } };
}

export function patternSets(count: number, sourceOf: (at: number) => string): Family {
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

export function ipSets(
  count: number,
  addressOf: (set: number, at: number) => string,
  length = 10_000,
): Family {
  const sets: Record<string, IpSet>[] = upTo(count).map((set) =>
    addresses(`s${set}`, ...upTo(length).map((at) => addressOf(set, at))),
  );
  return {
    statements: upTo(count).map((set) => ipSet(arnOf('ipset', `s${set}`))),
    more: { IPSets: Object.assign({}, ...sets) },
  };
}

export function anyPosition(statement: object): object {
  const { IPSetReferenceStatement } = statement as { IPSetReferenceStatement: object };
  const IPSetForwardedIPConfig = {
    HeaderName: 'x-forwarded-for',
    FallbackBehavior: 'NO_MATCH',
    Position: 'ANY',
  };
  return { IPSetReferenceStatement: { ...IPSetReferenceStatement, IPSetForwardedIPConfig } };
}
