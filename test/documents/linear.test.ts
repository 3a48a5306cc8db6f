import { expect, test } from '@jest/globals';
import { renderMistakes } from '../../src/documents/mistake.ts';
import { parse } from '../../src/documents/parse.ts';
import { isDeeperThan } from '../../src/text/json-depth.ts';
import { withoutCommands } from '../../src/text/without-commands.ts';

const options = { comments: false, whole: 'a policy' };
const lines = (line: string, count: number) => Array(count).fill(line).join('\n');

test.each([
  [
    'comments',
    `{\n${lines('// a', 50_000)}\n}`,
    50_000,
    'JSON has no comments; remove it, or name the file .jsonc',
  ],
  [
    'keys that stand twice',
    `{${lines('"a": 1,', 49_999)}"a": 1}`,
    49_999,
    '"a" stands twice here, first on line 1; remove one of them',
  ],
  ['missing commas', `[${lines('1', 50_000)}]`, 49_999, 'a comma is missing after this'],
])('fifty thousand %s are each told with their line, and fifty of them shown', (_, text, count, message) => {
  const mistakes = parse(text, options).mistakes.map((mistake) => ({ file: 'a.json', ...mistake }));
  expect(mistakes).toHaveLength(count);
  expect(new Set(mistakes.map((mistake) => mistake.message))).toEqual(new Set([message]));
  const shown = renderMistakes(mistakes, { color: false, width: 0 }).split('\n');
  expect(shown).toHaveLength(151);
  expect(shown.at(-1)).toBe(`a.json  and ${count - 50} more`);
});

test.each([
  ['brackets', '['.repeat(2_000), 1, 201],
  ['objects', '{"a":\n'.repeat(1_000), 201, 1],
])('%s too deep for any document are a mistake with a place', (_, text, line, column) => {
  expect(parse(text, options).mistakes).toMatchObject([
    { line, column, message: 'here it is nested deeper than 200' },
  ]);
});

test.each([
  ['a key', `{"${'k'.repeat(1001)}": 1}`, 'this key is longer than 1000 characters'],
  ['a text', `{"a": "${'1.'.repeat(1_000_000)}"}`, 'this text is longer than 100000 characters'],
])('%s that is longer than anybody writes is one mistake', (_, text, message) => {
  expect(parse(text, options).mistakes).toMatchObject([{ message }]);
});

test.each([
  ['values', `[${'1,'.repeat(100_001)}1]`],
  ['comments', '// c\n'.repeat(100_001)],
])('more %s than anybody writes are one mistake', (_, text) => {
  const message = 'here it holds more than 100000 values and comments';
  expect(parse(text, options).mistakes).toMatchObject([{ message }]);
});

test.each([
  ['as deep as it may be', `${'['.repeat(200)}${']'.repeat(200)}`, false],
  ['deeper', '['.repeat(201), true],
  ['of brackets in a text', JSON.stringify({ a: '['.repeat(500), b: '\\"['.repeat(500) }), false],
  ['broad', `[${'[],'.repeat(500)}[]]`, false],
])('JSON that is %s', (_, text, isDeep) => {
  expect(isDeeperThan(200, text)).toBe(isDeep);
});

test.each([
  ['a command at the beginning of a line', 'a\n::error::b', 'a\n: :error::b'],
  ['one behind spaces', '  ::error::b', '  : :error::b'],
  ['one anywhere', 'a ##[error]b ##vso[task]c', 'a # #[error]b # #vso[task]c'],
  ['what is none', 'arn:aws:rds::x ## title\n:::', 'arn:aws:rds::x ## title\n: ::'],
])('%s is none any more', (_, text, harmless) => {
  expect(withoutCommands(text)).toBe(harmless);
});
