import fc from 'fast-check';

const PATHS = ['/', '/health', '/a', '/ab', '/A', 'a', 'health', '/login.php', '.php'];
const QUERIES = ['x=1', 'x', 'id=1'];
const KEYS = ['k', 'key'];

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
export const byteMatch = fc
  .tuple(field, position, transformations, before)
  .map(([of, PositionalConstraint, types, pre]) => ({
    ByteMatchStatement: {
      ...of,
      PositionalConstraint,
      ...withTransformations(types),
      ...preParsed(of.FieldToMatch, pre),
    },
  }));
export const regexMatch = fc
  .tuple(field, fc.constantFrom('^/a', 'a|h', '^/\\w+$', '(?i)^/HEALTH', '[0-9]{1,2}', '^$'), transformations)
  .map(([{ FieldToMatch }, RegexString, types]) => ({
    RegexMatchStatement: { FieldToMatch, RegexString, ...withTransformations(types) },
  }));
const body = fc
  .constantFrom('CONTINUE', 'MATCH', 'NO_MATCH')
  .map((OversizeHandling) => ({ Body: { OversizeHandling } }));
export const size = fc
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
export const secret = fc
  .oneof<fc.Arbitrary<object>[]>(
    field.map((each) => each.FieldToMatch),
    body,
  )
  .map((FieldToMatch) => ({
    SqliMatchStatement: { FieldToMatch, TextTransformations: [{ Priority: 0, Type: 'NONE' }] },
  }));
