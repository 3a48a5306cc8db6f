#!/usr/bin/env node
import { version } from './version.ts';

// Asking for the version loads nothing else: scripts and prompts ask often.
if (process.argv.length === 3 && ['--version', '-V'].includes(process.argv[2] ?? '')) {
  process.stdout.write(`${version}\n`);
} else {
  const [{ failed, run }, { shellOf }] = await Promise.all([
    import('./commands/program.ts'),
    import('./commands/shell.ts'),
  ]);
  const shell = shellOf(process);
  process.once('uncaughtException', (error) => process.exit(failed(error, shell)));
  const status = await run(process.argv.slice(2), shell);
  if (!shell.signal.aborted) await Promise.all([process.stdout, process.stderr].map(written));
  // What was given up, when the time was over or by an interruption, may still be at it: a socket, or a program that
  // was to give credentials.
  process.exit(status);
}

/** Settles when all that was written has gone, or has nowhere to go. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write('', () => resolve()));
}
