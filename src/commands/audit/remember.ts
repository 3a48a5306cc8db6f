import { randomUUID } from 'node:crypto';
import type { Audit } from '../../model/audit.ts';
import type { Drift } from '../../model/drift.ts';
import type { Sighting } from '../../model/known.ts';
import type { Memory } from '../../model/memory.ts';
import { textOfPlace, unknownAccount } from '../../model/place.ts';
import { UserError } from '../../model/user-error.ts';
import { defaultSettings } from '../../pipeline/compare/comparing.ts';
import { follow } from '../../pipeline/follow.ts';
import { sightingsOf } from '../../pipeline/sightings.ts';
import type { Settings } from '../settings.ts';
import type { Shell } from '../shell.ts';

/** Longer than it takes to write an audit down. */
const lasts = 60_000;

/** Keeps an audit, and says what came since those before. Nobody else writes down one of the same places meanwhile. */
export async function remember(
  audit: Audit,
  memory: Memory,
  { all }: Pick<Settings, 'all'>,
  shell: Shell,
): Promise<readonly Drift[]> {
  const sightings = sightingsOf(audit).filter((sighting) => isIdentified(sighting, shell));
  const settings = { ...defaultSettings, policies: all };
  return withLeases(memory, sightings, shell, async () => {
    const { drifts } = await memory.remember(sightings, (known) => ({
      ...follow(sightings, known, settings),
      incidents: [],
      outbox: [],
    }));
    return drifts;
  });
}

/** What is known of an account is not held against what may be another. */
function isIdentified({ place }: Sighting, { err }: Shell): boolean {
  if (place.account !== unknownAccount) return true;
  err(
    `${textOfPlace(place)} is not kept in the store: AWS did not say whose the credentials are, and no configuration names the account\n`,
  );
  return false;
}

async function withLeases<T>(
  memory: Memory,
  sightings: readonly Sighting[],
  { now }: Shell,
  work: () => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  const held: Sighting['place'][] = [];
  try {
    for (const { place } of sightings) {
      if (!(await memory.lease(place, { holder, now: now(), lasts })))
        throw new UserError(
          `another process is writing an audit of ${textOfPlace(place)} down: this one is not kept\nrun it again`,
        );
      held.push(place);
    }
    return await work();
  } finally {
    for (const place of held) await memory.release(place, holder);
  }
}
