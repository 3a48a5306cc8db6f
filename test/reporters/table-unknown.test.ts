import { expect, test } from '@jest/globals';
import type { UnreadFact } from '../../src/model/audit.ts';
import type { Unseen } from '../../src/model/unseen.ts';
import { unknown } from '../../src/model/verdict.ts';
import table from '../../src/reporters/table.ts';
import { audit, finding, resource } from '../support/audits.ts';

const pipe = { width: 0, color: false, verbose: false };
const here = { account: '111122223333', region: 'sa-east-1' };
const denied: Unseen = { kind: 'refused', operation: 'ecs:ListClusters', reason: 'AccessDeniedException' };
const rollout = (since?: string): Unseen => ({
  kind: 'settling',
  message: 'kiosk/menu is in a rollout',
  ...(since !== undefined && { since }),
});
const unseen = (check: string, why: Unseen, name = 'kiosk') =>
  finding({ check, resource: resource('AWS::ECS::Service', name), verdict: unknown('not seen', why) });

test('what blinds several checks of a component is said once, and counts for each', () => {
  const findings = ['count', 'running', 'fargate'].map((check) => unseen(check, denied));
  const text = table.render(audit({ findings }), pipe);
  expect(text).toContain('  ? count, running, fargate\n    not seen\n');
  expect(text).toContain('0 pass · 0 fail · 3 unknown');
});

test.each([
  ['of another resource', unseen('running', denied, 'menu')],
  ['for another reason', unseen('running', rollout())],
  ['without a reason of its own', { ...unseen('running', denied), verdict: unknown('not seen') }],
])('a check %s stays apart', (_, other) => {
  const text = table.render(audit({ findings: [unseen('count', denied), other] }), pipe);
  expect(text).toMatch(/^ {2}\? count( {3}kiosk)?$/m);
  expect(text).toMatch(/^ {2}\? running/m);
});

test('checks too many for a line go on below, within the terminal', () => {
  const checks = Array.from({ length: 12 }, (_, at) => `rule-number-${at}`);
  const findings = [
    ...checks.map((check) => unseen(check, rollout(), 'menu')),
    unseen('count', denied, 'pay'),
  ];
  const lines = table.render(audit({ findings }), { ...pipe, width: 60 }).split('\n');
  expect(lines.filter((line) => line.length > 60)).toEqual([]);
  expect(lines.join(' ').replace(/ +/g, ' ')).toContain('rule-number-10, rule-number-11');
});

test('what is only moving is told from what was refused, with since when and until when', () => {
  const findings = [
    unseen('spread-over-azs', rollout('2026-11-23T14:00:25.325Z')),
    unseen('fargate', denied),
  ];
  const text = table.render(audit({ findings }), pipe);
  expect(text).toContain('2 unknown (1 moving)\n');
  expect(text).toContain('  ? spread-over-azs   moving\n');
  expect(text).toContain(
    'since     2026-11-23T14:00:25Z, judged as it stands from 2026-11-23T14:15:25Z on\n',
  );
  expect(text).toContain('  ? fargate\n');
});

test('of what began to move nobody knows when, no time is said', () => {
  expect(table.render(audit({ findings: [unseen('running', rollout())] }), pipe)).not.toContain('since');
});

const unreadOf = (property: string | null, type = 'AWS::ECS::Service') => ({
  ...denied,
  ...here,
  type,
  property,
});

test('what no verdict hung on and was not read keeps the headline from saying that all holds', () => {
  const text = table.render(audit({ findings: [finding({})], unread: [unreadOf('Live.Tasks')] }), pipe);
  expect(text.split('\n')[0]).toMatch(/ {3}all that was seen holds$/);
});

test.each([
  ['properties of one type', [unreadOf('A'), unreadOf('B')], 'A, B of AWS::ECS::Service in'],
  ['whole types', [unreadOf(null), unreadOf(null, 'T')], 'AWS::ECS::Service, T in'],
])('what a refusal hides, %s, names its place once', (_, unread, shown) => {
  const text = table.render(audit({ findings: [finding({})], unread }), pipe);
  expect(text).toContain(`hides     ${shown} 111122223333/sa-east-1\n`);
});

test('a place that could not be entered is told once, with what was said of it', () => {
  const nobody: Unseen = {
    kind: 'refused',
    operation: 'sts:GetCallerIdentity',
    reason: 'ENOTFOUND',
    message: 'getaddrinfo ENOTFOUND sts.eu-wset-1.amazonaws.com',
  };
  const findings = ['edge', 'files'].map((component) =>
    finding({ component, resource: null, place: here, verdict: unknown('not seen', nobody) }),
  );
  const text = table.render(audit({ findings }), pipe);
  expect(text).toContain(
    '? edge, files\n    111122223333/sa-east-1 could not be entered: getaddrinfo ENOTFOUND sts.eu-wset-1.amazonaws.com\n',
  );
  expect(text).toMatch(/unknown {2}2 checks {2}111122223333\/sa-east-1 could not be entered/);
});

const hidden = (reason: string, resource: string, checks: readonly string[] = []): UnreadFact => ({
  kind: 'refused',
  operation: 'wafv2:GetWebACL',
  reason,
  type: 'AWS::WAFv2::WebACL',
  ...here,
  resource,
  property: 'Rules',
  checks: checks.map((check) => ({ policy: 'p', component: 'edge', check })),
});
const told = (unread: readonly UnreadFact[], refusals: readonly (readonly [string, number])[]) => {
  const refused = refusals.reduce((sum, [, count]) => sum + count, 0);
  const calls = {
    asked: 31,
    answered: 31 - refused,
    refused,
    reused: 0,
    refusals: refusals.map(([reason, count]) => ({ operation: 'wafv2:GetWebACL', reason, count })),
  };
  return table.render(audit({ unread, calls }), pipe);
};

test('the number of refused questions and the list of what could not be read agree', () => {
  const unread = [hidden('AccessDenied', 'a'), hidden('AccessDenied', 'b'), hidden('Throttling', 'c')];
  const text = told(unread, [
    ['AccessDenied', 2],
    ['Throttling', 1],
    ['WAFNonexistentItemException', 2],
  ]);
  expect(text).toContain('? wafv2:GetWebACL answered AccessDenied, 2 times\n');
  expect(text).toContain('? wafv2:GetWebACL answered Throttling\n');
  expect(text).toContain('5 refused, of which 2 hide nothing\n');
  expect(
    told(unread, [
      ['AccessDenied', 1],
      ['Throttling', 1],
    ]),
  ).toContain('2 refused\n');
  expect(told([], [['WAFNonexistentItemException', 1]])).toContain('1 refused, which hides nothing\n');
});

test('what could not be read is told with the checks that asked for it', () => {
  const text = told(
    [hidden('AccessDenied', 'a', ['geo-block', 'rate-limit']), hidden('AccessDenied', 'b', ['geo-block'])],
    [],
  );
  expect(text).toContain('    asked by  edge/geo-block, edge/rate-limit\n');
});
