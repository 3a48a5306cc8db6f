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
  // What was interrupted may still hold sockets; anything else ends by itself, once its output is written.
  if (shell.signal.aborted) process.exit(status);
  process.exitCode = status;
}
