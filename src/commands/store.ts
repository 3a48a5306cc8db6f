import { UserError } from '../model/user-error.ts';
import { type Copy, copyStore } from '../stores/copy-store.ts';
import { isStoreThere } from '../stores/open-memory.ts';
import { fitted } from '../text/page.ts';
import { plural } from '../text/plural.ts';
import { version } from '../version.ts';
import { exitStatus } from './exit-status.ts';
import type { Shell } from './shell.ts';

/** Takes what a store holds into another: from a file into Postgres, or back. */
export async function storeCopyCommand(from: string, to: string, shell: Shell): Promise<number> {
  if (!isStoreThere(from))
    throw new UserError(`there is no store ${from}\nname the one that audits are kept in`);
  const text = textOf(await copyStore(from, to, { plumbline: version, now: shell.now() }));
  shell.out(`${fitted(text, shell.width)}\n`);
  return exitStatus.ok;
}

function textOf({ from, to, rows: { verdict, incident, outbox, recording } }: Copy): string {
  const counts = [
    plural(verdict, 'verdict'),
    plural(incident, 'incident'),
    plural(outbox, 'message'),
    plural(recording, 'recording'),
  ];
  return `copied ${from} to ${to}: ${counts.join(', ')}
${from} is as it was: name ${to} as the store before the next audit, since each of the two tells what is new`;
}
