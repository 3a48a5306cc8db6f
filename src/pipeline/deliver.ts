import type { Outbox, Waiting } from '../model/incident.ts';
import { attempt, type DeliveryOptions, type Trouble } from './deliver/attempt.ts';
import {
  attemptable,
  groupOf,
  latestEdits,
  nextChance,
  noStandstill,
  type Standstill,
} from './deliver/queue.ts';

export interface Delivery {
  readonly delivered: number;
  /** What still waits: it goes with the next run. */
  readonly waiting: number;
  /** What a person has to mend. */
  readonly troubles: readonly Trouble[];
  /** Why what waits was put off, where it will go by itself. */
  readonly delays: readonly string[];
}

/**
 * Says what waits in the outbox, once each. An attempt is written down before it leaves and after it arrived; one that
 * was begun and not ended is looked for where it would have arrived, a while later, before it is made again.
 */
export async function deliver(outbox: Outbox, options: DeliveryOptions): Promise<Delivery> {
  const standstill = noStandstill();
  const troubles: Trouble[] = [];
  const delays = new Map<string, string>();
  let delivered = 0;
  for (;;) {
    const next = await nextOf(outbox, standstill, options);
    if (next === undefined) break;
    const { item, latest } = next;
    const { status, trouble, delay } = await attempt({ item, latest, outbox, standstill, options });
    if (status === 'delivered') delivered += 1;
    if (delay === undefined) delays.delete(item.id);
    else delays.set(item.id, delay);
    if (trouble) troubles.push(trouble);
  }
  const waiting = (await outbox.waiting()).length;
  return { delivered, waiting, troubles: distinct(troubles), delays: [...new Set(delays.values())] };
}

interface Next {
  readonly item: Waiting;
  /** The last edit that waits for the same message. */
  readonly latest: Waiting | undefined;
}

/** What may be said now, or when its time has come; undefined where nothing will in this run. */
async function nextOf(
  outbox: Outbox,
  standstill: Standstill,
  options: DeliveryOptions,
): Promise<Next | undefined> {
  const { now, pause, until, signal } = options;
  for (;;) {
    const waiting = await withoutSuperseded(outbox, options);
    if (signal?.aborted || now() >= until) return undefined;
    const item = attemptable(waiting, standstill, now());
    if (item) return { item, latest: latestEdits(waiting).get(groupOf(item)) };
    const chance = nextChance(waiting, standstill);
    if (chance === undefined || chance >= until) return undefined;
    await pause(Math.max(1, chance.getTime() - now().getTime()));
  }
}

/**
 * Of several edits that wait for one message only the last is made. One that may have arrived stays: where the message
 * was gone it was told as a new one, which only its own key finds.
 */
async function withoutSuperseded(outbox: Outbox, { now }: DeliveryOptions): Promise<readonly Waiting[]> {
  const waiting = await outbox.waiting();
  const latest = latestEdits(waiting);
  const superseded = waiting.filter(
    (item) => item.kind === 'edit' && item.uncertainSince === null && latest.get(groupOf(item)) !== item,
  );
  for (const { id } of superseded) await outbox.superseded(id, now().toISOString());
  return waiting.filter((item) => !superseded.includes(item));
}

const distinct = (troubles: readonly Trouble[]): readonly Trouble[] => [
  ...new Map(troubles.map((trouble) => [JSON.stringify(trouble), trouble])).values(),
];
