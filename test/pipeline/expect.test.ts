import { describe, expect, test } from '@jest/globals';
import { parse } from '../../src/documents/parse.ts';
import { judgeExpectation } from '../../src/pipeline/expect.ts';

const properties: object = {
  DefaultAction: { Allow: {} },
  Tags: [{ Key: 'a', Value: 'b' }],
  Engine: 'aurora-mysql',
  EngineVersion: '8.0.mysql_aurora.3.08.2',
  Plain: '16.4',
  Port: 5432,
  Encrypted: true,
  Logs: ['audit', 'error'],
  Nothing: [],
  Twice: ['a', 'b', 'a'],
  Nested: [{ Ports: [80, 80] }, { Ports: [443] }],
  Empty: '',
  Literal: 'a*b?',
  Latest: 'LATEST',
  When: '2026-11-24T12:00:00.000Z',
  WebACL: null,
  Logging: null,
  Attributes: { 'deletion_protection.enabled': 'true', 'idle_timeout.timeout_seconds': '60' },
  Since: new Date('2026-11-24T12:00:00Z'),
  Hidden: `sha256:${'0'.repeat(32)}`,
  Environment: [{ Name: 'KEY', Value: `sha256:${'0'.repeat(32)}` }],
  Containers: [
    { Name: 'app', Image: 'repo/app:1', Privileged: false },
    { Name: 'proxy', Image: 'public/envoy:2', Privileged: true },
    { Name: 'log', LogConfiguration: { LogDriver: 'awslogs' } },
  ],
};

// As a policy's text is read, for what it is read into is not made as an answer of AWS is.
const judge = (path: string, text: string) =>
  judgeExpectation(
    { properties } as Parameters<typeof judgeExpectation>[0],
    path,
    parse(text, { comments: false, whole: 'a policy' }).value,
  );

type Row = readonly [path: string, text: string, status: string];

