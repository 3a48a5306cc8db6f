import { expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { fitted } from '../../src/text/page.ts';
import { fakeShell } from '../support/shell.ts';

const digest = `sha256:${'a'.repeat(64)}`;

async function refused(errWidth: number): Promise<readonly string[]> {
  const shell = fakeShell({ errWidth });
  await run(['audit', '--evidence', 'examples/kiosk', '--digest', digest], shell);
  return shell.said.err.trimEnd().split('\n');
}

test('a mistake stays within the terminal, and what is copied stays whole', async () => {
  const lines = await refused(80);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.map((line) => line.trim())).toEqual([
    'plumbline: the evidence in examples/kiosk has the digest',
    expect.stringMatching(/^sha256:[0-9a-f]{64}, and$/),
    'was to have',
    digest,
    'it is another, or was changed since',
  ]);
});

test('in a log it is a line', async () => {
  expect(await refused(0)).toEqual([
    expect.stringMatching(/^plumbline: the evidence in .* and was to have sha256:a+$/),
    'it is another, or was changed since',
  ]);
});

test('what is wrong with the arguments stays within the terminal too', async () => {
  const shell = fakeShell({ errWidth: 60 });
  await run(['audit', '--digest', 'abc'], shell);
  expect(shell.said.err.split('\n').filter((line) => line.length > 60)).toEqual([]);
  expect(shell.said.err).toContain('64');
});

test('what fits stays as it is laid out', () => {
  expect(fitted('    a  b\n  c', 40)).toBe('    a  b\n  c');
});

test.each([
  [
    'name the policies to judge it by: plumbline audit POLICIES --evidence "the last one"',
    'name the policies to judge it by:\n  plumbline audit POLICIES --evidence "the last one"',
  ],
  [
    'plumbline: there is nothing of that name to be read here, nor anywhere else',
    'plumbline: there is nothing of that name to be read here,\n  nor anywhere else',
  ],
])('a command that does not fit stays whole: %s', (text, lines) => {
  expect(fitted(text, 60)).toBe(lines);
  expect(fitted(text, 0)).toBe(text);
});
