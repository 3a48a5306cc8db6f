import { describe, expect, test } from '@jest/globals';
import { parse } from '../../src/documents/parse.ts';
import { ANY, meaningOf } from '../../src/model/meaning.ts';
import type { Resource } from '../../src/model/resource.ts';
import { createResource } from '../../src/model/resource.ts';
import { judgeExpectation } from '../../src/pipeline/expect.ts';

const meaning = meaningOf({
  unset: [
    {
      source: 'https://docs.aws.amazon.com/',
      none: ['Key', 'Breaker', 'Live.Definition.Role', 'Live.Definition.Containers[].Health'],
      empty: ['Exports', 'Live.Definition.Containers[].Ports'],
      is: { Window: 0, Propagate: 'NONE' },
      decidedBy: {
        Mode: 'the daemon',
        Groups: "the VPC's default security group",
        'Live.Definition.Containers[].User': 'the image',
      },
    },
    { source: '', where: { Encrypted: false }, none: ['Kms'] },
    { source: '', where: { Protocol: ['TCP', 'UDP'] }, none: ['Policy'] },
    { source: '', where: { Protocol: 'TLS' }, is: { Policy: 'default' } },
    { source: '', where: { Strategy: ANY }, none: ['Launch'] },
    {
      source: '',
      throughout: true,
      none: ['Linux.Capabilities', 'Live.Definition.Containers[].Linux.Capabilities'],
      empty: ['Linux.Capabilities.Add', 'Live.Definition.Containers[].Linux.Capabilities.Add'],
      is: { 'Breaker.Rollback': false },
      decidedBy: { 'Breaker.Strategy': 'the scheduler' },
    },
    { source: '', none: ['Linux', 'Live.Definition.Containers[].Linux'], is: { 'Breaker.Threshold': 50 } },
  ],
});

const containers = [
  { Name: 'app', User: '1000', Health: { Retries: 3 }, Ports: [{ Port: 80 }] },
  { Name: 'log', User: undefined },
];

const whole: object = {
  Key: undefined,
  Live: { Definition: { Containers: containers } },
};

type Row = readonly [path: string, text: string, status: string, message?: string];

function judge(properties: object, path: string, text: string, of: Partial<Resource> = {}) {
  const resource = { properties, ...of } as Resource;
  const wanted = parse(text, { comments: false, whole: 'a policy' }).value;
  return judgeExpectation(resource, path, wanted, meaning);
}

