import fc from 'fast-check';
import type { IpSet } from '../../src/web-acl/model.ts';
import { ACCOUNT, addresses, allOf, anyOf, arnOf, geo, geoBy, ipSet, label, not } from './acls.ts';

/** `readable` web ACLs hold nothing that is unread or of an unknown kind. */
export interface Taste {
  readonly readable: boolean;
}

export const COUNTRIES = ['KP', 'IR', 'US', 'CA'];
export const HEADERS = ['X-Forwarded-For', 'X-Real-IP'];
export const PATHS = ['/', '/health', '/a', '/ab', '/A', 'a', 'health', '/login.php', '.php'];
export const QUERIES = ['x=1', 'x', 'id=1'];
const KEYS = ['k', 'key'];

const SETS: Readonly<Record<string, readonly string[]>> = {
  empty: [],
  all4: ['0.0.0.0/0'],
  halves: ['0.0.0.0/1', '128.0.0.0/1'],
  all: ['0.0.0.0/0', '::/0'],
  office: ['1.2.3.4/32', '2001:db8:1::/48'],
  net: ['1.2.3.0/24', '10.0.0.0/8'],
};
export const IP_SETS: Record<string, IpSet> = Object.assign(
  {},
  ...Object.entries(SETS).map(([name, blocks]) => addresses(name, ...blocks)),
);

const countryList = fc.subarray(COUNTRIES, { minLength: 1, maxLength: 3 });
export const forwarding = fc.record({
  HeaderName: fc.constantFrom(...HEADERS),
  FallbackBehavior: fc.constantFrom('MATCH', 'NO_MATCH'),
});
const geoMatch = countryList.map((codes) => geo(...codes));
const geoForwarded = fc
  .tuple(forwarding, countryList)
  .map(([{ HeaderName, FallbackBehavior }, codes]) => geoBy(HeaderName, FallbackBehavior, ...codes));

const position = fc.constantFrom('EXACTLY', 'STARTS_WITH', 'ENDS_WITH', 'CONTAINS', 'CONTAINS_WORD');
const transformations = fc.oneof(
  { weight: 6, arbitrary: fc.constant(['NONE']) },
  { weight: 2, arbitrary: fc.constant(['LOWERCASE']) },
  { weight: 1, arbitrary: fc.constant(['URL_DECODE', 'LOWERCASE']) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ['NORMALIZE_PATH'],
      ['HTML_ENTITY_DECODE'],
      ['COMPRESS_WHITE_SPACE'],
      ['BASE64_DECODE'],
      ['CMD_LINE'],
      ['NORMALIZE_PATH', 'LOWERCASE'],
    ),
  },
);
/** Cookies or headers: all, some, or all but some. */
const listed = (kind: string, name: string) =>
  fc
    .tuple(
      fc.constantFrom<object[]>(
        { All: {} },
        { [`Included${kind}`]: [name] },
        { [`Excluded${kind}`]: [name, 'x'] },
      ),
      fc.constantFrom('ALL', 'KEY', 'VALUE'),
      fc.constantFrom('CONTINUE', 'MATCH', 'NO_MATCH'),
    )
    .map(([MatchPattern, MatchScope, OversizeHandling]): object => ({
      [kind]: { MatchPattern, MatchScope, OversizeHandling },
    }));

