import { type DestinationStream, type Logger, pino } from 'pino';
import type { Shell } from '../shell.ts';
import type { Level } from './levels.ts';

export type Log = Logger;

/** JSON lines on the standard error. No secret of the environment stands in any of them, wherever it came from. */
export function createLog({ err, env, now }: Shell, level: Level): Log {
  const hide = hiding(env);
  const destination: DestinationStream = { write: (line) => err(hide(line)) };
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${now().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination);
}

/** The shell of what is done on and on: what it says becomes lines of the log, and nobody watches. */
export function loggingShell(shell: Shell, log: Log, signal: AbortSignal): Shell {
  const say = (text: string) => {
    const line = text.trim();
    if (line !== '') log.warn(line);
  };
  // One listener for however many pauses: Node warns of more than ten.
  const ended = aborted(signal);
  const pause = (milliseconds: number) =>
    Promise.race([shell.pause(milliseconds), ended]).then(() => undefined);
  return {
    ...shell,
    out: say,
    err: say,
    width: 0,
    errWidth: 0,
    errColor: false,
    color: false,
    watched: false,
    signal,
    pause,
  };
}

export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Variables whose values are nobody's to read. */
const secret = /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PRIVATE_KEY|ACCESS_KEY|API_KEY/i;
/** A shorter one stands in too many words. */
const shortest = 6;

function hiding(env: Shell['env']): (line: string) => string {
  const values = Object.entries(env)
    .flatMap(([name, value]) => (secret.test(name) || name === 'PGPASSWORD' ? [value ?? ''] : []))
    .filter((value) => value.length >= shortest)
    .sort((a, b) => b.length - a.length);
  const spellings = values.flatMap((value) => [
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    value,
  ]);
  return (line) =>
    spellings
      .reduce((text, value) => text.replaceAll(value, hidden), line)
      .replace(/xox[a-z]-[A-Za-z0-9-]{6,}/g, hidden)
      .replace(/(\w:\/\/[^\s/:@"]*:)[^\s/@"]+@/g, `$1${hidden}@`);
}

const hidden = '[hidden]';