const tables: Readonly<Record<string, readonly Row[]>> = {
  'what there is none of': [
    ['Key', 'null', 'pass', 'Key is not set'],
    ['Key', '"a"', 'fail', 'Key is not set'],
    ['Key', '{"not":"a"}', 'pass'],
    ['Key', '{"not":null}', 'fail', 'Key is not set'],
    ['Key', '["a",null]', 'pass'],
    ['Key', '["a","b"]', 'fail'],
    ['Key', '{"exactly":null}', 'pass'],
    ['Key', '{"atLeast":1}', 'fail', 'Key is not set'],
    ['Key', '{"not":{"atLeast":1}}', 'pass'],
    ['Key', '{"atLeastVersion":"1.0"}', 'fail'],
    ['Key', '{"any":"a"}', 'fail'],
    ['Key', '{"every":"a"}', 'fail'],
    ['Breaker', '{"Enable":true}', 'fail', 'Breaker is not set'],
    ['Live.Definition.Role', '{"not":null}', 'fail'],
    ['Live.Definition', '{"Role":null}', 'pass', 'Live.Definition.Role is not set'],
    ['Live.Definition', '{"Role":"a"}', 'fail', 'Live.Definition.Role is not set'],
  ],
  'a member of what is not set, of which nothing holds but that it is not set': [
    ['Breaker.Enable', 'true', 'fail', 'Breaker is not set'],
    ['Breaker.Enable', 'false', 'fail'],
    ['Breaker.Enable', '{"not":true}', 'fail', 'Breaker is not set'],
    ['Breaker.Enable', '{"not":false}', 'fail', 'Breaker is not set'],
    ['Breaker.Enable', '{"not":{"not":true}}', 'fail'],
    ['Breaker.Enable', '{"not":null}', 'fail', 'Breaker is not set'],
    ['Breaker.Enable', 'null', 'pass', 'Breaker is not set'],
    ['Breaker.Enable', '[true,null]', 'pass'],
    ['Breaker.Enable', '{"oneOf":[{"not":false},null]}', 'pass'],
    ['Breaker', '[null,{"Enable":{"not":false}}]', 'pass', 'Breaker is not set'],
    ['Breaker.Names', '{"none":"a"}', 'fail'],
    ['Breaker.Names', '{"every":"a"}', 'fail'],
    ['Breaker.Names', '{"not":["a"]}', 'fail'],
    // That is its default where there is a breaker.
    ['Breaker.Threshold', '50', 'fail', 'Breaker is not set'],
    ['Breaker.Threshold', '{"not":50}', 'fail'],
  ],
  'a member of what is not set, of which AWS says what it then is': [
    ['Breaker.Rollback', 'false', 'pass', 'Breaker.Rollback is false'],
    ['Breaker.Rollback', 'true', 'fail', 'Breaker.Rollback is false'],
    ['Breaker.Rollback', '{"not":false}', 'fail', 'Breaker.Rollback is false'],
    ['Breaker', '{"Rollback":{"not":true}}', 'pass'],
    ['Breaker.Strategy', '"a"', 'fail', 'Breaker.Strategy is not set'],
    ['Breaker.Strategy', '{"not":"a"}', 'unknown', 'Breaker.Strategy is not set: the scheduler decides'],
    ['Breaker', '{"Strategy":{"not":"a"}}', 'unknown', 'Breaker.Strategy is not set: the scheduler decides'],
    ['Breaker', '{"not":{"Strategy":"a"}}', 'unknown'],
    ['Breaker.Strategy', '{"not":null}', 'fail'],
    ['Breaker', '{"Rollback":false,"Enable":true}', 'fail', 'Breaker is not set'],
    ['Linux.Capabilities.Add', '{"none":"SYS_ADMIN"}', 'pass', 'Linux.Capabilities.Add is []'],
    ['Linux.Capabilities.Add', '{"includes":["SYS_ADMIN"]}', 'fail'],
    ['Linux.Capabilities.Drop', '{"includes":["ALL"]}', 'fail', 'Linux.Capabilities is not set'],
    ['Live.Definition.Containers', '{"every":{"Linux":{"Capabilities":{"Add":{"none":"ALL"}}}}}', 'pass'],
    ['Live.Definition.Containers', '{"none":{"Linux":{"Capabilities":{"Drop":{"any":"ALL"}}}}}', 'pass'],
    ['Live.Definition.Containers', '{"every":{"Linux":{"Capabilities":{"Drop":{"any":"ALL"}}}}}', 'fail'],
  ],
  'a list that is empty': [
    ['Exports', '[]', 'pass', 'Exports is []'],
    ['Exports', '{"any":"audit"}', 'fail', 'Exports is []'],
    ['Exports', '{"includes":["audit"]}', 'fail'],
    ['Exports', '{"none":"audit"}', 'pass'],
    ['Exports', '{"every":"audit"}', 'pass'],
    ['Exports', '["audit"]', 'fail'],
    ['Exports', '{"not":["audit"]}', 'pass'],
  ],
  'what has a default': [
    ['Window', '0', 'pass', 'Window is 0'],
    ['Window', '{"atLeast":3600}', 'fail', 'Window is 0'],
    ['Propagate', '{"not":"NONE"}', 'fail', 'Propagate is "NONE"'],
  ],
  'what something else decides is not set, and what it is not cannot be told': [
    ['Mode', '"host"', 'fail', 'Mode is not set'],
    ['Mode', '{"not":"host"}', 'unknown', 'Mode is not set: the daemon decides'],
    ['Mode', 'null', 'pass', 'Mode is not set'],
    ['Mode', '{"not":null}', 'fail', 'Mode is not set'],
    ['Mode', '{"not":["host","task"]}', 'unknown'],
    ['Mode', '{"not":{"exactly":"host"}}', 'unknown'],
    ['Mode', '{"not":{"not":"host"}}', 'unknown'],
    ['Mode', '["host",null]', 'pass'],
    ['Mode', '{"Inner":{"not":"host"}}', 'unknown', 'Mode is not set: the daemon decides'],
    ['Mode', '{"Inner":{}}', 'fail'],
    ['Groups', '{"not":[]}', 'unknown'],
    ['Groups', '["sg-1"]', 'fail', 'Groups is not set'],
    ['Groups', '{"includes":["sg-1"]}', 'fail'],
    ['Groups', '{"none":"sg-1"}', 'unknown'],
    ['Groups', '{"not":{"any":"sg-1"}}', 'unknown'],
    ['Groups', '{"any":"sg-1"}', 'fail'],
  ],
  'inside the elements of a list': [
    ['Live.Definition.Containers', '{"every":{"User":{"not":"root"}}}', 'unknown'],
    ['Live.Definition.Containers', '{"none":{"User":"root"}}', 'unknown'],
    ['Live.Definition.Containers', '{"none":{"User":"1000"}}', 'fail'],
    ['Live.Definition.Containers', '{"any":{"User":"1000"}}', 'pass'],
    ['Live.Definition.Containers', '{"every":{"User":"1000"}}', 'fail'],
    ['Live.Definition.Containers', '{"every":{"User":{"not":null}}}', 'fail'],
    ['Live.Definition.Containers', '{"every":{"Health":{"not":null}}}', 'fail'],
    ['Live.Definition.Containers', '{"any":{"Health":null,"Name":"log"}}', 'pass'],
    ['Live.Definition.Containers', '{"none":{"Ports":{"any":{"Port":22}}}}', 'pass'],
    ['Live.Definition.Containers', '{"every":{"Ports":{"any":{"Port":80}}}}', 'fail'],
    ['Live.Definition.Containers', '{"exactly":[{},{}]}', 'fail'],
  ],
  'of what nothing is said nothing is known': [
    ['Other', 'true', 'unknown', 'Other is not among what AWS shows'],
    ['Other', '{"not":true}', 'unknown'],
    ['Other', 'null', 'unknown'],
    ['Live.Definition.Containers', '{"none":{"Other":1}}', 'unknown'],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  test.each(rows)('%s held against %s is %s', (...[path, text, status, message]: Row) => {
    const verdict = judge(whole, path, text);
    expect(verdict).toMatchObject({ status, ...(message !== undefined && { message }) });
  });
});