const tables: Readonly<Record<string, readonly Row[]>> = {
  'an object names the members that count': [
    ['DefaultAction', '{"Allow":{}}', 'pass'],
    ['DefaultAction', '{"Block":{}}', 'fail'],
    ['DefaultAction', '{}', 'pass'],
    ['DefaultAction', '{"not":{"Allow":{}}}', 'fail'],
    ['DefaultAction', '{"not":{"Block":{}}}', 'pass'],
    ['DefaultAction', '{"oneOf":[{"Block":{}},{"Allow":{}}]}', 'pass'],
    ['DefaultAction', '{"oneOf":[{"Block":{}}]}', 'fail'],
    ['DefaultAction', '[{"Block":{}},{"Allow":{}}]', 'pass'],
    ['DefaultAction', '[{"Block":{}}]', 'fail'],
    ['DefaultAction', '"Allow"', 'unknown'],
    ['DefaultAction', '{"not":"Allow"}', 'unknown'],
    ['DefaultAction', '{"exactly":{"Allow":{}}}', 'pass'],
    ['DefaultAction', '{"exactly":{}}', 'fail'],
  ],
  'a scalar is compared by its text, in which * and ? are wild': [
    ['Engine', '"aurora-mysql"', 'pass'],
    ['Engine', '"Aurora-MySQL"', 'fail'],
    ['Engine', '"aurora-*"', 'pass'],
    ['Engine', '{"not":"aurora-*"}', 'fail'],
    ['Engine', '{"exactly":"aurora-*"}', 'fail'],
    ['Engine', '{"exactly":"aurora-mysql"}', 'pass'],
    ['Port', '{"exactly":"5432"}', 'pass'],
    ['Since', '{"not":{"exactly":"2026-11-24T12:00:00.000Z"}}', 'fail'],
    ['WebACL', '{"exactly":null}', 'pass'],
    ['Engine', '{"exactly":null}', 'fail'],
    ['Port', '5432', 'pass'],
    ['Port', '"5432"', 'pass'],
    ['Port', '5432.0', 'pass'],
    ['Port', '{"not":"5432"}', 'fail'],
    ['Encrypted', 'true', 'pass'],
    ['Encrypted', '"true"', 'pass'],
    ['Encrypted', '{"not":"true"}', 'fail'],
    ['Encrypted', '{"not":false}', 'pass'],
    ['Since', '"2026-11-24T*"', 'pass'],
    ['Since', '"2026-11-24T12:00:00Z"', 'pass'],
    ['When', '"2026-11-24T13:00:00+01:00"', 'pass'],
    ['When', '{"not":"2026-11-24T12:00:00Z"}', 'fail'],
    ['When', '{"exactly":"2026-11-24T12:00:00Z"}', 'pass'],
    ['When', '"2026-11-24T12:00:01Z"', 'fail'],
    ['Empty', '""', 'pass'],
    ['Empty', '"*"', 'pass'],
    ['Empty', '"?*"', 'fail'],
    ['Empty', '{"not":""}', 'fail'],
    ['Empty', '0', 'fail'],
    ['Empty', '{"atLeast":0}', 'unknown'],
    ['Literal', '"a*b?"', 'pass'],
    ['Literal', '{"exactly":"a*b?"}', 'pass'],
    ['Literal', '{"exactly":"a*"}', 'fail'],
    ['Engine', '{"exactly":"a*"}', 'fail'],
    ['Tags', '{"not":null}', 'pass'],
    ['DefaultAction', 'null', 'fail'],
    ['WebACL', 'null', 'pass'],
    ['WebACL', '"*"', 'fail'],
    ['WebACL', '{"not":null}', 'fail'],
    ['Engine', '{"not":null}', 'pass'],
    ['Logging', '{"Destinations":["a"]}', 'fail'],
    ['Logging.Destinations', '{"every":"arn:*"}', 'fail'],
    ['Logging.Destinations', '{"not":["a"]}', 'fail'],
  ],
  'a list is one of its values beside a scalar, and the elements beside a list': [
    ['Engine', '["aurora-postgresql","aurora-mysql"]', 'pass'],
    ['Engine', '["postgres","mysql"]', 'fail'],
    ['Engine', '{"not":["postgres","mysql"]}', 'pass'],
    ['Engine', '{"not":["aurora-*","mysql"]}', 'fail'],
    ['Logs', '["error","audit"]', 'pass'],
    ['Logs', '["audit"]', 'fail'],
    ['Logs', '["a*","e*"]', 'pass'],
    ['Logs', '["a*","aud*"]', 'fail'],
    ['Twice', '["a","a","b"]', 'pass'],
    ['Twice', '["b","a","a"]', 'pass'],
    ['Twice', '["a","b","b"]', 'fail'],
    ['Twice', '{"not":["a","b","b"]}', 'pass'],
    ['Twice', '{"exactly":["a","b","a"]}', 'pass'],
    ['Twice', '{"exactly":["a","a","b"]}', 'fail'],
    ['Logs', '["*","audit"]', 'pass'],
    ['Logs', '["*","?*"]', 'pass'],
    ['Nested', '{"every":{"Ports":{"any":80}}}', 'fail'],
    ['Nested', '{"any":{"Ports":{"every":80}}}', 'pass'],
    ['Nested', '{"none":{"Ports":{"any":22}}}', 'pass'],
    ['Nested', '[{"Ports":[443]},{"Ports":[80,80]}]', 'pass'],
    ['Logs', '{"exactly":["error","audit"]}', 'fail'],
    ['Logs', '{"exactly":["audit","error"]}', 'pass'],
    ['Logs', '{"exactly":["audit","error","x"]}', 'fail'],
    ['Logs', '{"exactly":"audit,error"}', 'fail'],
    ['Nothing', '{"exactly":""}', 'fail'],
    ['Tags', '{"exactly":[{"Value":"b","Key":"a"}]}', 'pass'],
    ['Tags', '{"exactly":[{"Key":"a"}]}', 'fail'],
    ['Logs', '"audit"', 'unknown'],
    ['Nothing', '[]', 'pass'],
    ['Tags', '[{"Value":"b","Key":"a"}]', 'pass'],
    ['Tags', '{"not":[{"Key":"a","Value":"b"}]}', 'fail'],
  ],
  'any, every, none and includes look at elements': [
    ['Logs', '{"any":"audit"}', 'pass'],
    ['Logs', '{"any":["slowquery","audit"]}', 'pass'],
    ['Logs', '{"includes":["audit","error"]}', 'pass'],
    ['Logs', '{"includes":["audit","slowquery"]}', 'fail'],
    ['Logs', '{"none":"slow*"}', 'pass'],
    ['Logs', '{"every":{"not":"slowquery"}}', 'pass'],
    ['Nothing', '{"any":"audit"}', 'fail'],
    ['Nothing', '{"every":"audit"}', 'pass'],
    ['Engine', '{"any":"aurora-mysql"}', 'unknown'],
    ['Containers', '{"any":{"Privileged":true}}', 'pass'],
    ['Containers', '{"none":{"Privileged":true}}', 'fail'],
    ['Containers', '{"every":{"Privileged":{"not":true}}}', 'fail'],
    ['Containers', '{"every":{"Name":"?*"}}', 'pass'],
    ['Containers', '{"any":{"LogConfiguration":{"LogDriver":"awslogs"}}}', 'pass'],
    ['Containers', '{"every":{"LogConfiguration":{"LogDriver":"awslogs"}}}', 'fail'],
  ],
  'numbers and versions are compared as such': [
    ['Port', '{"atLeast":5432}', 'pass'],
    ['Port', '{"atLeast":1024,"atMost":5000}', 'fail'],
    ['Attributes.idle_timeout.timeout_seconds', '{"atMost":60}', 'pass'],
    ['Engine', '{"atLeast":1}', 'unknown'],
    ['Plain', '{"atLeastVersion":"16.4"}', 'pass'],
    ['Plain', '{"atLeastVersion":"16.10"}', 'fail'],
    ['Plain', '{"atLeastVersion":"8.0.mysql_aurora.3.09.0"}', 'unknown'],
    ['Latest', '{"atLeastVersion":"1.4.0"}', 'unknown'],
    ['Latest', '{"not":{"atLeastVersion":"1.4.0"}}', 'unknown'],
    ['WebACL', '{"atLeast":0}', 'fail'],
    ['EngineVersion', '{"atLeastVersion":"3.08.2"}', 'pass'],
    ['EngineVersion', '{"atLeastVersion":"3.09.0"}', 'fail'],
    ['EngineVersion', '{"atLeastVersion":"8.0.mysql_aurora.3.08.0"}', 'pass'],
    ['EngineVersion', '{"atLeastVersion":"8.0.mysql_aurora.3.09.0"}', 'fail'],
    ['EngineVersion', '{"atLeastVersion":"5.7.mysql_aurora.2.11.1"}', 'pass'],
    ['EngineVersion', '{"atLeastVersion":"8.0"}', 'pass'],
    ['EngineVersion', '{"atLeastVersion":"8.4"}', 'fail'],
    ['EngineVersion', '{"atLeastVersion":"8.0.36"}', 'unknown'],
  ],
  'attributes go by their key': [
    ['Attributes', '{"deletion_protection.enabled":true}', 'pass'],
    ['Attributes.deletion_protection.enabled', 'true', 'pass'],
    ['Attributes.deletion_protection.enabled', 'false', 'fail'],
    ['Attributes.deletion_protection.enabled', '{"exactly":true}', 'pass'],
    ['Attributes.deletion_protection.enabled', '{"not":{"exactly":true}}', 'fail'],
    ['Attributes.access_logs.s3.enabled', 'false', 'unknown'],
    ['Attributes', '{"access_logs.s3.enabled":{"not":true}}', 'unknown'],
  ],
  'what AWS leaves out, or what stands for a secret, is no value': [
    ['Absent', '{"not":true}', 'unknown'],
    ['Absent', '{"oneOf":[1,2]}', 'unknown'],
    ['DefaultAction.Allow.CustomRequestHandling', '{"not":{}}', 'unknown'],
    ['Containers', '{"every":{"Privileged":false}}', 'fail'],
    ['Containers', '{"every":{"User":"1000"}}', 'unknown'],
    ['Containers', '{"none":{"User":"root"}}', 'unknown'],
    ['Hidden', '"plain"', 'unknown'],
    ['Hidden', '{"not":"plain"}', 'unknown'],
    ['Environment', '{"exactly":[{"Name":"KEY","Value":"plain"}]}', 'unknown'],
    ['Environment', '{"not":{"exactly":[{"Name":"KEY","Value":"plain"}]}}', 'unknown'],
    ['Environment', '{"exactly":[{"Name":"OTHER","Value":"plain"}]}', 'fail'],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  test.each(rows)('%s held against %s, as a policy has it, is %s', (path, text, status) => {
    expect(judge(path, text).status).toBe(status);
  });
});

