import type { MessageRef, Notifier, Outbox, Route, Telling, Told, Waiting } from '../model/incident.ts';
import { attemptable, latestEdits, nextChance, type Standstill } from './deliver/queue.ts';

export interface DeliveryOptions {
  readonly notifiers: ReadonlyMap<string, Notifier>;
  readonly routes: readonly Route[];
  /** Where what cannot go to its own route goes, saying so. */
  readonly fallback: string;
  readonly now: () => Date;
  /** Waits so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** When to leave the rest for the next run. */
  readonly until: Date;
  readonly signal?: AbortSignal | undefined;
}

export interface Delivery {
  readonly delivered: number;
  /** What still waits: it goes with the next run. */
  readonly waiting: number;
  /** What a person has to mend. */
  readonly troubles: readonly Trouble[];
}

export interface Trouble {
  readonly route: string;
  readonly reason: string;
}

/**
 * Says what waits in the outbox, once each. An attempt is written down before it leaves and after it arrived; one that
 * was begun and not ended is looked for where it would have arrived, a while later, before it is made again.
 */
export async function deliver(outbox: Outbox, options: DeliveryOptions): Promise<Delivery> {
  const standstill: Standstill = { items: new Set(), routes: new Map(), lastSaid: new Map() };
  const troubles: Trouble[] = [];
  let delivered = 0;
  for (;;) {
    const waiting = await withoutSuperseded(outbox, options);
    const item = attemptable(waiting, standstill, options.now());
    if (options.signal?.aborted || options.now() >= options.until) break;
    if (item) {
      const trouble = await attempt(
        outbox,
        item,
        latestEdits(waiting).get(groupOf(item)),
        standstill,
        options,
      );
      if (trouble === 'delivered') delivered += 1;
      else if (trouble) troubles.push(trouble);
      continue;
    }
    const next = nextChance(waiting, standstill);
    if (next === undefined || next >= options.until) break;
    await options.pause(Math.max(1, next.getTime() - options.now().getTime()));
  }
  return { delivered, waiting: (await outbox.waiting()).length, troubles: distinct(troubles) };
}

const groupOf = ({ incident, route }: Pick<Waiting, 'incident' | 'route'>): string => `${incident} ${route}`;

const distinct = (troubles: readonly Trouble[]): readonly Trouble[] => [
  ...new Map(troubles.map((trouble) => [JSON.stringify(trouble), trouble])).values(),
];

/** Of several edits that wait for one message only the last is made. */
async function withoutSuperseded(outbox: Outbox, { now }: DeliveryOptions): Promise<readonly Waiting[]> {
  const waiting = await outbox.waiting();
  const latest = latestEdits(waiting);
  const superseded = waiting.filter((item) => item.kind === 'edit' && latest.get(groupOf(item)) !== item);
  for (const { id } of superseded) await outbox.superseded(id, now().toISOString());
  return waiting.filter((item) => !superseded.includes(item));
}

/** Long enough that what was under way has arrived, or has not. */
const settles = 60_000;

async function attempt(
  outbox: Outbox,
  item: Waiting,
  latest: Waiting | undefined,
  standstill: Standstill,
  options: DeliveryOptions,
): Promise<Trouble | 'delivered' | undefined> {
  const route = options.routes.find(({ name }) => name === item.route);
  const notifier = route && options.notifiers.get(route.notifier);
  if (!(route && notifier)) {
    const reason = route ? `there is no notifier ${route.notifier}` : 'the route is not configured';
    return refuse(outbox, item, { status: 'refused', reason, concerns: 'route' }, standstill, options);
  }
  const at = options.now();
  const notBefore = new Date(at.getTime() + settles).toISOString();
  if (!(await outbox.begin(item, { at: at.toISOString(), notBefore }))) {
    standstill.items.add(item.id);
    return undefined;
  }
  const told = await tell(item, latest, { route, notifier }, options);
  standstill.lastSaid.set(item.route, options.now());
  return conclude(outbox, item, told, at, standstill, options);
}

