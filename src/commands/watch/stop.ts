import { exitStatus } from '../exit-status.ts';
import type { Shell } from '../shell.ts';
import { aborted, type Log } from './log.ts';
import type { Watch } from './watch.ts';

/**
 * Milliseconds that an audit may go on for, and that giving it up may take: together less than the 25 s that are given. A
 * message that is being sent is given up after 10 s, and no other is begun.
 */
const [grace, rest] = [12_000, 11_000];

interface Stopping {
  readonly stop: AbortSignal;
  readonly log: Log;
  readonly shell: Shell;
}

/** Waits until it is to stop, and lets what goes on end, or gives it up. The exit status. */
export async function stopped(watch: Watch, { stop, log, shell }: Stopping): Promise<number> {
  await Promise.race([aborted(stop), aborted(shell.signal)]);
  log.info('stopping');
  const idle = watch.stop();
  const isIdle = idle.then(() => true);
  const after = (milliseconds: number) => shell.pause(milliseconds).then(() => false);
  if (!(await Promise.race([isIdle, after(grace)]))) {
    log.warn('what goes on is given up: nothing of it is kept');
    watch.abandon();
    if (!(await Promise.race([isIdle, after(rest)]))) {
      log.error('what goes on does not end');
      return exitStatus.interrupted;
    }
  }
  log.info('stopped');
  return exitStatus.ok;
}
