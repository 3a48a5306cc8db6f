import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Unseen } from '../../src/model/unseen.ts';
import { fail, unknown } from '../../src/model/verdict.ts';
import json from '../../src/reporters/json.ts';
import { asked, audit, finding, leaning, resource } from '../support/audits.ts';

const options = { width: 0, color: false, verbose: false };
const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
formats.default(ajv);
const schema = JSON.parse(
  readFileSync(new URL('../../schemas/audit.schema.json', import.meta.url), 'utf8'),
) as object;
const valid = ajv.compile(schema);

const evidenceOf = (actual: unknown): unknown => {
  const verdict = fail('no', { expected: 1, actual });
  const { findings } = JSON.parse(json.render(audit({ findings: [finding({ verdict })] }), options)) as {
    findings: { actual: unknown }[];
  };
  return findings[0]?.actual;
};

const since = '2026-11-23T14:00:00.000Z';
const unknownFor = (unseen: Unseen) =>
  audit({
    findings: [finding({ verdict: unknown('not seen', unseen) })],
    unread: [{ ...unseen, type: 'T', account: '111122223333', region: 'sa-east-1', property: null }],
  });

test.each([
  ['everything in it', leaning],
  ['nothing in it', audit({})],
  ['a fault of ours', unknownFor({ kind: 'fault', message: 'rule x crashed' })],
  ['a policy known in full, of which a part was judged on a recording', asked],
  ['something moving', unknownFor({ kind: 'settling', message: 'x is in a rollout', since })],
])('an audit with %s follows the schema', (_, given) => {
  expect(valid(JSON.parse(json.render(given, options))) || valid.errors).toBe(true);
});

test.each<[string, Unseen, string | null]>([
  ['since when it is moving', { kind: 'settling', message: 'x is in a rollout', since }, since],
  ['nothing where AWS does not tell', { kind: 'settling', message: 'x is in a rollout' }, null],
  ['nothing of what is refused', { kind: 'refused', operation: 'a:B', reason: 'Denied' }, null],
])('an unknown says %s', (_, unseen, said) => {
  const { findings } = JSON.parse(json.render(unknownFor(unseen), options)) as {
    findings: { unseen: { since: string | null } }[];
  };
  expect(findings[0]?.unseen.since).toBe(said);
});

const callsTold = { asked: 31, answered: 31, refused: 0, reused: 12, refusals: null };

test('the document is that of DESIGN.md §6, key by key', () => {
  const verdict = fail('no web ACL is associated', { expected: 'firewall', path: 'WebACL' });
  const given = audit({
    findings: [finding({ check: 'protected-by', severity: 'critical', verdict, fix: 'x', satisfies: ['y'] })],
  });
  expect(JSON.parse(json.render(given, options))).toEqual({
    plumbline: '0.1.0',
    id: '2026-11-23T14:05:00.000Z-1',
    startedAt: '2026-11-23T14:05:00.000Z',
    finishedAt: '2026-11-23T14:05:02.100Z',
    evidence: null,
    partial: null,
    places: [{ account: '111122223333', region: 'sa-east-1', name: null }],
    policies: [
      {
        id: 'elastic-web-platform',
        title: 'Elastic web platform',
        sha256: 'a'.repeat(64),
        file: null,
        owner: null,
      },
    ],
    summary: { pass: 0, fail: 1, unknown: 0, notApplicable: 0, excepted: 0, accepted: 0 },
    controls: [
      { control: 'y', status: 'violated', pass: 0, fail: 1, unknown: 0, notApplicable: 0, excepted: 0 },
    ],
    coverage: { calls: callsTold, unread: [], looked: [] },
    findings: [
      {
        policy: 'elastic-web-platform',
        component: 'edge',
        componentTitle: null,
        title: null,
        check: 'protected-by',
        severity: 'critical',
        type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        place: { account: '111122223333', region: 'sa-east-1', name: null },
        resource: { ...resource('AWS::ElasticLoadBalancingV2::LoadBalancer', 'kiosk'), label: null },
        verdict: 'fail',
        message: 'no web ACL is associated',
        expected: 'firewall',
        actual: null,
        path: 'WebACL',
        facts: [],
        offenders: [],
        unseen: null,
        because: null,
        why: null,
        fix: 'x',
        owner: null,
        satisfies: ['y'],
        exception: null,
        source: null,
      },
    ],
    resources: [],
    drift: null,
  });
});

type Told = Readonly<Record<string, unknown>>;
const askedReport = () =>
  JSON.parse(json.render(asked, options)) as { findings: Told[]; controls: Told[] } & Told;

test.each([
  ['the title of a check', 'count', { title: 'There must be none', componentTitle: 'The way in' }],
  ['its owner', 'count', { owner: { team: 'platform', route: null } }],
  [
    'the policy, and the lines of check and component',
    'https-only',
    { source: { file: 'p.json', line: 9, componentLine: 4 } },
  ],
  [
    'who accepted a failure, and why',
    'https-only',
    {
      exception: {
        id: 'EX-1',
        expires: '2027-01-31',
        reason: 'A migration is on its way',
        approvedBy: 'cto',
        line: 20,
      },
    },
  ],
  ['whom a count offends', 'count', { offenders: [expect.objectContaining({ name: 'old' })] }],
  ['what a place is called', 'count', { place: expect.objectContaining({ name: 'production' }) }],
])('a finding says %s', (_, check, said) => {
  expect(askedReport().findings.find((one) => one['check'] === check)).toMatchObject(said);
});

test('a report of a recording and of a part says so, and what was left out is not known to hold', () => {
  expect(askedReport()).toMatchObject({
    evidence: { recordedAt: '2026-11-23T14:05:00.000Z', digest: `sha256:${'abc'.padEnd(64, '0')}` },
    partial: {
      policies: null,
      components: ['edge'],
      leftOut: { components: ['elastic-web-platform/files'], controls: ['B'] },
    },
    controls: [
      { control: 'A', status: 'violated', fail: 1, excepted: 1 },
      { control: 'B', status: 'unknown', pass: 0 },
    ],
  });
});

test('failures under an exception are counted apart', () => {
  const { summary } = JSON.parse(json.render(leaning, options)) as { summary: object };
  expect(summary).toEqual({ pass: 4, fail: 10, unknown: 1, notApplicable: 0, excepted: 1, accepted: 0 });
});

test.each([
  ['nothing', undefined, null],
  ['infinity', Number.POSITIVE_INFINITY, 'Infinity'],
  ['no number', [Number.NaN], ['NaN']],
  ['bytes, as base64', new Uint8Array([1, 2, 255]), 'AQL/'],
  ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['a set', new Set(['a']), ['a']],
  ['a map', new Map([['a', 1n]]), { a: '1' }],
])('evidence may hold %s', (_, actual, shown) => {
  expect(evidenceOf(actual)).toEqual(shown);
});

test('evidence that holds itself ends', () => {
  const loop: Record<string, unknown> = {};
  loop['self'] = loop;
  expect(evidenceOf(loop)).toEqual({ self: '(itself)' });
});

test('what could steer a terminal is escaped, and reads back as it was', () => {
  const evil = 'a\u001b\u009b\u202e\u{e0041}\u2028z';
  const text = json.render(audit({ id: evil }), options);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  expect((JSON.parse(text) as { id: string }).id).toBe(evil);
});
