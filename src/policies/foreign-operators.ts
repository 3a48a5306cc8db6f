export const nameOf = (key: string): string => key.toLowerCase().replace(/[^a-z<>=!]/g, '');

/** What other languages call comparisons, without case and signs between letters. */
const operators = {
  ge: [
    '>=',
    '=>',
    'gte',
    'ge',
    'min',
    'minimum',
    'minvalue',
    'atleast',
    'greaterthanorequal',
    'greaterthanorequalto',
    'greaterthanequals',
    'minversion',
    'from',
    'since',
    'numericgreaterthanequals',
  ],
  gt: ['>', 'gt', 'greater', 'greaterthan', 'morethan', 'above', 'exclusiveminimum', 'numericgreaterthan'],
  le: [
    '<=',
    '=<',
    'lte',
    'le',
    'max',
    'maximum',
    'maxvalue',
    'atmost',
    'atmostversion',
    'lessthanorequal',
    'lessthanorequalto',
    'lessthanequals',
    'maxversion',
    'upto',
    'numericlessthanequals',
  ],
  lt: ['<', 'lt', 'less', 'lessthan', 'below', 'exclusivemaximum', 'numericlessthan'],
  eq: [
    '=',
    '==',
    'eq',
    'equal',
    'equals',
    'equalto',
    'is',
    'const',
    'stringequals',
    'value',
    'numericequals',
    'bool',
    'default',
    'expected',
  ],
  ne: [
    '!=',
    '<>',
    'ne',
    'neq',
    'notequal',
    'notequals',
    'notequalto',
    'isnot',
    'stringnotequals',
    'numericnotequals',
  ],
  in: ['in', 'enum', 'anyof', 'isin', 'isoneof', 'oneof', 'values', 'allowedvalues', 'within', 'or'],
  nin: ['nin', 'ni', 'notin', 'isnotin', 'noneof', 'nor'],
  has: ['contains', 'contain', 'has', 'include', 'substring', 'intersect', 'elemmatch', 'containsany'],
  hasAll: ['containsall', 'hasall'],
  lacks: ['notcontains', 'doesnotcontain', 'notcontain', 'excludes', 'exclude', 'lacks', 'notincludes'],
  begins: ['startswith', 'beginswith', 'startwith', 'prefix', 'hasprefix'],
  ends: ['endswith', 'endwith', 'suffix', 'hassuffix'],
  regex: ['regex', 'regexp', 're', 'matches', 'match', 'pattern', 'matchesregex', 'regexmatch'],
  unlike: ['notlike', 'stringnotlike', 'notmatches', 'notmatch', 'doesnotmatch', 'notregex'],
  glob: ['like', 'glob', 'wildcard', 'stringlike', 'matchesglob'],
  some: [
    'exists',
    'exist',
    'present',
    'isset',
    'set',
    'defined',
    'isdefined',
    'notnull',
    'isnotnull',
    'notnil',
    'required',
    'nonnull',
  ],
  none: [
    'absent',
    'missing',
    'isnull',
    'null',
    'isnil',
    'undefined',
    'unset',
    'notexists',
    'doesnotexist',
    'notset',
    'notpresent',
    'isabsent',
    'nullable',
  ],
  full: ['notempty', 'nonempty', 'isnotempty'],
  empty: ['empty', 'isempty'],
  true: ['true', 'istrue', 'enabled'],
  false: ['false', 'isfalse', 'disabled'],
  between: ['between', 'range', 'inrange'],
  all: ['all', 'allelements', 'forall', 'foreach', 'items'],
  any: ['some', 'anyelement'],
  not: ['not', 'no'],
} satisfies Readonly<Record<string, readonly string[]>>;

export type Operator = keyof typeof operators;

export const operatorOf = (key: string): Operator | undefined => byName.get(nameOf(key));

const byName = new Map(
  Object.entries(operators).flatMap(([operator, names]) =>
    names.map((name) => [name, operator as Operator] as const),
  ),
);

/** What stands beside an operator where it is a value of its own: `{ "op": "gte", "value": 7 }`. */
export const parts = /^(op|operator|comparator|comparison|value|values|valuetype|key|type)$/;

/** Whether a key is a comparison of another language, or a part of one. */
export const isForeign = (key: string): boolean => operatorOf(key) !== undefined || parts.test(nameOf(key));

/** Whether it asks that something be set, or be not. */
export const asksIfSet = (key: string): boolean =>
  ['some', 'none', 'full', 'empty'].includes(operatorOf(key) ?? '');
