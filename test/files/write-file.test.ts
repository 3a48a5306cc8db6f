import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { amongFiles } from '../../src/files/same-file.ts';
import { createFile, targetAt, writeThrough } from '../../src/files/write-file.ts';

let dir = '';
const at = (name: string) => join(dir, name);
const write = (path: string, text: string) => writeThrough(targetAt(path), text);

function linked(link: (target: string, path: string) => void, target: string, name: string): string {
  link(target, at(name));
  return at(name);
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-'));
  writeFileSync(at('file'), 'old');
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a file is replaced whole, keeps its mode, and leaves nothing beside it', () => {
  chmodSync(at('file'), 0o640);
  write(at('file'), 'new');
  expect(readFileSync(at('file'), 'utf8')).toBe('new');
  expect((statSync(at('file')).mode & 0o777).toString(8)).toBe('640');
  expect(readdirSync(dir)).toEqual(['file']);
});

test('a device stays one', () => {
  write('/dev/null', 'x');
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
});

test.each([
  ['a folder', () => mkdirSync(at('x')), 'x', 'it is a folder, not a file'],
  ['a pipe', () => execFileSync('mkfifo', [at('x')]), 'x', 'it is a pipe, not a file'],
  ['a link to a file', () => symlinkSync('file', at('x')), 'x', 'it is a link, not a file'],
  ['a link to nothing', () => symlinkSync('none', at('x')), 'x', 'it is a link, not a file'],
  ['a link to a device', () => symlinkSync('/dev/null', at('x')), 'x', 'it is a link, not a file'],
  ['below a file', () => undefined, 'file/x', /^ENOTDIR/],
  ['in no folder', () => undefined, 'none/x', /^ENOENT/],
  ['a descriptor of Node’s own', () => undefined, '/dev/fd/7', /not a file|^ENOENT/],
])('%s is refused before anything is written, and stays', (_, prepare, name, message) => {
  prepare();
  const before = readdirSync(dir);
  expect(() => targetAt(name.startsWith('/') ? name : at(name))).toThrow(message);
  expect(readdirSync(dir)).toEqual(before);
  expect(readFileSync(at('file'), 'utf8')).toBe('old');
});

test('what is planted under a name that somebody could guess is not written to', () => {
  for (const name of [`new.${process.pid}.tmp`, 'new.part']) symlinkSync('file', at(name));
  write(at('new'), 'new');
  createFile(at('another'), 'new', 0o600);
  expect(readFileSync(at('file'), 'utf8')).toBe('old');
  expect((statSync(at('another')).mode & 0o777).toString(8)).toBe('600');
});

test('a file that is to be new replaces none', () => {
  expect(() => createFile(at('file'), 'new', 0o600)).toThrow(/^EEXIST/);
  expect(readFileSync(at('file'), 'utf8')).toBe('old');
  expect(readdirSync(dir)).toEqual(['file']);
});

test.each([
  ['the same name', () => at('file'), true],
  ['another way to it', () => join(dir, '..', dir.split('/').at(-1) ?? '', 'file'), true],
  ['a hard link', () => linked(linkSync, at('file'), 'hard'), true],
  ['a link', () => linked(symlinkSync, 'file', 'soft'), true],
  ['through a folder that is a link', () => `${linked(symlinkSync, dir, 'self')}/file`, true],
  ['another file', () => at('other'), false],
  ['below it', () => at('file/x'), true],
  ['a name that begins alike', () => at('file2'), false],
])('an input is known by %s', (_, path, isInput) => {
  expect(amongFiles(path(), [at('none'), at('file')])).toBe(isInput ? at('file') : undefined);
});

test('what stands in a folder that is read is an input', () => {
  expect(amongFiles(at('new'), [dir])).toBe(dir);
});
