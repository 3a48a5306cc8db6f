import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { validateXML } from 'xmllint-wasm';
import { fail, notApplicable, unknown } from '../../src/model/verdict.ts';
import junit from '../../src/reporters/junit.ts';
import { asked, audit, finding, hostile, leaning } from '../support/audits.ts';

const options = { width: 0, color: false, verbose: false };
const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

test.each([
  ['everything in it', leaning],
  ['nothing in it', audit({})],
  ['texts that steer what shows them', hostile],
  ['a policy known in full', asked],
  ['what XML cannot hold', audit({ findings: [finding({ verdict: fail('a\uffff\ud800<b>&"\'') })] })],
])('a report with %s follows the schema', async (_, given) => {
  const { valid, errors } = await validateXML({
    xml: { fileName: 'report.xml', contents: junit.render(given, options) },
    schema,
  });
  expect(errors).toEqual([]);
  expect(valid).toBe(true);
});

test.each([
  [
    'what is violated is a failure, with its severity',
    finding({ verdict: fail('no') }),
    '<failure message="no" type="high">',
  ],
  [
    'what is unknown is an error',
    finding({ verdict: unknown('not seen') }),
    '<error message="not seen" type="unknown">',
  ],
  [
    'what is excepted is skipped',
    finding({ verdict: fail('no'), exception: { id: 'EX-1', expires: '2027-01-31' } }),
    '<skipped message="excepted by EX-1 until 2027-01-31; no"/>',
  ],
  [
    'what is accepted as unknown is skipped, as that',
    finding({ verdict: unknown('not seen'), exception: { id: 'EX-1', expires: '2027-01-31' } }),
    '<skipped message="accepted as unknown by EX-1 until 2027-01-31; not seen"/>',
  ],
  [
    'what does not apply is skipped',
    finding({ verdict: notApplicable('no zone') }),
    '<skipped message="no zone"/>',
  ],
])('%s', (_, one, said) => {
  expect(junit.render(audit({ findings: [one] }), options)).toContain(said);
});

test('a test stands in its policy, on its line, and says who accepted it', () => {
  const text = junit.render(asked, options);
  expect(text).toContain('file="p.json" line="9"');
  expect(text).toContain('approved by cto: A migration is on its way');
});

test('what was violated, unknown and skipped is counted', () => {
  expect(junit.render(leaning, options)).toMatch(
    /<testsuite name="[^"]*" tests="16" failures="10" errors="1" skipped="1"/,
  );
});

test('a witness is what `web-acl --request` takes', () => {
  const text = junit.render(leaning, options).replaceAll('&quot;', '"').replaceAll('&apos;', "'");
  expect(text).toContain(
    `again: plumbline web-acl arn:aws:x:::kiosk-waf --request '{"country":"KP","path":"/health"}'`,
  );
});

test('what could not be read is told though every finding passes: it may hide what nobody judged', async () => {
  const unread = {
    ...refusedAt,
    type: 'AWS::ECS::Service',
    account: '111122223333',
    region: 'sa-east-1',
    property: null,
  };
  const given = audit({
    findings: [finding({})],
    unread: [unread, { ...unread, property: 'Live.Tasks', exception }],
  });
  const xml = junit.render(given, options);
  expect(xml).toMatch(/<testsuites name="plumbline" tests="3" failures="0" errors="1"/);
  expect(xml).toContain(
    '<testcase name="the list of AWS::ECS::Service in 111122223333/sa-east-1" classname="unread"',
  );
  expect(xml).toMatch(/<skipped message="accepted as unknown by EX-1 until 2027-01-31; [^"]+"\/>/);
  expect((await validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema })).errors).toEqual([]);
});

const exception = { id: 'EX-1', expires: '2027-01-31' };
const refusedAt = {
  kind: 'refused',
  operation: 'ecs:ListServices',
  reason: 'AccessDeniedException',
  message: 'no',
} as const;

test('the findings of many policies are looked through once', () => {
  const readsOf = (count: number) => {
    let reads = 0;
    const ids = Array.from({ length: count }, (_, at) => `p${at}`);
    const findings = ids.map((id) =>
      Object.defineProperty(finding({}), 'policy', {
        get: () => {
          reads += 1;
          return id;
        },
      }),
    );
    const policies = ids.map((id) => ({ id, title: id, file: `${id}.json`, sha256: '' }));
    junit.render(audit({ findings, policies }), options);
    return reads / count;
  };
  expect(readsOf(200)).toBe(readsOf(20));
});
