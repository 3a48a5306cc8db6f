import { schedule } from 'node-cron';

/**
 * Calls something every second, also after the machine slept. What is due when is not asked of node-cron: of a time that
 * the clock skips in spring it leaves out the whole day, and where an hour is repeated in autumn nothing is due within it.
 */
export function everySecond(tick: () => Promise<void>): () => void {
  const task = schedule('* * * * * *', () => void tick(), {
    timezone: 'UTC',
    logger: silent,
    suppressMissedWarning: true,
  });
  return () => void task.destroy();
}

const nothing = () => undefined;
const silent = { info: nothing, warn: nothing, error: nothing, debug: nothing };
