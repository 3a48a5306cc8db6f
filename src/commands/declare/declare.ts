import { type Command, Option } from 'commander';
import { digest } from '../option-values.ts';
import type { Shell } from '../shell.ts';

/** Takes the exit status of a command. */
export type End = (status: number) => void;

/** Adds commands to the program. Each is loaded when it runs: `--help` and `validate` load no SDK client. */
export type Declare = (program: Command, shell: Shell, end: End) => void;

export const policyArgument = [
  '[policy...]',
  'policy files or folders of them (default: ./policies)',
] as const;
export const configOption = [
  '--config <file>',
  'accounts, their roles and regions, and policies unless some are named: plumbline.config.json',
] as const;

export const digestOption = (): Option =>
  new Option('--digest <sha256>', 'the digest the evidence must have; any other is refused').argParser(
    digest,
  );
