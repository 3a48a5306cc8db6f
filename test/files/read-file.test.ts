import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readBytes, readDocument, readText } from '../../src/files/read-file.ts';
import { UnfitFile } from '../../src/files/unfit-file.ts';

let dir = '';
const at = (name: string) => join(dir, name);
const server = createServer();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-'));
  mkdirSync(at('policies/..data'), { recursive: true });
  mkdirSync(at('elsewhere'));
  writeFileSync(at('policies/own.json'), 'own');
  writeFileSync(at('policies/..data/mounted.json'), 'mounted');
  writeFileSync(at('elsewhere/secret'), 'AKIASECRET');
  symlinkSync('..data/mounted.json', at('policies/mounted.json'));
  symlinkSync('../elsewhere/secret', at('policies/out.json'));
  symlinkSync('elsewhere', at('linked'));
  symlinkSync('/', at('policies/root'));
  symlinkSync('loop', at('loop'));
  execFileSync('mkfifo', [at('pipe')]);
  await new Promise<void>((resolve) => void server.listen(at('socket'), resolve));
});
afterAll(() => {
  server.close();
  rmSync(dir, { recursive: true });
});

test.each([
  ['a pipe nobody writes to', 'pipe', 'it is a pipe, not a file'],
  ['a socket', 'socket', 'it is a socket, not a file'],
  ['a folder', 'policies', 'it is a folder, not a file'],
  ['a device without an end', '/dev/zero', 'it is a device, not a file'],
  ['a link to another folder', 'policies/out.json', /^it is a link to .*secret, out of .*policies; name/],
])('%s is not read, and does not block', (_, name, message) => {
  const read = () => readText(name.startsWith('/') ? name : at(name), { most: 100 });
  expect(read).toThrow(UnfitFile);
  expect(read).toThrow(message);
});

test.each([
  ['as large as it may be', 100, true],
  ['larger', 101, false],
])('a file that is %s', (_, size, isRead) => {
  writeFileSync(at('large'), 'x'.repeat(size));
  const read = () => readBytes(at('large'), { most: 100 }).length;
  if (isRead) expect(read()).toBe(size);
  else expect(read).toThrow('it is larger than');
});

test.each([
  ['Latin-1', Buffer.from('Stör', 'latin1'), 'it is in other letters, not UTF-8'],
  ['UTF-16, as PowerShell writes it', Buffer.from('\ufeff{}', 'utf16le'), 'it is UTF-16, not UTF-8'],
])('a text in %s is not read: what it names would match nothing', (_, bytes, message) => {
  writeFileSync(at('letters'), bytes);
  expect(() => readText(at('letters'), { most: 100 })).toThrow(message);
  expect(readBytes(at('letters'), { most: 100 })).toEqual(bytes);
});

test('what says it has no size is read only as far as it may be', () => {
  expect(() => readBytes('/proc/self/maps', { most: 10 })).toThrow(UnfitFile);
});

test('a link inside its folder is followed, as those of a mounted ConfigMap are', () => {
  expect(readText(at('policies/mounted.json'), { most: 100 })).toBe('mounted');
  expect(readDocument(at('policies/mounted.json'), at('policies'))).toBe('mounted');
});

test.each([
  ['a file of the folder', 'policies/out.json'],
  ['a folder of the folder', 'policies/root/etc/hostname'],
])('a link out of the named folder is not followed, though it is %s', (_, name) => {
  expect(() => readDocument(at(name), at('policies'))).toThrow(/out of|no such file/);
});

test('a folder that is itself a link elsewhere is not listed', () => {
  expect(readDocument(at('policies'))).toContain('own.json');
  expect(readDocument(at('linked'))).toEqual(['secret']);
  expect(() => readDocument(at('policies/root'))).toThrow(UnfitFile);
});

test.each([
  ['nothing', 'none'],
  ['a link to itself', 'loop'],
  ['something below a file', 'elsewhere/secret/x'],
])('of %s the file system’s own error is told', (_, name) => {
  expect(() => readText(at(name), { most: 100 })).toThrow(/^E[A-Z]+: /);
});
