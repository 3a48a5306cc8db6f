import { expect, test } from '@jest/globals';
import { run } from '../../src/commands/program.ts';
import { fakeShell } from '../support/shell.ts';

test.each([
  ['an unknown command', ['audti'], '(Did you mean audit?)'],
  ['the region as the AWS CLI is given it', ['audit', '--region', 'x'], '(AWS_REGION names the region'],
  ['the profile as the AWS CLI is given it', ['audit', '--profile', 'x'], '(AWS_PROFILE names the profile)'],
  ['a command of other tools', ['lint'], '(Did you mean validate?)'],
  ['an unknown option', ['audit', '--evidense', 'x'], '(Did you mean --evidence?)'],
  ['what a command does not understand', ['init', '--nope'], '(plumbline init --help shows'],
  ['an unknown command of a command', ['store', 'cop'], '(plumbline store --help shows'],
  ['an option without its value', ['audit', '--output'], 'argument missing'],
  ['options that exclude each other', ['audit', '--evidence', 'a', '--record', 'b'], 'cannot be used with'],
  ['a country that is none', ['web-acl', '--from', 'KPX'], '"KPX" is not a country code'],
  ['a code no country has', ['web-acl', '--from', 'KP,UK'], 'did you mean GB (United Kingdom)?'],
  ['an allowed country that is none', ['web-acl', '--allow-only', 'Iran'], 'did you mean IR (Iran)?'],
  ['both lists of countries', ['web-acl', '--from', 'KP', '--allow-only', 'BR'], 'cannot be used with'],
  ['a rate that is none', ['web-acl', '--rate', '2000'], 'REQUESTS/SECONDS'],
  ['a request that is no JSON', ['web-acl', '--request', '{'], 'not valid JSON'],
  ['nothing at all', [], 'Usage: plumbline'],
])('%s is wrong use, and says what is', async (_, argv, hint) => {
  const shell = fakeShell();
  expect(await run(argv, shell)).toBe(64);
  expect(shell.said.err).toContain(hint);
  expect(shell.said.out).toBe('');
});

test.each([[['--help']], [['help']], [['audit', '--help']], [['web-acl', '--help']]])(
  '%j explains, with the exit statuses',
  async (argv) => {
    const shell = fakeShell();
    expect(await run(argv, shell)).toBe(0);
    expect(shell.said.out).toMatch(/Usage: plumbline[\s\S]*Examples:[\s\S]*Exit status:/);
    expect(shell.said.err).toBe('');
  },
);

test('--help names every command and where credentials come from', async () => {
  const shell = fakeShell();
  await run(['--help'], shell);
  for (const word of ['audit', 'validate', 'rules', 'permissions', 'web-acl', 'AWS_PROFILE', 'AWS_REGION'])
    expect(shell.said.out).toContain(word);
});

test('an interrupted command says so and exits 130', async () => {
  const interrupt = new AbortController();
  const shell = fakeShell({ signal: interrupt.signal });
  const ended = run(['rules'], shell);
  interrupt.abort();
  expect(await ended).toBe(130);
  expect(shell.said.err).toBe('interrupted\n');
});

test('a hostile argument cannot steer the terminal', async () => {
  const shell = fakeShell();
  await run(['audit', '--x\u001b[2J\u202e'], shell);
  expect(shell.said.err.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test.each([
  ['--help'],
  ['audit', '--help'],
  ['web-acl', '--help'],
  ['history', '--help'],
  ['rules'],
  ['rules', 'autoscaling'],
])('at 80 columns no line of plumbline %s %s is wider', async (...argv) => {
  const shell = fakeShell({ width: 80 });
  expect(await run(argv, shell)).toBe(0);
  expect(shell.said.out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
