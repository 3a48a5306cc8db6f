import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeFolder } from '../../src/files/make-folder.ts';

let dir = '';
const at = (name: string) => join(dir, name);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a folder is made with those it stands in, and one that is there stays', () => {
  makeFolder(at('a/b'), 0o700);
  makeFolder(at('a/b'), 0o755);
  expect(['a', 'a/b'].map((name) => (statSync(at(name)).mode & 0o777).toString(8))).toEqual(['700', '700']);
});

test.each([
  ['a file', 'file', /file is a file, not a folder$/],
  ['below a file', 'file/x', /ENOTDIR|is a file, not a folder$/],
  ['a link that leads nowhere', 'dangling', /EEXIST/],
  ['below a link that leads nowhere', 'dangling/x', /EEXIST/],
  ['a device', '/dev/null', /null is a device, not a folder$/],
  ['a file system that makes none', '/proc/nothing/here', /ENOENT|EPERM|EACCES/],
])('%s is no folder to make, and is not tried for ever', (_, name, message) => {
  writeFileSync(at('file'), '');
  symlinkSync('nowhere', at('dangling'));
  expect(() => makeFolder(name.startsWith('/') ? name : at(name))).toThrow(message);
});
