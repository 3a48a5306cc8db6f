import { expect, test } from '@jest/globals';
import { parse } from '../../src/documents/parse.ts';
import { judgeExpectation } from '../../src/pipeline/expect.ts';

const properties: object = { DefaultAction: { Allow: {} }, Tags: [{ Key: 'a', Value: 'b' }] };

// As a policy's text is read, for what it is read into is not made as an answer of AWS is.
const judged = (path: string, text: string) =>
  judgeExpectation(
    { properties } as Parameters<typeof judgeExpectation>[0],
    path,
    parse(text, { comments: false, whole: 'a policy' }).value,
  ).status;

test.each([
  ['DefaultAction', '{"Allow":{}}', 'pass'],
  ['DefaultAction', '{"Block":{}}', 'fail'],
  ['DefaultAction', '{"not":{"Allow":{}}}', 'fail'],
  ['DefaultAction', '{"not":{"Block":{}}}', 'pass'],
  ['DefaultAction', '{"oneOf":[{"Block":{}},{"Allow":{}}]}', 'pass'],
  ['DefaultAction', '{"oneOf":[{"Block":{}}]}', 'fail'],
  ['Tags', '[{"Value":"b","Key":"a"}]', 'pass'],
  ['Tags', '{"not":[{"Key":"a","Value":"b"}]}', 'fail'],
])('%s held against %s, as a policy has it, is a %s', (path, text, status) => {
  expect(judged(path, text)).toBe(status);
});