const field = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ UriPath: {} }),
      SearchString: fc.constantFrom(...PATHS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ QueryString: {} }),
      SearchString: fc.constantFrom(...QUERIES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ Method: {} }),
      SearchString: fc.constantFrom('GET', 'POST', 'P'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      FieldToMatch: fc.constantFrom(
        { SingleHeader: { Name: 'X-Api-Key' } },
        { SingleHeader: { Name: 'x-other' } },
      ),
      SearchString: fc.constantFrom(...KEYS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ SingleQueryArgument: { Name: 'id' } }),
      SearchString: fc.constantFrom('1', '2'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc
        .constantFrom('CONTINUE', 'MATCH', 'NO_MATCH')
        .map((OversizeHandling) => ({ Body: { OversizeHandling } })),
      SearchString: fc.constantFrom(...KEYS, 'x'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc.constant({ AllQueryArguments: {} }),
      SearchString: fc.constantFrom('1', '2', 'x'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: listed('Cookies', 'id'),
      SearchString: fc.constantFrom('1', '2', 'id'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: listed('Headers', 'X-Api-Key'),
      SearchString: fc.constantFrom(...KEYS, 'x-api'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      FieldToMatch: fc.constantFrom(
        { SingleHeader: { Name: 'Cookie' } },
        { SingleHeader: { Name: 'X-Forwarded-For' } },
      ),
      SearchString: fc.constantFrom('id=1', '1', '1.2.3', 'x'),
    }),
  },
);

/** What is done to a query before it is split. */
const before = fc.oneof(
  { weight: 3, arbitrary: fc.constant<string[]>([]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ['NONE'],
      ['REPLACE_SEMICOLONS_WITH_AMPERSANDS'],
      ['URL_DECODE'],
      ['URL_DECODE', 'REPLACE_SEMICOLONS_WITH_AMPERSANDS'],
      ['URL_DECODE_UNI'],
      ['COMBINE_DUPLICATE_QUERY_ARGS_BY_COMMA'],
    ),
  },
);
const preParsed = (FieldToMatch: object, types: readonly string[]) =>
  /Argument/.test(JSON.stringify(FieldToMatch)) && types.length > 0
    ? { PreParseTextTransformations: types.map((Type, Priority) => ({ Priority, Type })) }
    : {};

const withTransformations = (types: readonly string[]) => ({
  TextTransformations: types.map((Type, Priority) => ({ Priority, Type })),
});
const byteMatch = fc
  .tuple(field, position, transformations, before)
  .map(([of, PositionalConstraint, types, pre]) => ({
    ByteMatchStatement: {
      ...of,
      PositionalConstraint,
      ...withTransformations(types),
      ...preParsed(of.FieldToMatch, pre),
    },
  }));
const regexMatch = fc
  .tuple(field, fc.constantFrom('^/a', 'a|h', '^/\\w+$', '(?i)^/HEALTH', '[0-9]{1,2}', '^$'), transformations)
  .map(([{ FieldToMatch }, RegexString, types]) => ({
    RegexMatchStatement: { FieldToMatch, RegexString, ...withTransformations(types) },
  }));
const body = fc
  .constantFrom('CONTINUE', 'MATCH', 'NO_MATCH')
  .map((OversizeHandling) => ({ Body: { OversizeHandling } }));
const size = fc
  .record({
    FieldToMatch: fc.oneof<fc.Arbitrary<object>[]>(
      field.map((each) => each.FieldToMatch),
      body,
    ),
    ComparisonOperator: fc.constantFrom('EQ', 'NE', 'LE', 'LT', 'GE', 'GT'),
    Size: fc.constantFrom(0, 1, 2, 7, 8192),
    TextTransformations: fc.constant([{ Priority: 0, Type: 'NONE' }]),
  })
  .map((SizeConstraintStatement) => ({ SizeConstraintStatement }));
const secret = fc
  .oneof<fc.Arbitrary<object>[]>(fc.constantFrom({ QueryString: {} }, { UriPath: {} }), body)
  .map((FieldToMatch) => ({
    SqliMatchStatement: { FieldToMatch, TextTransformations: [{ Priority: 0, Type: 'NONE' }] },
  }));

const peerSet = fc.constantFrom(...Object.keys(SETS)).map((name) => ipSet(arnOf('ipset', name)));
const forwardedSet = fc
  .tuple(fc.constantFrom(...Object.keys(SETS)), forwarding, fc.constantFrom('FIRST', 'LAST', 'ANY'))
  .map(([name, config, Position]) => ({
    IPSetReferenceStatement: {
      ARN: arnOf('ipset', name),
      IPSetForwardedIPConfig: { ...config, Position },
    },
  }));

export const LABELS = ['bad', 'ns:bad', 'good'];
const labelMatch = fc.oneof(
  fc.constantFrom(...LABELS).map((key) => label(key)),
  fc
    .constantFrom('rulegroup:one', 'rulegroup:two', 'webacl:acl')
    .chain((space) => fc.constantFrom(...LABELS).map((key) => label(`awswaf:${ACCOUNT}:${space}:${key}`))),
  fc.constantFrom(...COUNTRIES).map((code) => label(`awswaf:clientip:geo:country:${code}`)),
  fc.constantFrom(...COUNTRIES).map((code) => label(`awswaf:forwardedip:geo:country:${code}`)),
  fc.constantFrom('ns', 'ns:', 'awswaf:clientip:geo:country:').map((key) => label(key, 'NAMESPACE')),
  fc
    .constantFrom(
      'awswaf:clientip:geo:region:US-CA',
      'awswaf:managed:aws:crs:x',
      'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body',
      'awswaf:managed:aws:bot-control:bot:verified',
      'awswaf:managed:token:absent',
      'awswaf:managed:token:rejected',
      'awswaf:managed:f5:x',
    )
    .map((key) => label(key)),
  fc.constantFrom('awswaf:managed:aws:', 'awswaf:managed:token').map((key) => label(key, 'NAMESPACE')),
);

export function leaf({ readable }: Taste): fc.Arbitrary<object> {
  const known = [
    { weight: 8, arbitrary: geoMatch },
    { weight: 1, arbitrary: geoForwarded },
    { weight: 6, arbitrary: byteMatch },
    { weight: 1, arbitrary: regexMatch },
    { weight: 1, arbitrary: size },
    { weight: 1, arbitrary: secret },
    { weight: 2, arbitrary: peerSet },
    { weight: 1, arbitrary: forwardedSet },
    { weight: 3, arbitrary: labelMatch },
  ];
  const strange = fc.constantFrom<object[]>(
    {},
    { NewStatement: {} },
    { GeoMatchStatement: { CountryCodes: ['KP'], Unheard: {} } },
    { AndStatement: { Statements: [geo('KP'), geo('KP')], Unheard: 1 } },
    ipSet(arnOf('ipset', 'unread')),
  );
  return fc.oneof(...known, ...(readable ? [] : [{ weight: 1, arbitrary: strange }]));
}

export function statement(taste: Taste): fc.Arbitrary<object> {
  return fc.letrec<{ tree: object }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      { weight: 4, arbitrary: leaf(taste) },
      { weight: 1, arbitrary: tie('tree').map(not) },
      {
        weight: 1,
        arbitrary: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => allOf(...of)),
      },
      {
        weight: 1,
        arbitrary: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => anyOf(...of)),
      },
    ),
  })).tree;
}