describe('a dotted path means what the object means that it is written in', () => {
  const wanted = [
    'true',
    '{"not":true}',
    '{"not":false}',
    '{"not":null}',
    '["a","b"]',
    '{"oneOf":[true,false]}',
    '{"not":["a"]}',
    '{"any":"a"}',
    '{"none":"a"}',
    '{"atLeast":1}',
    '{"not":{"not":1}}',
    '{"Inner":{"not":1}}',
  ];
  const holders = [
    {},
    { Breaker: { Enable: true, Rollback: true } },
    { Breaker: { Enable: ['a'], Rollback: ['b'] } },
    { Breaker: { Enable: null, Rollback: undefined } },
    { Other: { Enable: 1 } },
  ];
  const rows = ['Breaker.Enable', 'Breaker.Rollback', 'Other.Enable', 'Mode.Enable'].flatMap((path) =>
    wanted.map((text) => [path, text] as const),
  );
  test.each(rows)('%s: %s', (path, text) => {
    const [outer = '', inner = ''] = path.split('.');
    const verdicts = holders.map((properties) => [
      judge(properties, path, text).status,
      judge(properties, outer, `{"${inner}":${text}}`).status,
    ]);
    expect(verdicts.map(([dotted]) => dotted)).toEqual(verdicts.map(([, nested]) => nested));
  });
});

