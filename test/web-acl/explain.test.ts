import { expect, test } from '@jest/globals';
import { explain } from '../../src/web-acl/explain.ts';
import { walkRequest } from '../../src/web-acl/prove.ts';
import { acl, geo, geoBy, path, rate, rule } from './acls.ts';

const document = {
  WebACL: acl([
    rule(3, rate(), 'Block', { Name: 'rate' }),
    rule(0, path('EXACTLY', '/health'), 'Allow', { Name: 'health' }),
    rule(1, geo('KP'), 'Block', { Name: 'geo' }),
    rule(2, geoBy('X-Forwarded-For', 'MATCH', 'US'), 'Count', { Name: 'forwarded' }),
  ]),
};

test('rules are explained in evaluation order, with what each can do to the traffic asked about', () => {
  const effects = (countries: string[]) =>
    explain(document, { countries })?.map(({ rule: name, effects }) => [name, effects]);
  expect(effects(['KP'])).toEqual([
    ['health', { allows: 'yes' }],
    ['geo', { blocks: 'yes' }],
    ['forwarded', {}],
    ['rate', {}],
  ]);
  expect(effects(['US'])).toEqual([
    ['health', { allows: 'yes' }],
    ['geo', {}],
    ['forwarded', { counts: 'yes', skips: 'yes' }],
    ['rate', { blocks: 'yes' }],
  ]);
});

test('a request is walked rule by rule', () => {
  const request = {
    country: 'KP',
    sourceIp: '192.0.2.1',
    method: 'GET',
    path: '/',
    query: '',
    headers: {},
    bodySize: 0,
    token: 'none',
  } as const;
  const outcomes = (more: object) =>
    walkRequest(document, { ...request, ...more }).steps.map(({ outcome }) => outcome);
  expect(walkRequest(document, request).outcome).toBe('blocked');
  expect(outcomes({})).toEqual(['no-match', 'blocked', 'not-reached', 'not-reached', 'not-reached']);
  expect(outcomes({ path: '/health' })[0]).toBe('allowed');
  expect(outcomes({ country: 'US' })).toEqual(['no-match', 'no-match', 'skipped', 'no-match', 'allowed']);
});
