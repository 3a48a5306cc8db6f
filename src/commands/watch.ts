import { UserError } from '../model/user-error.ts';
import { openMemory } from '../stores/open-memory.ts';
import { version } from '../version.ts';
import { performAudit } from './audit/perform.ts';
import { exitStatus } from './exit-status.ts';
import { readSettings, type Settings } from './settings.ts';
import type { Shell } from './shell.ts';
import type { Driver, WatchOptions } from './watch/driver.ts';
import { everySecond } from './watch/every-second.ts';
import { createLog } from './watch/log.ts';
import { createMetrics } from './watch/metrics.ts';
import { listen } from './watch/server.ts';
import { stopped } from './watch/stop.ts';
import { createWatch } from './watch/watch.ts';

const live: Driver = {
  everySecond,
  random: Math.random,
  perform: (settings, shell, asked) => performAudit(asked, settings, shell),
};

/** Audits by the schedule of the configuration until it is told to stop. */
export async function watchCommand(options: WatchOptions, shell: Shell, driver = live): Promise<number> {
  const settings = await readSettings([], options, shell);
  if (!settings) return exitStatus.wrongUse;
  await requireStore(settings, shell);
  const log = createLog(shell, options.logLevel);
  const metrics = createMetrics();
  const watch = createWatch({ options, settings, shell, log, metrics, driver });
  const { ailing, unready } = watch;
  const listening = await listen(options.listen, { ailing, unready, registry: metrics.registry });
  log.info({ version, url: listening.url, schedules: watch.schedules() }, 'watching');
  const stop = shell.stopping();
  await watch.begin();
  const end = driver.everySecond(watch.tick);
  try {
    return await stopped(watch, { stop, log, shell });
  } finally {
    end();
    await listening.close();
  }
}

/** What is wrong with it at the start is said before anything else, and ends the program; later on it is waited for. */
async function requireStore({ store, alerts }: Settings, shell: Shell): Promise<void> {
  if (store === undefined)
    throw new UserError('watch needs a store\nname it by --store, or in the configuration');
  if (alerts) {
    const { notifiersFor } = await import('./audit/alerts.ts');
    await notifiersFor(alerts, shell, false);
  }
  const memory = await openMemory(store, { plumbline: version, now: shell.now() });
  await memory.close();
}
