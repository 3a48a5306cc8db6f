import { expect, test } from '@jest/globals';
import { createComparison } from '../../../rules/judgements/listener-match.ts';
import { describe, fateOfRoute, routesOf, titleOf } from '../../../rules/judgements/listener-routes.ts';
import { createInventory } from '../../../src/model/inventory.ts';
import { answer, forward, group, listener, redirect, rule as when } from '../../support/listeners.ts';

const path = (...values: string[]) => ({ 'path-pattern': values });
const fallback = { ...when('default', answer('404')), RuleArn: 'arn:default' };
const back = { Path: '/web/', StatusCode: 'HTTP_301' as const };
const web = when(10, forward('web'), path('/web', '/web/*'));

test('finds the routes to a target group, with the rules before them, and rules by their ARN or their listener’s', () => {
  const own = listener(443, 'HTTPS', [web, when(20, forward('api')), fallback]);
  const unread = listener(8443, 'HTTPS', 'unread');
  const inventory = createInventory([own, unread]);
  const routes = routesOf(inventory);
  expect(routes.to(group('api'))).toMatchObject([{ rule: { Priority: 20 }, earlier: [web], weight: 1 }]);
  expect(routes.to(group('other'))).toEqual([]);
  expect([routes.ruleOf('arn:default')?.rule, routes.ruleOf(own.id)?.rule]).toEqual([fallback, fallback]);
  expect(routes.ruleOf('arn:other')).toBeUndefined();
  expect(routesOf(inventory)).toBe(routes);
});

test('keeps the listeners apart whose rules are unknown', () => {
  const unread = listener(8443, 'HTTPS', 'unread');
  expect(routesOf(createInventory([unread])).unread).toEqual([unread]);
});

test.each([
  ['another service takes it', when(1, forward('api'), path('/web/*')), 'taken'],
  ['the same service takes it', when(1, forward('web'), path('/web/*')), 'open'],
  ['it has weight 0 there', when(1, forward('web', 0), path('/web/*')), 'taken'],
  ['a redirect leads back', when(1, { ...redirect(), RedirectConfig: back }, path('/web')), 'open'],
  ['a redirect leads away', when(1, redirect('HTTPS'), path('/web')), 'taken'],
])('when %s', (_, earlier, status) => {
  const inventory = createInventory([listener(443, 'HTTPS', [earlier, web, fallback])]);
  const route = routesOf(inventory)
    .to(group('web'))
    .find(({ rule }) => rule === web);
  expect(route && fateOfRoute(route, [group('web')], createComparison()).status).toBe(status);
});

test('tells a rule by what it is for, without the values that may be secrets', () => {
  const rule = {
    ...when(3, forward('web'), path('/a', '/b')),
    Conditions: [
      { Field: 'path-pattern', Values: ['/a', '/b'], RegexValues: ['^/c'] },
      { Field: 'http-header', HttpHeaderName: 'X-Secret', Values: ['s3'], RegexValues: [] },
      {
        Field: 'query-string',
        Values: [],
        RegexValues: [],
        QueryStrings: [{ Key: 'token', Value: 's3' }, { Value: 's4' }],
      },
    ],
  };
  expect(describe(rule)).toBe('rule 3 (path /a, /b, ^/c; header X-Secret; query string token)');
  expect(titleOf(fallback)).toBe('the default rule');
});
