import { expect, test } from '@jest/globals';
import { proveGeoBlock, proveRateLimit } from '../../src/web-acl/prove.ts';
import { acl, addresses, allOf, arnOf, geo, ipSet, managed, not, path, rate, rule } from './acls.ts';

const limited = (priority: number, scope: object, Limit = 2000, more: object = {}) =>
  rule(priority, rate({ ScopeDownStatement: scope, Limit, ...more }), 'Block');
const unread = (priority: number, vendor: string) => ({
  Name: 'managed',
  Priority: priority,
  Statement: managed(vendor, 'unread'),
  OverrideAction: { None: {} },
});
const labels = (priority: number) => rule(priority, geo('KP'), 'Count');
const tag = (priority: number, statement: object, name: string) =>
  rule(priority, statement, 'Count', { RuleLabels: [{ Name: `ns:${name}` }] });
const byLabel = (priority: number, Namespace: string) =>
  rule(
    priority,
    rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ IP: {} }, { LabelNamespace: { Namespace } }] }),
    'Block',
  );
const COUNTRY = 'awswaf:clientip:geo:country:';
const api = path('STARTS_WITH', '/api');
const home = rule(0, not(geo('BR', 'PT')), 'Block');
const v4 = addresses('v4', '0.0.0.0/1', '128.0.0.0/1');

test.each([
  ['an allow-list that is the rule', [home], { allowOnly: ['BR', 'PT'] }, 'proved'],
  ['an allow-list narrower than the rule', [home], { allowOnly: ['BR'] }, 'violated'],
  [
    'an allow-list, and unknown countries let in',
    [rule(0, not(geo('BR', 'XX')), 'Block')],
    { allowOnly: ['BR'] },
    'violated',
  ],
  ['countries in lower case', [home], { countries: ['kp'] }, 'proved'],
  ['an unread AWS group and no geo rule', [unread(0, 'AWS')], { countries: ['KP'] }, 'violated'],
  ['an unread group of another vendor and no geo rule', [unread(0, 'F5')], { countries: ['KP'] }, 'unknown'],
  [
    'an unread AWS group before the geo rule',
    [unread(0, 'AWS'), rule(1, geo('KP'), 'Block')],
    { countries: ['KP'] },
    'unknown',
  ],
  [
    'an unread group after the geo rule',
    [rule(0, geo('KP'), 'Block'), unread(1, 'F5')],
    { countries: ['KP'] },
    'proved',
  ],
  [
    'every IPv4 address allowed first',
    [rule(0, ipSet(arnOf('ipset', 'v4')), 'Allow'), rule(1, geo('KP'), 'Block')],
    { countries: ['KP'] },
    'violated',
  ],
  [
    'a path that cannot be',
    [rule(0, allOf(path('EXACTLY', '/a'), path('STARTS_WITH', '/b')), 'Allow'), rule(1, geo('KP'), 'Block')],
    { countries: ['KP'] },
    'proved',
  ],
  [
    'equal priorities',
    [rule(0, geo('KP'), 'Block'), rule(0, geo('IR'), 'Block')],
    { countries: ['KP'] },
    'unknown',
  ],
])('geo: %s', (_, rules, question, verdict) => {
  expect(proveGeoBlock({ WebACL: acl(rules), IPSets: v4 }, question).verdict).toBe(verdict);
});

test.each([
  [
    'a limit in each of two classes of countries',
    [limited(0, geo('US')), limited(1, not(geo('US')))],
    'proved',
  ],
  ['a limit on each of two kinds of path, which add up', [limited(0, api), limited(1, not(api))], 'unknown'],
  ['the same with half the limit each', [limited(0, api, 1000), limited(1, not(api), 1000)], 'proved'],
  ['a path every request has', [limited(0, path('STARTS_WITH', '/'))], 'proved'],
  [
    'a window of a fifth with a fifth of the limit',
    [rule(0, rate({ EvaluationWindowSec: 60, Limit: 400 }), 'Block')],
    'proved',
  ],
  [
    'a window of a fifth with a little more',
    [rule(0, rate({ EvaluationWindowSec: 60, Limit: 401 }), 'Block')],
    'violated',
  ],
  ['a longer window with the same limit', [rule(0, rate({ EvaluationWindowSec: 600 }), 'Block')], 'proved'],
  [
    'a limit for each method',
    [
      rule(
        0,
        rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ IP: {} }, { HTTPMethod: {} }] }),
        'Block',
      ),
    ],
    'violated',
  ],
  [
    'one limit for all clients together',
    [limited(0, path('STARTS_WITH', '/'), 2000, { AggregateKeyType: 'CONSTANT' })],
    'proved',
  ],
  ['a challenge', [rule(0, rate(), 'Challenge')], 'violated'],
  ['a limit for the one country of an address', [labels(0), byLabel(1, COUNTRY)], 'proved'],
  ['a limit for its country and region', [labels(0), byLabel(1, 'awswaf:clientip:geo:')], 'proved'],
  ['a limit by a label that nothing has added', [byLabel(1, COUNTRY)], 'violated'],
  ['a limit by the country that a header tells', [byLabel(1, 'awswaf:forwardedip:geo:country:')], 'violated'],
  [
    'a limit by labels that follow from the path',
    [tag(0, path('STARTS_WITH', '/'), 'a'), tag(1, api, 'b'), byLabel(2, 'ns:')],
    'violated',
  ],
  ['a limit by the one label there is', [tag(0, path('STARTS_WITH', '/'), 'a'), byLabel(2, 'ns:')], 'proved'],
  [
    'a limit by labels that follow from the address',
    [tag(0, geo('US'), 'a'), tag(1, not(geo('US')), 'b'), byLabel(2, 'ns:')],
    'proved',
  ],
])('rate: %s', (_, rules, verdict) => {
  expect(proveRateLimit({ WebACL: acl(rules) }, { requests: 2000, seconds: 300 }).verdict).toBe(verdict);
});

test('a challenge is a limit where the policy accepts it', () => {
  const document = { WebACL: acl([rule(0, rate(), 'Challenge')]) };
  const question = { requests: 2000, seconds: 300, acceptChallenge: true };
  expect(proveRateLimit(document, question).verdict).toBe('proved');
});
