import { describe, expect, test } from '@jest/globals';
import { createComparison, type ListenerRule } from '../../../rules/judgements/listener-match.ts';
import { fateOf, reachOf } from '../../../rules/judgements/listener-rules.ts';

type Condition = ListenerRule['Conditions'][number];

const when = (...Conditions: Condition[]): ListenerRule => ({
  Priority: 1,
  IsDefault: false,
  Conditions,
  Actions: [],
});
const on = (Field: string, ...Values: string[]): Condition => ({ Field, Values, RegexValues: [] });
const path = (...values: string[]) => on('path-pattern', ...values);
const host = (...values: string[]) => on('host-header', ...values);
const from = (...values: string[]) => on('source-ip', ...values);
const method = (...values: string[]) => on('http-request-method', ...values);
const header = (HttpHeaderName: string, ...values: string[]): Condition => ({
  ...on('http-header', ...values),
  HttpHeaderName,
});
const regex = (Field: string, ...RegexValues: string[]): Condition => ({ Field, Values: [], RegexValues });
const query = (...QueryStrings: { Key?: string; Value: string }[]): Condition => ({
  ...on('query-string'),
  QueryStrings,
});

type Row = readonly [string, readonly ListenerRule[], ListenerRule];

const taken: readonly Row[] = [
  ['a wider path', [when(path('/orders*'))], when(path('/orders/*'))],
  ['every path', [when(path('/*'))], when(host('shop.example.com'))],
  ['a path of a star alone', [when(path('*'))], when(path('/a'))],
  ['every host with a dot', [when(host('*.*'))], when(path('/a'))],
  ['the same host in capitals', [when(host('SHOP.example.com'))], when(host('shop.Example.com'))],
  ['two rules, one for each value', [when(path('/a')), when(path('/b'))], when(path('/a', '/b'))],
  ['one of two values, all of it', [when(path('/orders/*'))], when(path('/orders', '/orders/*'))],
  [
    'a value on each of two hosts',
    [when(path('/a'), host('x.com')), when(path('/a'), host('y.com'))],
    when(path('/a', '/b'), host('x.com', 'y.com')),
  ],
  ['all of IPv4', [when(from('0.0.0.0/0'))], when(path('/a'))],
  ['a wider block', [when(from('10.0.0.0/8'))], when(from('10.1.0.0/16'))],
  [
    'the block in two halves',
    [when(from('10.0.0.0/9')), when(from('10.128.0.0/9'))],
    when(from('10.0.0.0/8')),
  ],
  ['all of IPv4 in two halves', [when(from('0.0.0.0/1', '128.0.0.0/1'))], when(path('/a'))],
  ['the same method', [when(method('GET'))], when(method('GET'), path('/a'))],
  ['a header in other capitals', [when(header('X-A', 'ONE*'))], when(header('x-a', 'one two'))],
  [
    'a query string in capitals',
    [when(query({ Key: 'V', Value: '*' }))],
    when(query({ Key: 'v', Value: '2' })),
  ],
  ['the value under any key', [when(query({ Value: '2' }))], when(query({ Key: 'v', Value: '2' }))],
  ['an expression for everything', [when(regex('path-pattern', '^/.*$'))], when(path('/a'))],
  ['the same expression', [when(regex('host-header', '^a'))], when(regex('host-header', '^a'), path('/a'))],
  ['the start that an expression shows', [when(path('/api/*'))], when(regex('path-pattern', '^/api/v\\d+/'))],
];

const open: readonly Row[] = [
  ['another path', [when(path('/carts/*'))], when(path('/orders/*'))],
  ['the path in capitals', [when(path('/ORDERS/*'))], when(path('/orders/*'))],
  ['one path of one host', [when(host('x.com'), path('/a'))], when(path('/a'))],
  [
    'a value on one of two hosts',
    [when(path('/a'), host('x.com'))],
    when(path('/a', '/b'), host('x.com', 'y.com')),
  ],
  ['a value that lies within another', [when(path('/api/v2/*'))], when(path('/api/*', '/api/v2/*'))],
  ['all of IPv6', [when(from('::/0'))], when(path('/a'))],
  ['a half of a block', [when(from('10.0.0.0/9'))], when(from('10.0.0.0/8'))],
  ['a narrower block', [when(from('10.1.0.0/16'))], when(from('10.0.0.0/8'))],
  ['another method', [when(method('GET'))], when(path('/a'))],
  ['the method in small letters', [when(method('get'))], when(method('GET'))],
  ['another header', [when(header('x-b', '*'))], when(header('x-a', '*'))],
  ['a header that a request may lack', [when(header('x-a', '*'))], when(path('/a'))],
  [
    'a star that is only a star',
    [when(query({ Key: 'v', Value: '\\*' }))],
    when(query({ Key: 'v', Value: '2' })),
  ],
  ['a query string a request may lack', [when(query({ Value: '*' }))], when(path('/a'))],
  ['another key', [when(query({ Key: 'a', Value: '*' }))], when(query({ Value: '1' }))],
  ['an expression that begins otherwise', [when(regex('path-pattern', '^/carts/'))], when(path('/orders/*'))],
  [
    'a path that an expression does not begin with',
    [when(path('/x/*'))],
    when(regex('path-pattern', '^/api/')),
  ],
  ['an unknown field of one host', [when(on('planet', 'mars'), host('x.com'))], when(host('y.com'))],
  ['nothing', [], when(on('planet', 'mars'))],
];

