import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { createProgram } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';

const texts = [
  ...['README.md', 'CONTRIBUTING.md'],
  ...readdirSync('docs').flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
  ...readdirSync('deploy').map((file) => `deploy/${file}`),
];

const lines = texts.flatMap((file) =>
  commandLinesOf(readFileSync(file, 'utf8')).map((line) => [file, line] as const),
);

test.each(lines)('%s: plumbline understands %j', (_, line) => {
  expect(mistakeIn(wordsOf(line))).toBeUndefined();
});

test('each file that deploys runs an audit that tells', () => {
  const running = lines.filter(
    ([file, line]) => file.startsWith('deploy/') && /^audit .*--notify/.test(line),
  );
  expect(running.map(([file]) => file)).toEqual([
    'deploy/cloudformation.yaml',
    'deploy/kubernetes-cronjob.yaml',
    'deploy/plumbline.service',
  ]);
});

test.each([
  ['an option that there is not', 'audit --nottify', '--nottify'],
  ['a command that there is not', 'adit', 'adit'],
  ['an option of another command', 'validate --notify', '--notify'],
])('%s is a mistake', (_, line, mistake) => {
  expect(mistakeIn(wordsOf(line))).toBe(mistake);
});

/** What stands after `plumbline`, or `node dist/main.js`, in code, a unit, a shell script or a list of a template. */
function commandLinesOf(text: string): readonly string[] {
  const lists = [...text.matchAll(/Command: \[([^\]]+)\]/g)].map(([, list = '']) =>
    list.replaceAll(', ', ' ').replaceAll('!Ref ', ''),
  );
  const code = [
    ...text.matchAll(
      /^(?: {2,}|\s*-? ?run: |ExecStart=\/usr\/local\/bin\/)(?:.*&& |\$ |[A-Z_]+=\S+ )?(?:npx )?(?:plumbline|node dist\/main\.js) (.+)$/gm,
    ),
  ];
  const spans = [...text.matchAll(/`(?:plumbline|node dist\/main\.js) ([a-z][^`]*)`/g)];
  return [...lists, ...[...code, ...spans].map(([, line = '']) => line)];
}

/** The words of a command line, without what is of the shell. */
function wordsOf(line: string): readonly string[] {
  const [own = ''] = line.split(/ (?:\|\||&&|\||>|;|#) ?| {2,}#?| #/);
  const whole = own.replace('sha256:…', `sha256:${'0'.repeat(64)}`);
  return [...whole.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}

/** The first word that is no command and no option of one. */
function mistakeIn(words: readonly string[]): string | undefined {
  let command: Command = createProgram(fakeShell(), () => undefined);
  let rest = words;
  for (let sub = named(command, rest[0]); sub; sub = named(command, rest[0])) {
    command = sub;
    rest = rest.slice(1);
  }
  if (command.commands.length > 0 && !/^-/.test(rest[0] ?? '-')) return rest[0];
  // Of these two Commander makes an end at once.
  const { unknown } = command.parseOptions(rest.filter((word) => !/^--(help|version)$/.test(word)));
  return unknown[0];
}

const named = (command: Command, word: string | undefined): Command | undefined =>
  command.commands.find((sub) => sub.name() === word);
