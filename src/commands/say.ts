import { fitted } from '../text/page.ts';
import type { Shell } from './shell.ts';

/**
 * Says it beside what a command prints: a line is wrapped between words where a terminal is too narrow for it, and stays
 * one in a log.
 */
export const say = (shell: Pick<Shell, 'err' | 'errWidth'>, text: string): void =>
  shell.err(`${fitted(text, shell.errWidth)}\n`);
