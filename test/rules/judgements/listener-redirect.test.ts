import { expect, test } from '@jest/globals';
import { createComparison, matchesOf } from '../../../rules/judgements/listener-match.ts';
import { leadsBack } from '../../../rules/judgements/listener-redirect.ts';
import { listener, redirect, rule as when } from '../../support/listeners.ts';

const path = (...values: string[]) => ({ 'path-pattern': values });
const host = (...values: string[]) => ({ 'host-header': values });

type Values = Readonly<Record<string, readonly string[]>>;

test.each<[string, object, Values, Values, boolean]>([
  ['with a slash at its end', { Path: '/a/' }, path('/a'), path('/a', '/a/*'), true],
  ['under another path', { Path: '/new/#{path}' }, path('/a/*'), path('/a/*', '/new/*'), true],
  ['to another host of the rule', { Host: 'www.x.com' }, host('x.com'), host('x.com', 'www.x.com'), true],
  ['to a host below', { Host: 'www.#{host}' }, host('x.com'), host('x.com', '*.x.com'), true],
  [
    'to the port and protocol it has',
    { Path: '/b', Port: '443', Protocol: 'HTTPS' },
    path('/a'),
    path('/b'),
    true,
  ],
  ['to a path that is another rule’s', { Path: '/elsewhere' }, path('/a'), path('/a', '/b'), false],
  ['to a foreign host', { Host: 'x.org' }, host('x.com'), host('x.com', 'www.x.com'), false],
  ['to another port', { Path: '/b', Port: '8443' }, path('/a'), path('/b'), false],
  ['to plain HTTP', { Path: '/b', Protocol: 'HTTP' }, path('/a'), path('/b'), false],
  ['to itself', { Path: '/#{path}' }, path('/a'), path('/a'), false],
  ['in circles', { Path: '/a/b/#{path}' }, path('/a/*'), path('/a/*'), false],
])('a redirect %s', (_, target, from, to, expected) => {
  const earlier = when(1, { ...redirect(), RedirectConfig: { StatusCode: 'HTTP_301', ...target } }, from);
  const rule = when(10, redirect(), to);
  const values = { 'path-pattern': ['/*'], 'host-header': ['*.*'], ...from };
  const requests = Object.entries(values).flatMap(([Field, [value = '']]) =>
    matchesOf({ Field, Values: [value], RegexValues: [] }),
  );
  const route = { rule, listener: listener(443, 'HTTPS', []) };
  expect(leadsBack(earlier, requests, route, createComparison())).toBe(expected);
});

test('what is not a redirect leads nowhere, and where one leads whose host is an expression is unknown: not back', () => {
  const answer = when(1, { Type: 'fixed-response' });
  const route = { rule: answer, listener: listener(443, 'HTTPS', []) };
  expect(leadsBack(answer, [], route, createComparison())).toBe(false);
  const away = when(1, { ...redirect(), RedirectConfig: { Path: '/b', StatusCode: 'HTTP_301' } });
  const requests = [
    ...matchesOf({ Field: 'path-pattern', Values: ['/a'], RegexValues: [] }),
    ...matchesOf({ Field: 'host-header', Values: [], RegexValues: ['^x'] }),
  ];
  expect(leadsBack(away, requests, route, createComparison())).toBe(false);
});