const unsure: readonly Row[] = [
  ['an expression may', [when(regex('path-pattern', '^/(a|b)'))], when(path('/a'))],
  [
    'an expression whose start is optional may',
    [when(regex('path-pattern', '^/api?/'))],
    when(path('/ap/*')),
  ],
  ['an expression without a start may', [when(regex('host-header', 'shop'))], when(host('shop.example.com'))],
  ['a path may take all of an expression', [when(path('/a*'))], when(regex('path-pattern', '/a.*'))],
  ['a field that is new may', [when(on('planet', 'mars'))], when(path('/a'))],
  ['a condition without a value may', [when(on('path-pattern'))], when(path('/a'))],
  ['a block that cannot be read may', [when(from('somewhere'))], when(from('10.0.0.0/8'))],
  [
    'more values than AWS allows',
    [when(path('/x'))],
    when(path(...'abcdefghijklm'), host(...'abcdefghijklm')),
  ],
];

describe('of a rule for', () => {
  test.each(taken)('%s takes what the rule is for', (_, earlier, rule) => {
    expect(fateOf(rule, earlier)).toMatchObject({ status: 'taken' });
  });
  test.each(open)('%s takes not enough', (_, earlier, rule) => {
    expect(fateOf(rule, earlier)).toEqual({ status: 'open' });
  });
  test.each(unsure)('%s', (_, earlier, rule) => {
    expect(fateOf(rule, earlier)).toMatchObject({ status: 'unsure' });
  });
});

test('names the value that is taken, and the rules that take it', () => {
  const earlier = [when(path('/orders/*')), when(path('/x'))];
  const [by] = earlier;
  expect(fateOf(when(path('/orders', '/orders/*')), earlier)).toEqual({
    status: 'taken',
    by: [by],
    value: '/orders/*',
  });
  expect(fateOf(when(path('/orders/*')), earlier)).toEqual({ status: 'taken', by: [by] });
});

test('does not name the value of a header or a query string, which may be a secret', () => {
  const rule = when(header('x-origin', 'secret', 'other'), query({ Key: 'token', Value: 'secret' }));
  const fate = fateOf(rule, [when(header('x-origin', 'secret'))]);
  expect(fate).toMatchObject({ status: 'taken', value: 'a value of x-origin' });
});

test.each([
  ['IPv4 alone does not', [when(from('0.0.0.0/0'))], 'open'],
  ['IPv4 and IPv6 together do', [when(from('0.0.0.0/0')), when(from('::/0'))], 'taken'],
  ['hosts with a dot do not', [when(host('*.*'))], 'open'],
  ['all hosts do', [when(host('*'))], 'taken'],
  ['one of two values does not', [when(path('/a'))], 'open'],
  ['an expression may', [when(regex('path-pattern', 'a'))], 'unsure'],
])('what takes every request: %s', (_, earlier, status) => {
  expect(reachOf(when(path('/a', '/b')), earlier)).toMatchObject({ status });
});

test('an earlier rule may spare what reaches the same goal', () => {
  const earlier = [when(path('/*'))];
  expect(fateOf(when(path('/a')), earlier, createComparison(), () => true)).toEqual({ status: 'open' });
});

test('of a hundred rules that are made to be slow it is unknown what they take', () => {
  const slow = (end: string) => `/${'*a'.repeat(5)}${'a'.repeat(110)}${end}`;
  const earlier = [...Array(100).keys()].map(() =>
    when(path(slow('b*c'), slow('bb*c'), slow('bbb*c')), host(`*${'a.'.repeat(60)}com`)),
  );
  const rule = when(path(`/${'a'.repeat(120)}*c`), host(`*${'a.'.repeat(50)}com`));
  const comparison = createComparison();
  expect(fateOf(rule, earlier, comparison)).toMatchObject({ status: 'unsure' });
  expect(comparison.isSpent()).toBe(true);
});
