import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const files = readdirSync('src/collectors', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

test.each(files)('%s imports the SDK for its types only: auditing from evidence loads none of it', (file) => {
  const imports =
    readFileSync(`src/collectors/${file}`, 'utf8').match(/^import [^;]*'@aws-sdk\/[^']+'/gm) ?? [];
  expect(imports.filter((line) => !line.startsWith('import type '))).toEqual([]);
});
