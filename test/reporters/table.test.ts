import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { fail, unknown } from '../../src/model/verdict.ts';
import table from '../../src/reporters/table.ts';
import { audit, finding, hostile, leaning, resource } from '../support/audits.ts';

const pipe = { width: 0, color: false, verbose: false };
const golden = (name: string) => readFileSync(new URL(`golden/${name}.txt`, import.meta.url), 'utf8');

test.each([
  ['a terminal', 'terminal', { ...pipe, width: 100 }],
  ['a narrow terminal, with everything', 'narrow-verbose', { width: 60, color: false, verbose: true }],
  ['a pipe', 'pipe', pipe],
])('what leans comes first, on %s', (_, file, options) => {
  expect(table.render(leaning, options)).toBe(golden(file));
});

test('an account that stands true takes five lines', () => {
  expect(table.render(audit({ findings: [finding({}), finding({ component: 'firewall' })] }), pipe)).toBe(
    golden('upright'),
  );
});

test('no line is wider than the terminal', () => {
  const lines = table.render(leaning, { width: 60, color: false, verbose: false }).split('\n');
  expect(lines.filter((line) => line.length > 60)).toEqual([]);
});

test('colour adds escape codes and changes nothing else', () => {
  const colored = table.render(leaning, { ...pipe, width: 100, color: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes picocolors writes
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(golden('terminal'));
  expect(colored).toContain('\u001b[31m✗');
});

test('what stands for a line break, or for nothing, leaves its words apart', () => {
  expect(table.render(hostile, { ...pipe, verbose: true })).toContain('kiosk[2J31m x');
});

const refused = (text: string, permission?: string) =>
  ({
    kind: 'refused',
    operation: text,
    reason: text,
    ...(permission && { permission }),
    message: text,
  }) as const;

test('a permission is to be granted only where one would help, and AWS is quoted', () => {
  const at = { type: 'AWS::WAFv2::WebACL', account: '111122223333', region: 'sa-east-1', property: null };
  const throttled = {
    ...refused('wafv2:GetWebACL'),
    reason: 'ThrottlingException',
    message: 'Rate exceeded',
  };
  const findings = [finding({ verdict: unknown('could not read it', throttled) })];
  const text = table.render(audit({ findings, unread: [{ ...throttled, ...at }] }), pipe);
  expect(text).not.toContain('grant');
  expect(text).toContain('wafv2:GetWebACL answered ThrottlingException');
  expect(text).toContain('said      Rate exceeded');
  const denied = [finding({ verdict: unknown('could not read it', refused('x', 'wafv2:GetWebACL')) })];
  expect(table.render(audit({ findings: denied }), pipe)).toContain('grant     wafv2:GetWebACL');
});

test('a long value is cut, unless all is asked for', () => {
  const verdict = fail('no', { actual: 'x'.repeat(500) });
  const findings = [finding({ verdict })];
  expect(table.render(audit({ findings }), pipe)).toContain(`${'x'.repeat(199)}…\n`);
  expect(table.render(audit({ findings }), { ...pipe, verbose: true })).toContain('x'.repeat(500));
});

test.each([
  [['sa-east-1a', 'sa-east-1b'], 'sa-east-1a, sa-east-1b'],
  [[], 'none'],
  [undefined, 'none'],
  ['', 'empty'],
  [false, 'false'],
  [{ Min: 1 }, '{"Min":1}'],
  [[{ Min: 1 }], '[{"Min":1}]'],
])('%j reads "%s"', (actual, shown) => {
  const findings = [finding({ verdict: fail('no', { actual }) })];
  expect(table.render(audit({ findings }), pipe)).toContain(`    actual    ${shown}\n`);
});

test('a policy whose scope holds no audited place says so', () => {
  expect(table.render(audit({}), pipe)).toContain('not judged: no place in its scope was audited');
});

test('with several places, a resource says in which it is', () => {
  const places = [
    { account: '111122223333', region: 'sa-east-1' },
    { account: '111122223333', region: 'us-east-1' },
  ];
  const type = 'AWS::ECS::Service';
  const findings = [
    finding({ resource: resource(type, 'a'), verdict: fail('no') }),
    finding({ resource: { ...resource(type, 'a'), region: 'us-east-1' } }),
  ];
  expect(table.render(audit({ findings, places }), pipe)).toContain(
    '✗ https-only   a (111122223333/sa-east-1)   high',
  );
});
