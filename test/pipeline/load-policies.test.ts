import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { loadPolicies } from '../../src/pipeline/load-policies.ts';

const now = new Date('2026-11-24T12:00:00Z');
const sound = (id: string) =>
  JSON.stringify({ version: 1, id, title: id, components: { waf: { type: 'AWS::WAFv2::WebACL' } } });

/** A file system as an object: text, or the names in a directory. */
const load = (files: Readonly<Record<string, string | readonly string[]>>, ...paths: readonly string[]) =>
  loadPolicies(paths, { ...registered, now, read: (path) => files[path] ?? missing() });
const missing = (): never => {
  throw Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });
};
const lines = ({ mistakes }: ReturnType<typeof load>) =>
  mistakes.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);

test('a directory is all its .json and .jsonc, but not what is in directories inside, nor the schema', () => {
  const directory = ['b.jsonc', 'a.json', 'old.json', 'README.md', 'policies.schema.json'];
  const files = { p: directory, 'p/a.json': sound('a'), 'p/b.jsonc': sound('b'), 'p/old.json': ['c.json'] };
  const loaded = load(files, 'p', 'p/a.json');
  expect(lines(loaded)).toEqual([]);
  expect(loaded.policies.map(({ id, file }) => [id, file])).toEqual([
    ['a', 'p/a.json'],
    ['b', 'p/b.jsonc'],
  ]);
  expect(loaded.files).toBe(2);
});

test('what cannot be read is a mistake, and the rest is read', () => {
  const loaded = load({ 'a.json': sound('a'), empty: ['README.md'] }, 'gone.json', 'empty', 'a.json');
  expect(lines(loaded)).toEqual([
    'gone.json:0:0 no such file or folder; looked for a policy (.json, .jsonc) or a folder of them',
    'empty:0:0 this folder holds no policy; looked for *.json and *.jsonc',
  ]);
  expect(loaded.policies.map(({ id }) => id)).toEqual(['a']);
});

test('two policies with one id would share their findings', () => {
  const loaded = load({ 'a.json': sound('a'), 'b.json': sound('a').replace('1', '2') }, 'a.json', 'b.json');
  expect(lines(loaded)).toEqual([
    'b.json:1:12 "version" must be 1, not 2',
    'b.json:1:19 policy id "a" is taken by a.json; give it one of its own',
  ]);
});

test('of many with one id each names the first', () => {
  const names = Array.from({ length: 4 }, (_, at) => `p${at}.json`);
  const files = Object.fromEntries(names.map((name) => [name, sound('a')]));
  expect(lines(load(files, ...names)).map((line) => line.replace(/:\d+:\d+/, ''))).toEqual(
    names.slice(1).map((name) => `${name} policy id "a" is taken by p0.json; give it one of its own`),
  );
});

test('a policy carries the sum of its text', () => {
  const [policy] = load({ 'a.json': sound('a') }, 'a.json').policies;
  expect(policy?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('the policies we ship are sound', () => {
  const read = (path: string) =>
    statSync(path).isDirectory() ? readdirSync(path) : readFileSync(path, 'utf8');
  const loaded = loadPolicies(['policies'], { ...registered, now, read });
  expect(lines(loaded)).toEqual([]);
  expect(loaded.policies.map(({ id }) => id)).toEqual([
    'elastic-web-platform',
    'internal-service',
    'screened-traffic',
  ]);
});
