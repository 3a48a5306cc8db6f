import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../model/user-error.ts';
import { exitStatus } from './exit-status.ts';

/** What a command may use of the process it runs in. */
export interface Shell {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether colours suit the standard output. */
  readonly color: boolean;
  /** The same of the standard error. */
  readonly errColor: boolean;
  /** Columns of the terminal; 0 where the output is not one. */
  readonly width: number;
  /** The same of the standard error. */
  readonly errWidth: number;
  /** Whether a person watches the standard error. */
  readonly watched: boolean;
  /** Aborted by the first Ctrl-C, or by SIGTERM. */
  readonly signal: AbortSignal;
  /** From now on the first of them aborts this one, and the next the other: for what ends by itself. */
  readonly stopping: () => AbortSignal;
  readonly now: () => Date;
  /** Waits so many milliseconds, or until it is aborted. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function shellOf(process: NodeJS.Process): Shell {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe);
  const interrupt = new AbortController();
  const stop = new AbortController();
  let isStoppable = false;
  // It stays: to signal-exit, which guards the cursor, a last listener that goes means that the process is to die.
  for (const name of ['SIGINT', 'SIGTERM'])
    process.on(name, () => {
      if (isStoppable && !stop.signal.aborted) return stop.abort();
      if (interrupt.signal.aborted) process.exit(exitStatus.interrupted);
      interrupt.abort();
    });
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    color: wantsColor(env, stdout.isTTY),
    errColor: wantsColor(env, stderr.isTTY),
    width: widthOf(env, stdout),
    errWidth: widthOf(env, stderr),
    watched: Boolean(stderr.isTTY) && env['TERM'] !== 'dumb',
    signal: interrupt.signal,
    stopping() {
      isStoppable = true;
      return stop.signal;
    },
    now: () => new Date(),
    pause: (milliseconds) =>
      wait(milliseconds, undefined, { signal: interrupt.signal }).catch(() => undefined),
    env,
  };
}

/** COLUMNS, as POSIX has it, is what the user wants whatever the output is; else as wide as the terminal, if it is one. */
export function widthOf(
  env: Shell['env'],
  { isTTY, columns }: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>,
): number {
  const { COLUMNS = '' } = env;
  if (/^[1-9]\d{0,4}$/.test(COLUMNS)) return Number(COLUMNS);
  return isTTY ? columns || 80 : 0;
}

/** https://no-color.org and https://force-color.org; picocolors itself would colour a pipe whenever CI is set. */
export function wantsColor(env: Shell['env'], terminal: boolean): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return Boolean(terminal) && env['TERM'] !== 'dumb';
}

// `plumbline audit | head` is no error.
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw new UserError(`what is printed could not be written: ${error.message}`);
}
