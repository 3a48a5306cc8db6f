import { expect, test } from '@jest/globals';
import { createLog, loggingShell } from '../../../src/commands/watch/log.ts';
import { fakeShell } from '../../support/shell.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1-abcdef',
  PLUMBLINE_WEBHOOK_SECRET: 'quote"and\\slash',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG',
  AWS_SESSION_TOKEN: 'FwoGZXIvYXdzEBY',
  PGPASSWORD: 'hunter22',
  HOME: '/home/plumbline',
};

test.each([
  ['a token', 'xoxb-1-abcdef'],
  ['a secret with what JSON escapes', 'quote"and\\slash'],
  ['a key', 'wJalrXUtnFEMI/K7MDENG'],
  ['a key in a URL', encodeURIComponent('wJalrXUtnFEMI/K7MDENG')],
  ['a session token', 'FwoGZXIvYXdzEBY'],
  ['the password of the store', 'hunter22'],
  ['a token of another bot', 'xoxp-999999-zzz'],
  ['a password in a URL', 'postgres://plumbline:correct-horse@db/plumbline'],
])('%s is in no line, wherever it comes from', (_, value) => {
  const shell = fakeShell({ env });
  const log = createLog(shell, 'info');
  log.info({ [value]: value, deep: { url: `https://example.com/?a=${value}` } }, `said ${value}`);
  log.error(new Error(value));
  loggingShell(shell, log, shell.signal).err(`trouble: ${value}\n`);
  expect(shell.said.err).not.toContain(value);
  expect(shell.said.err).not.toContain(JSON.stringify(value).slice(1, -1));
  expect(shell.said.err).not.toContain('correct-horse');
  for (const line of shell.said.err.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('time');
});

test('what is no secret stays, and a level leaves out what is below it', () => {
  const shell = fakeShell({ env });
  const log = createLog(shell, 'warn');
  log.info('nothing');
  log.warn('/home/plumbline');
  expect(shell.said.err).toBe('{"level":"warn","time":"2026-12-31T14:05:00.000Z","msg":"/home/plumbline"}\n');
});
