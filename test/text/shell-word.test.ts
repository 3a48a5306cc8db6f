import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { shellWord } from '../../src/text/shell-word.ts';

test.each(['evidence/2026-11-27', 'it\'s $HOME `id` "x"', 'a b;c&d|e>f', '~/evidence', '*', '#1', 'é'])(
  'a shell takes %p for one word',
  (text) => {
    const seen = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
    expect(seen).toBe(text);
  },
);
test('what needs no quotes has none', () => {
  expect(shellWord('evidence/2026-11-27')).toBe('evidence/2026-11-27');
});
test('what begins like an option is none', () => {
  expect(shellWord('-rf')).toBe('./-rf');
});
test.each(['a\nb', '\u001b[2J', 'a\u202eb'])('what a terminal does not show cannot be pasted: %j', (text) => {
  expect(shellWord(text)).toBeUndefined();
});