const conditions: readonly (readonly [sentence: string, properties: object, path: string, status: string])[] =
  [
    ['where the condition is so', { Encrypted: false }, 'Kms', 'pass'],
    ['not where it is otherwise', { Encrypted: true }, 'Kms', 'unknown'],
    ['not where what it hangs on is left out as well', {}, 'Kms', 'unknown'],
    ['where it is one of several', { Protocol: 'UDP' }, 'Policy', 'pass'],
    ['not where it is another', { Protocol: 'HTTP' }, 'Policy', 'unknown'],
    ['where there is something, whatever it is', { Strategy: ['spot'] }, 'Launch', 'pass'],
    ['not where there is nothing', { Strategy: null }, 'Launch', 'unknown'],
  ];

test.each(conditions)('absence is read %s', (_, properties, path, status) => {
  expect(judge(properties, path, 'null').status).toBe(status);
});

test('the first of several meanings whose condition is so counts', () => {
  expect(judge({ Protocol: 'TLS' }, 'Policy', '"default"').status).toBe('pass');
});

test.each([
  ['is being made', { state: 'creating', serves: false, moving: true }, 'unknown'],
  ['has no status', { state: 'without a status', serves: false, moving: true }, 'unknown'],
  ['is being changed', { state: 'modifying', serves: true, moving: true }, 'pass'],
  ['is stopped', { state: 'stopped', serves: false, moving: false }, 'pass'],
])('of what %s absence is read so', (_, condition, status) => {
  expect(judge(whole, 'Key', '{"not":"a"}', { condition }).status).toBe(status);
});

test.each(['{"not":{"Inner":{"A":1}}}', '{"Inner":{"A":1}}'])(
  'what is being made may yet have the object that %s is about',
  (text) => {
    const making = { state: 'creating', serves: false, moving: true };
    expect(judge({ Outer: { Other: 1 } }, 'Outer', text, { condition: making }).status).toBe('unknown');
  },
);

test.each(['Key', 'Live', 'Live.Definition.Role'])('a gap in %s is no absence', (property) => {
  const { properties } = createResource({
    properties: whole,
    gaps: [{ property, kind: 'not-in-evidence', operation: 'x:Y' }],
  } as unknown as Resource);
  const path = property === 'Live' ? 'Live.Definition.Role' : property;
  for (const text of ['null', '{"not":"a"}', '"a"'])
    expect(judge(properties, path, text).status).toBe('unknown');
});

test('without a meaning no absence tells anything', () => {
  const verdict = judgeExpectation({ properties: whole } as Resource, 'Key', { not: 'a' });
  expect(verdict.status).toBe('unknown');
});

describe('what AWS shows by its name is of the same account and region', () => {
  const named = meaningOf({ forms: { ARN: ['Source'] } });
  const home = { account: '111122223333', region: 'sa-east-1' };
  test.each([
    ['arn:aws:rds:sa-east-1:111122223333:db:menu', 'pass'],
    ['arn:aws:rds:eu-west-1:111122223333:db:menu', 'fail'],
    ['arn:aws:rds:sa-east-1:444455556666:db:menu', 'fail'],
    ['arn:aws:rds:*:*:db:menu', 'pass'],
    ['arn:aws:iam::111122223333:role/menu', 'pass'],
    ['arn:aws:iam::444455556666:role/menu', 'fail'],
  ])('menu is %s: %s', (wanted, status) => {
    const resource = { ...home, properties: { Source: 'menu' } } as unknown as Resource;
    expect(judgeExpectation(resource, 'Source', wanted, named).status).toBe(status);
  });
});
