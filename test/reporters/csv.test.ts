import { expect, test } from '@jest/globals';
import { fail, unknown } from '../../src/model/verdict.ts';
import csv from '../../src/reporters/csv.ts';
import { asked, audit, finding, leaning } from '../support/audits.ts';

const options = { width: 0, color: false, verbose: false };
const render = (message: string) =>
  csv.render(audit({ findings: [finding({ verdict: fail(message) })] }), options);

test('each finding is a row, the worst first, and lines end as RFC 4180 has it', () => {
  const rows = csv.render(leaning, options).split('\r\n');
  expect(rows).toHaveLength(leaning.findings.length + leaning.unread.length + 2);
  expect(rows[0]).toMatch(/^standing,severity,policy,component,check,/);
  const standings = rows.slice(1, -1).map((row) => row.split(',', 2).join(' '));
  expect([...new Set(standings)]).toEqual([
    'fail critical',
    'fail high',
    'unknown high',
    'excepted high',
    'pass high',
    'unread ',
  ]);
  expect(rows.at(-1)).toBe('');
});

test('what is accepted as unknown stands apart, after all that is to be acted on', () => {
  const exception = { id: 'EX-1', expires: '2027-01-31' };
  const findings = [
    finding({ verdict: unknown('dark'), exception }),
    finding({ verdict: unknown('dim') }),
    finding({ verdict: fail('no') }),
  ];
  const rows = csv.render(audit({ findings }), options).split('\r\n').slice(1, -1);
  expect(rows.map((row) => row.split(',', 1)[0])).toEqual(['fail', 'unknown', 'accepted']);
});

test.each([
  ['a comma and a quote', 'a,"b"', ',"a,""b""",'],
  ['a line break, which becomes a space', 'a\nb', ',a b,'],
  ['a sum', '=1+1', ",'=1+1,"],
  ['a plus', '+1', ",'+1,"],
  ['a minus', '-1', ",'-1,"],
  ['a function', '@SUM(A1)', ",'@SUM(A1),"],
  ['a sum behind a tab', '\t=1+1', ",' =1+1,"],
  ['a sum behind a wide space', '\u3000=1+1', ",'\u3000=1+1,"],
])('a message with %s is text, whatever opens it', (_, message, shown) => {
  expect(render(message)).toContain(shown);
});

test('a row has the controls, the file and line, and who accepted a failure', () => {
  const [, first, second] = csv.render(asked, options).split('\r\n');
  expect(first).toContain(',platform,A,,,,,p.json,4,');
  expect(second).toContain('EX-1,2027-01-31,A migration is on its way,cto,p.json,9,');
});

test('a witness is what `web-acl --request` takes', () => {
  expect(csv.render(leaning, options)).toContain(',"{""country"":""KP"",""path"":""/health""}",');
});

test('what could not be read has a row of its own, though every finding passes', () => {
  const unread = {
    kind: 'refused',
    operation: 'ecs:ListServices',
    reason: 'AccessDeniedException',
    type: 'AWS::ECS::Service',
    account: '111122223333',
    region: 'sa-east-1',
    property: null,
  } as const;
  const rows = csv.render(audit({ findings: [finding({})], unread: [unread] }), options).split('\r\n');
  expect(rows.slice(1, -1).map((row) => row.split(',', 1)[0])).toEqual(['pass', 'unread']);
  expect(rows[2]?.split(',')).toHaveLength(rows[0]?.split(',').length ?? 0);
  expect(rows[2]).toContain('the list of AWS::ECS::Service in 111122223333/sa-east-1: ');
});