test('of a list whose elements are wrong those are told that are', () => {
  expect(judge('Containers', '{"none":{"Privileged":true}}')).toMatchObject({
    message: 'Containers has (Name proxy, Image public/envoy:2, Privileged true) among 3',
  });
});

test('of elements that are objects those members are told that are wrong, however deep', () => {
  expect(judge('Containers', '{"every":{"Privileged":false,"Name":"?*"}}')).toMatchObject({
    message: 'Containers[1].Privileged is true',
    actual: [{ Name: 'proxy' }],
  });
  expect(judge('Nested', '{"every":{"Ports":{"every":{"not":443}}}}').message).toBe(
    'Nested[1].Ports is [443]',
  );
  const wanted = '{"every":{"LogConfiguration":{"LogDriver":"awsfirelens"},"Name":"log"}}';
  expect(judge('Containers', wanted).message).toBe(
    'Containers[0].LogConfiguration is not set, Containers[0].Name is "app", Containers[1].LogConfiguration is not set, ' +
      'Containers[1].Name is "proxy", Containers[2].LogConfiguration.LogDriver is "awslogs"',
  );
});

test('of an object those members are told that are wrong', () => {
  const wanted = '{"deletion_protection.enabled":false,"idle_timeout.timeout_seconds":60}';
  expect(judge('Attributes', wanted)).toMatchObject({
    message: 'Attributes.deletion_protection.enabled is "true"',
    actual: { 'deletion_protection.enabled': 'true' },
  });
});

test('what holds is told as short: the members that count, or how long a list is', () => {
  const wanted = '{"deletion_protection.enabled":true}';
  expect(judge('Attributes', wanted).message).toBe('Attributes.deletion_protection.enabled is "true"');
  expect(judge('Containers', '{"every":{"Name":"?*"}}').message).toBe(
    'Containers is as expected, a list of 3',
  );
  expect(judge('Logs', '{"any":"audit"}').message).toBe('Logs is ["audit","error"]');
});

test('what is lacking is named where an element leaves it open', () => {
  expect(judge('Containers', '{"every":{"User":"1000"}}')).toMatchObject({
    message: 'Containers[0].User is not among what AWS shows',
  });
});
