import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';

const health = {
  Name: 'health-check',
  Priority: 0,
  Action: { Allow: {} },
  Statement: {
    ByteMatchStatement: {
      SearchString: '/health',
      FieldToMatch: { UriPath: {} },
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      PositionalConstraint: 'EXACTLY',
    },
  },
};
const geo = {
  Name: 'geo-block',
  Priority: 1,
  Action: { Block: {} },
  Statement: { GeoMatchStatement: { CountryCodes: ['KP', 'IR'] } },
};
const acl = (...Rules: readonly object[]) => ({
  WebACL: { Name: 'kiosk-waf', DefaultAction: { Allow: {} }, Rules },
});

async function explain(name: string, text: string, ...argv: readonly string[]) {
  const file = join(mkdtempSync(join(tmpdir(), 'plumbline-')), name);
  writeFileSync(file, text);
  const shell = fakeShell();
  const status = await run(['web-acl', '--file', file, ...argv], shell);
  return { status, ...shell.said };
}

test('a person sees the rules in the order of evaluation, and the request that gets by', async () => {
  const { status, out } = await explain('acl.json', JSON.stringify(acl(geo, health)), '--from', 'kp,IR');
  expect(status).toBe(1);
  expect(out.split('\n').slice(0, 8)).toEqual([
    'kiosk-waf',
    '',
    '  what each rule can do to requests from KP, IR, in the order AWS evaluates them',
    '      0  health-check  Allow  allows',
    '      1  geo-block     Block  blocks',
    '',
    '✗ violated: every request from KP, IR is blocked',
    expect.stringContaining('GET /health from KP is allowed by rule'),
  ]);
});

test('a request given is the one that is walked', async () => {
  const request = '{"country":"KP","path":"/menu"}';
  const { status, out } = await explain('acl.json', JSON.stringify(acl(geo)), '--request', request);
  expect(status).toBe(0);
  expect(out).toContain('what each rule does to GET /menu from KP (192.0.2.1)');
  expect(out).toContain('so the request is blocked');
});

test('a group whose rules were not read is said to be taken not to match', async () => {
  const common = {
    Name: 'common',
    Priority: 0,
    OverrideAction: { None: {} },
    Statement: {
      ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
    },
  };
  const { out } = await explain(
    'acl.json',
    JSON.stringify(acl(common, geo)),
    '--request',
    '{"country":"US","path":"/"}',
  );
  expect(out).toContain(
    'so the request is allowed\n    assuming  no rule of `common` matches, for its rules were not read',
  );
});

test('a machine gets a line for each document; one that is wrong costs only its own', async () => {
  const lines = [acl(geo), {}, acl()].map((document) => JSON.stringify(document));
  const { status, out, err } = await explain(
    'a.ndjson',
    lines.join('\n'),
    '--from',
    'KP',
    '--format',
    'json',
  );
  expect(status).toBe(64);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([
    { geo: { verdict: 'proved', witness: null, reason: null }, rate: null },
    { error: 'line 2: it has no WebACL' },
    {
      geo: {
        verdict: 'violated',
        witness: expect.objectContaining({ country: 'KP' }),
        reason: expect.any(String),
      },
      rate: null,
    },
  ]);
  expect(err).toContain('line 2: it has no WebACL');
});

test.each([
  [
    '{"country":"UK"}',
    'the request\'s country is not a country code of two letters, such as KP: "UK" is not a country code of ISO 3166-1; did you mean GB (United Kingdom)?',
  ],
  ['{"contry":"KP"}', 'a request has no "contry"; did you mean "country"?'],
  ['{"sourceIp":"10.0.0"}', "the request's sourceIp is not an address, such as 192.0.2.1"],
  ['{"headers":[]}', "the request's headers is not an object"],
  ['{"token":"old"}', 'the request\'s token is not "none" or "valid"'],
])('the request %s is wrong use', async (request, message) => {
  const { status, out, err } = await explain('acl.json', JSON.stringify(acl(geo)), '--request', request);
  expect({ status, out, err }).toEqual({ status: 64, out: '', err: `plumbline: ${message}\n` });
});

test.each([
  ['only a rate', ['--rate', '2000/300']],
  ['nothing', []],
])('a person who asks %s gets the rules as well', async (_, argv) => {
  const { status, out } = await explain('acl.json', JSON.stringify(acl(geo)), ...argv);
  expect(status).toBeLessThan(4);
  expect(out).toContain('what each rule can do to requests, in the order AWS evaluates them');
});

const verify = {
  Name: 'verify',
  Priority: 0,
  Action: { Allow: {} },
  Statement: {
    ByteMatchStatement: {
      SearchString: 'not/base64!',
      FieldToMatch: { SingleHeader: { Name: 'x-origin-verify' } },
      TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      PositionalConstraint: 'EXACTLY',
    },
  },
};

test('a witness is a line to read and a request to paste, without the secret that it holds', async () => {
  const text = JSON.stringify(acl(verify, geo));
  const { out } = await explain('acl.json', text, '--from', 'KP');
  expect(out).toContain(
    '    witness   GET / from KP (203.0.113.7) with header x-origin-verify: (its value stands in rule `verify`)\n',
  );
  const pasted = /^ {4}again {5}plumbline web-acl --file .*acl\.json --request '(.*)'$/m.exec(out)?.[1] ?? '';
  const again = await explain('acl.json', text, '--request', pasted);
  expect(again.out).toContain('so the request is allowed');
  const whole = await explain('acl.json', text, '--request', '{"headers":{"X-Origin-Verify":"not/base64!"}}');
  expect(whole.out).toContain('so the request is allowed');
  const machine = await explain('acl.json', text, '--from', 'KP', '--rate', '2/60', '--format', 'json');
  for (const said of [out, again.out, whole.out, machine.out]) expect(said).not.toContain('base64!');
});

test('all countries but those allowed can be asked about', async () => {
  const text = JSON.stringify(acl(geo));
  const { status, out } = await explain('acl.json', text, '--allow-only', 'br,PT');
  expect(status).toBe(1);
  expect(out).toContain('what each rule can do to requests from outside BR, PT');
  expect(out).toContain('violated: every request from outside BR, PT is blocked');
});

test('a rule that looks for a label nothing adds is noted', async () => {
  const label = (Key: string) => ({
    Name: 'labelled',
    Priority: 3,
    Action: { Block: {} },
    Statement: { LabelMatchStatement: { Scope: 'LABEL', Key } },
  });
  const labels = { ...geo, Action: { Count: {} }, RuleLabels: [{ Name: 'geo:banned' }] };
  const { out } = await explain('a.json', JSON.stringify(acl(labels, label('Geo:Banned'))), '--from', 'KP');
  const why =
    'rule `labelled` looks for label `Geo:Banned`, which no rule before it adds; labels are case-sensitive, and `geo:banned` is added';
  expect(out).toContain(`  note: ${why}\n`);
  const right = await explain('a.json', JSON.stringify(acl(labels, label('geo:banned'))), '--from', 'KP');
  expect(right.out).not.toContain('note:');
  expect(right.status).toBe(0);
});
