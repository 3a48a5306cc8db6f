import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { subjectsIn } from '../../../src/commands/web-acl/documents.ts';
import { UserError } from '../../../src/model/user-error.ts';

function read(name: string, text: string, asked = {}) {
  const file = join(mkdtempSync(join(tmpdir(), 'plumbline-')), name);
  writeFileSync(file, text);
  return [...subjectsIn(file, asked)];
}

const acl = { WebACL: { Name: 'kiosk-waf' }, Country: ['KP'], Rate: { requests: 2000, seconds: 300 } };

test("a document asks its own questions, and the command's outweigh them", () => {
  const text = JSON.stringify(acl, null, 2);
  expect(read('acl.json', text)).toEqual([
    { kind: 'document', document: acl, question: { from: acl.Country, rate: acl.Rate } },
  ]);
  const rate = { requests: 1, seconds: 60 };
  for (const asked of [
    { from: ['IR'], rate },
    { allowOnly: ['BR'], rate },
  ])
    expect(read('acl.json', text, asked)).toEqual([{ kind: 'document', document: acl, question: asked }]);
});

test('an .ndjson is a document a line; a wrong line is named and the others are answered', () => {
  const lines = [JSON.stringify(acl), '', '{', JSON.stringify({ WebACl: {} }), JSON.stringify(acl)];
  expect(
    read('acls.ndjson', lines.join('\r\n')).map((subject) =>
      'message' in subject ? subject.message : subject.kind,
    ),
  ).toEqual([
    'document',
    expect.stringMatching(/^line 3: not valid JSON: /),
    'line 4: it has no WebACL',
    'document',
  ]);
});

test.each([
  ['[]', 'not a JSON object with a WebACL'],
  ['null', 'not a JSON object with a WebACL'],
  ['{"WebACL": []}', 'it has no WebACL'],
  ['{"WebACL": {}, "IPSets": []}', 'IPSets is not an object'],
  ['{"WebACL": {}, "Country": []}', 'Country is not a list of country codes, such as ["KP"]'],
  ['{"WebACL": {}, "Country": [1]}', 'Country is not a list of country codes, such as ["KP"]'],
  [
    '{"WebACL": {}, "Country": ["KP", "kp"]}',
    'Country: "kp" is not a country code of ISO 3166-1; did you mean KP (North Korea)?',
  ],
  [
    '{"WebACL": {}, "Rate": {"requests": 0, "seconds": 300}}',
    'Rate is not {"requests", "seconds"} with two positive whole numbers',
  ],
])('%s is a mistake', (text, message) => {
  expect(read('acl.json', text)).toEqual([{ kind: 'mistake', message }]);
});

test('a file that is not there is the mistake of who named it', () => {
  expect(() => subjectsIn('/nowhere/acl.json', {})).toThrow(UserError);
});
