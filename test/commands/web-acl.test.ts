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
    '      0  health-check  Allow      allows',
    '      1  geo-block     Block      blocks',
    '',
    '✗ violated: every request from KP, IR is blocked',
    expect.stringContaining('GET /health from KP is allowed by rule'),
  ]);
});

test('a request given is the one that is walked', async () => {
  const request = '{"country":"KP","path":"/menu"}';
  const { status, out } = await explain('acl.json', JSON.stringify(acl(geo)), '--request', request);
  expect(status).toBe(0);
  expect(out).toContain('what each rule does to GET /menu from KP');
  expect(out).toContain('so the request is blocked');
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
  ['{"country":"Korea"}', "the request's country is not a country code of two letters, such as KP"],
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
