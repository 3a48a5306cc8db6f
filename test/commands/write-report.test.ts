import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeReport } from '../../src/commands/write-report.ts';
import { UserError } from '../../src/model/user-error.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'plumbline-'));

test('a report replaces the one before, and leaves nothing beside it', () => {
  const dir = folder();
  writeReport(join(dir, 'report.json'), 'old');
  writeReport(join(dir, 'report.json'), 'new');
  expect(readdirSync(dir)).toEqual(['report.json']);
  expect(readFileSync(join(dir, 'report.json'), 'utf8')).toBe('new');
});

test('a folder that does not exist is the mistake of who named it', () => {
  const dir = folder();
  expect(() => writeReport(join(dir, 'none', 'report.json'), 'x')).toThrow(UserError);
  expect(readdirSync(dir)).toEqual([]);
});
