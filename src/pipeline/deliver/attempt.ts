import type {
  MessageRef,
  Notifier,
  Outbox,
  OutboxItem,
  Route,
  Telling,
  Told,
  Waiting,
} from '../../model/incident.ts';
import type { Standstill } from './queue.ts';

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

export interface Trouble {
  readonly route: string;
  readonly reason: string;
}

export interface Attempted {
  readonly status: 'delivered' | 'waits';
  /** What a person has to mend; also where the message found another way. */
  readonly trouble?: Trouble;
}

interface Attempt {
  readonly item: Waiting;
  readonly latest: Waiting | undefined;
  readonly outbox: Outbox;
  readonly standstill: Standstill;
  readonly options: DeliveryOptions;
}

/** Long enough that what was under way has arrived, or has not. */
const settles = 60_000;

/** Says one thing, and writes down what became of it. */
export async function attempt(one: Attempt): Promise<Attempted> {
  const { item, outbox, standstill, options } = one;
  const way = wayOf(item, options);
  if (typeof way === 'string') return refused(one, { reason: way, concerns: 'route' });
  const at = options.now();
  const notBefore = new Date(at.getTime() + settles).toISOString();
  if (!(await outbox.begin(item, { at: item.uncertainSince ?? at.toISOString(), notBefore }))) {
    standstill.items.add(item.id);
    return { status: 'waits' };
  }
  const answer = await tell(one, way);
  standstill.lastSaid.set(item.route, options.now());
  return conclude(one, answer, at);
}

interface Way {
  readonly route: Route;
  readonly notifier: Notifier;
}

/** What would be sent for some items, to be read; nothing is. */
export const payloadsOf = (
  items: readonly OutboxItem[],
  options: Pick<DeliveryOptions, 'routes' | 'notifiers'>,
): readonly unknown[] =>
  items.map((item) => {
    const way = wayOf(item, options);
    if (typeof way === 'string') return { route: item.route, refused: way };
    const { id: key, kind, notice } = item;
    const telling: Telling = { key, kind, route: way.route, notice, ref: null, uncertainSince: null };
    return { route: item.route, kind, payload: way.notifier.payload(telling) };
  });

function wayOf(
  { route: name }: Pick<OutboxItem, 'route'>,
  { routes, notifiers }: Pick<DeliveryOptions, 'routes' | 'notifiers'>,
): Way | string {
  const route = routes.find((one) => one.name === name);
  if (!route) return `the route "${name}" is not configured`;
  const notifier = notifiers.get(route.notifier);
  return notifier ? { route, notifier } : `nothing is configured to tell by ${route.notifier}`;
}

interface Answer {
  readonly told: Told;
  /** Why it went another way than its own. */
  readonly detour: string | null;
}

async function tell({ item, latest, options }: Attempt, { route, notifier }: Way): Promise<Answer> {
  const telling = tellingOf(item, latest, route);
  const told = await notifier.tell(telling);
  // Somebody removed the message: what is so now is said in a new one.
  if (told.status === 'missing')
    return { told: await notifier.tell({ ...telling, kind: 'post', ref: null }), detour: null };
  if (told.status !== 'refused' || told.concerns !== 'route' || item.ref) return { told, detour: null };
  const other = options.routes.find(({ name }) => name === options.fallback);
  if (!other || other.name === route.name || other.notifier !== route.notifier) return { told, detour: null };
  const detour = `the route "${route.name}" cannot be used: ${told.reason}`;
  const around = { ...telling, route: other, notice: { ...telling.notice, detour } };
  return { told: await notifier.tell(around), detour: told.reason };
}

/** A first message says what is so now, not what was when it was written; what is over calls nobody. */
function tellingOf(item: Waiting, latest: Waiting | undefined, route: Route): Telling {
  const { id: key, kind, ref, uncertainSince } = item;
  const now = kind === 'post' ? (latest?.notice ?? item.notice) : item.notice;
  const calls = item.notice.calls && now.status === 'open';
  return { key, kind, route, ref, uncertainSince, notice: { ...now, calls } };
}

async function conclude(one: Attempt, { told, detour }: Answer, at: Date): Promise<Attempted> {
  const { item, outbox, options } = one;
  switch (told.status) {
    case 'delivered': {
      await outbox.delivered(item.id, options.now().toISOString(), refAfter(item, told.ref));
      const trouble = detour === null ? {} : { trouble: { route: item.route, reason: detour } };
      return { status: 'delivered', ...trouble };
    }
    case 'retry':
      return later(one, told, at);
    case 'missing':
      return refused(one, { reason: told.reason, concerns: 'message' });
    case 'refused':
      return refused(one, told);
  }
}

/** A reply stands in the thread of the message; everything else is the message. */
const refAfter = ({ kind, ref: before }: Waiting, ref: MessageRef): MessageRef =>
  kind === 'reply' && before && ref.last !== undefined ? { ...before, last: ref.last } : ref;

async function later(
  { item, outbox, standstill, options }: Attempt,
  { after, uncertain, reason }: Extract<Told, { status: 'retry' }>,
  at: Date,
): Promise<Attempted> {
  const wait = Math.max(after ?? 0, uncertain ? settles : 0, backoff(item.attempts));
  const notBefore = new Date(options.now().getTime() + wait);
  if (after !== null) standstill.routes.set(item.route, notBefore);
  await outbox.failed(item.id, {
    reason,
    permanent: false,
    notBefore: notBefore.toISOString(),
    uncertainSince: item.uncertainSince ?? (uncertain ? at.toISOString() : null),
  });
  return { status: 'waits' };
}

/** Seconds, doubled each time, five minutes at most. */
const backoff = (attempts: number): number => Math.min(2 ** attempts * 1000, 300_000);

async function refused(
  { item, outbox, standstill, options }: Attempt,
  { reason, concerns }: Pick<Extract<Told, { status: 'refused' }>, 'reason' | 'concerns'>,
): Promise<Attempted> {
  const { uncertainSince } = item;
  await outbox.failed(item.id, { reason, permanent: true, notBefore: null, uncertainSince });
  standstill.items.add(item.id);
  if (concerns !== 'message') standstill.routes.set(item.route, 'refused');
  if (concerns === 'notifier') {
    const notifier = options.routes.find(({ name }) => name === item.route)?.notifier;
    for (const route of options.routes)
      if (route.notifier === notifier) standstill.routes.set(route.name, 'refused');
  }
  return { status: 'waits', trouble: { route: item.route, reason } };
}
