import { UserError } from '../model/user-error.ts';
import { isStoreThere, readMemory } from '../stores/open-memory.ts';
import { escapeInvisible } from '../text/escape.ts';
import { version } from '../version.ts';
import { exitStatus } from './exit-status.ts';
import { readSettings, type Settings } from './settings.ts';
import type { Shell } from './shell.ts';
import { gather, type Status } from './status/gather.ts';
import { statusText } from './status/text.ts';

export interface StatusOptions {
  readonly config?: string;
  readonly store?: string;
  readonly format: 'text' | 'json';
}

/** How things stand, by the store alone; with a configuration also whose audits are overdue. */
export async function statusCommand(options: StatusOptions, shell: Shell): Promise<number> {
  const settings = options.config === undefined ? noSettings : await readSettings([], options, shell);
  if (!settings) return exitStatus.wrongUse;
  const store = options.store ?? settings.store ?? 'plumbline.db';
  if (!isStoreThere(store))
    throw new UserError(
      `there is no store ${store}\nname the one that audits are kept in, by --store or --config`,
    );
  const memory = await readMemory(store, { plumbline: version, now: shell.now() });
  try {
    const status = await gather(memory, settings, shell.now());
    // Of nothing that was looked at nothing can be said to stand well.
    if (status.places.length === 0)
      throw new UserError(
        `no audit was ever kept in the store ${store}\nname the one that audits are kept in, by --store or --config`,
      );
    shell.out(
      options.format === 'json'
        ? `${escapeInvisible(JSON.stringify(status, null, 2))}\n`
        : statusText(status, { width: shell.width, color: shell.color }),
    );
    return statusOf(status);
  } finally {
    await memory.close();
  }
}

const noSettings: Settings = { policies: [] };

/** 1 incidents are open · 2 something is overdue or unseen · 4 something cannot be told until a person mends it. */
function statusOf({ places, incidents, outbox }: Status): number {
  const isUnseen = places.some(({ state, unseen }) => state !== 'audited' || unseen.length > 0);
  const isRefused = outbox.some(({ refused }) => refused !== null);
  return (
    (incidents.length > 0 ? exitStatus.violations : 0) |
    (isUnseen ? exitStatus.incomplete : 0) |
    (isRefused ? exitStatus.untold : 0)
  );
}