async function tell(
  item: Waiting,
  latest: Waiting | undefined,
  { route, notifier }: { readonly route: Route; readonly notifier: Notifier },
  options: DeliveryOptions,
): Promise<Told & { readonly detour?: string }> {
  const telling = tellingOf(item, latest, route);
  const told = await notifier.tell(telling);
  // A person removed the message: what is so now is said in a new one.
  if (told.status === 'missing') return notifier.tell({ ...telling, kind: 'post', ref: null });
  if (told.status !== 'refused' || told.concerns !== 'route' || item.ref) return told;
  const other = options.routes.find(({ name }) => name === options.fallback);
  if (!other || other.name === route.name || other.notifier !== route.notifier) return told;
  const detour = `the route "${route.name}" cannot be used: ${told.reason}`;
  const around = { ...telling, route: other, notice: { ...telling.notice, detour } };
  return { ...(await notifier.tell(around)), detour: told.reason };
}

/** A first message says what is so now, not what was when it was written; what is over calls nobody. */
function tellingOf(item: Waiting, latest: Waiting | undefined, route: Route): Telling {
  const { id: key, kind, ref, uncertainSince } = item;
  const now = kind === 'post' ? (latest?.notice ?? item.notice) : item.notice;
  const calls = item.notice.calls && now.status === 'open';
  return { key, kind, route, ref, uncertainSince, notice: { ...now, calls } };
}

async function conclude(
  outbox: Outbox,
  item: Waiting,
  told: Told & { readonly detour?: string },
  at: Date,
  standstill: Standstill,
  options: DeliveryOptions,
): Promise<Trouble | 'delivered' | undefined> {
  switch (told.status) {
    case 'delivered':
      await outbox.delivered(item.id, options.now().toISOString(), refAfter(item, told.ref));
      return told.detour === undefined ? 'delivered' : { route: item.route, reason: told.detour };
    case 'retry': {
      const wait = Math.max(told.after ?? 0, told.uncertain ? settles : 0, backoff(item.attempts));
      const notBefore = new Date(options.now().getTime() + wait);
      if (told.after !== null) standstill.routes.set(item.route, notBefore);
      const uncertainSince = item.uncertainSince ?? (told.uncertain ? at.toISOString() : null);
      const failed = { reason: told.reason, permanent: false, notBefore: notBefore.toISOString() };
      await outbox.failed(item.id, { ...failed, uncertainSince });
      return undefined;
    }
    case 'missing':
      return refuse(outbox, item, { ...told, status: 'refused', concerns: 'message' }, standstill, options);
    case 'refused':
      return refuse(outbox, item, told, standstill, options);
  }
}

/** A reply stands in the thread of the message; everything else is the message. */
const refAfter = ({ kind, ref: before }: Waiting, ref: MessageRef): MessageRef =>
  kind === 'reply' && before && ref.last !== undefined ? { ...before, last: ref.last } : ref;

/** Seconds, doubled each time, five minutes at most. */
const backoff = (attempts: number): number => Math.min(2 ** attempts * 1000, 300_000);

async function refuse(
  outbox: Outbox,
  item: Waiting,
  { reason, concerns }: Extract<Told, { status: 'refused' }>,
  standstill: Standstill,
  { routes }: DeliveryOptions,
): Promise<Trouble> {
  const { uncertainSince } = item;
  await outbox.failed(item.id, { reason, permanent: true, notBefore: null, uncertainSince });
  standstill.items.add(item.id);
  const mine = routes.find(({ name }) => name === item.route);
  const dead = routes.filter(({ name, notifier }) =>
    concerns === 'notifier' ? notifier === mine?.notifier : concerns === 'route' && name === item.route,
  );
  for (const { name } of dead) standstill.routes.set(name, 'refused');
  if (concerns === 'route') standstill.routes.set(item.route, 'refused');
  return { route: item.route, reason };
}
