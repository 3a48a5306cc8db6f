import { randomUUID } from 'node:crypto';
import { HeldError } from '../../model/held-error.ts';
import { everywhere } from '../../model/known.ts';
import type { Memory } from '../../model/memory.ts';
import { type PlaceRef, textOfPlace, unknownAccount } from '../../model/place.ts';
import { UserError } from '../../model/user-error.ts';
import type { Shell } from '../shell.ts';

/** Milliseconds after which another may take over from a process that died. */
const lasts = 60_000;
/** Milliseconds between two renewals: a few may fail. */
const renewal = 15_000;
/** A minute and some seconds in all: longer than whoever died holds a place. */
const [turns, between] = [130, 500];

/** One process that audits some places of a store, and keeps others from it meanwhile. */
export interface Holder {
  /** Takes places, or holds them for longer, until they are released. Throws `HeldError` where others do not give them back. */
  readonly take: (
    places: readonly PlaceRef[],
    otherwise: string,
    /** Called while others have them, before it waits. */
    whenHeld?: () => Promise<void>,
  ) => Promise<void>;
  readonly release: () => Promise<void>;
}

/** It renews what it took for as long as it is not released, and keeps no process alive. */
export function createHolder(memory: Memory, shell: Shell): Holder {
  const claim = { holder: randomUUID(), lasts };
  let renewing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  return {
    async take(all, otherwise, whenHeld) {
      const places = all.filter(isHeld);
      await settled();
      const lease = async () => {
        const others = await memory.lease(places, claim);
        if (others.length > 0) await whenHeld?.();
        return others;
      };
      await waitFor(lease, otherwise, shell);
      timer = setInterval(() => {
        renewing = renewing.then(() => unlessRefused(memory.lease(places, claim)));
      }, renewal).unref();
    },
    async release() {
      if (timer === undefined) return;
      await settled();
      await unlessRefused(memory.release(claim.holder));
    },
  };

  /** What is under way would take again what is released. */
  async function settled(): Promise<void> {
    clearInterval(timer);
    timer = undefined;
    await renewing;
  }
}

/** What is of no place, or of an account that nobody knows, is no other process's either. */
const isHeld = (place: PlaceRef): boolean => place !== everywhere && place.account !== unknownAccount;

/** A store that cannot be written is told when the audit is, and may be back until then; what is not given back expires. */
async function unlessRefused(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
  });
}

async function waitFor(
  take: () => Promise<readonly PlaceRef[]>,
  otherwise: string,
  { pause, signal }: Shell,
): Promise<void> {
  let others: readonly PlaceRef[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    others = await take();
    if (others.length === 0) return;
    await pause(between);
    signal.throwIfAborted();
  }
  throw new HeldError(
    `another process has had ${others.map(textOfPlace).join(', ')} in the store for more than a minute: ${otherwise}\nrun it again`,
  );
}
