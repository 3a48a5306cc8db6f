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
  /** Why it did not arrive, and may by itself. */
  readonly delay?: string;
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
  /** Why it is not the route that was asked for. */
  readonly detour: string | null;
}

const fresh = { ref: null, uncertainSince: null, detours: [] };

/** What would be sent for some items, to be read; nothing is. */
export const payloadsOf = (
  items: readonly OutboxItem[],
  options: Pick<DeliveryOptions, 'routes' | 'notifiers' | 'fallback'>,
): readonly unknown[] =>
  items.map((item) => {
    const way = wayOf(item, options);
    if (typeof way === 'string') return { route: item.route, refused: way };
    const { id: key, kind } = item;
    const notice = { ...item.notice, detour: way.detour ?? item.notice.detour };
    const telling: Telling = { key, kind, route: way.route, notice, ...fresh };
    return { route: item.route, kind, payload: way.notifier.payload(telling) };
  });

/** What a route that was taken out of the configuration has to tell goes the way of all else. */
function wayOf(
  { route: name }: Pick<OutboxItem, 'route'>,
  { routes, notifiers, fallback }: Pick<DeliveryOptions, 'routes' | 'notifiers' | 'fallback'>,
): Way | string {
  const own = routes.find((one) => one.name === name);
  const route = own ?? routes.find((one) => one.name === fallback);
  const detour = own ? null : `the route "${name}" is not configured`;
  if (!route) return detour ?? '';
  const notifier = notifiers.get(route.notifier);
  return notifier ? { route, notifier, detour } : `nothing is configured to tell by ${route.notifier}`;
}

interface Answer {
  readonly told: Told;
  /** Why it went another way than its own. */
  readonly detour: string | null;
}

async function tell({ item, latest, options }: Attempt, way: Way): Promise<Answer> {
  const { route, notifier } = way;
  const around = detourOf(route, options);
  const given = { ...tellingOf(item, latest, way), detours: around ? [around.to] : [] };
  const first = await notifier.tell(given);
  // Somebody removed the message, or its channel: what is so now is said in a new one.
  const isMissing = first.status === 'missing';
  const telling: Telling = isMissing ? { ...given, kind: 'post', ref: null } : given;
  const told = isMissing ? await notifier.tell(telling) : first;
  const before = telling.kind === 'post' ? way.detour : null;
  const isWayClosed = told.status === 'refused' && told.concerns === 'route';
  // What changes of a message waits until its channel is open again; what calls somebody does not.
  const isCall = telling.kind === 'reply' && telling.notice.calls;
  if (!isWayClosed || !around || (telling.ref && !isCall)) return { told, detour: before };
  const detour = `the route "${route.name}" cannot be used: ${told.reason}`;
  const notice = { ...telling.notice, detour };
  // Whether it stands there from before was looked for already.
  const again = await notifier.tell({ ...telling, ...fresh, route: around, notice });
  const ref = telling.ref;
  return { told: again.status === 'delivered' && ref ? { ...again, ref } : again, detour: told.reason };
}

/** Where what a route refuses goes. */
function detourOf({ name, notifier }: Route, { routes, fallback }: DeliveryOptions): Route | undefined {
  const other = routes.find((one) => one.name === fallback);
  return other && other.name !== name && other.notifier === notifier ? other : undefined;
}

/** A message says what is so now, not what was when it was written; what is over calls nobody. */
function tellingOf(
  item: Waiting,
  latest: Waiting | undefined,
  { route, detour }: Way,
): Omit<Telling, 'detours'> {
  const { id: key, kind, ref, uncertainSince } = item;
  const now = kind === 'reply' ? item.notice : (latest?.notice ?? item.notice);
  const calls = item.notice.calls && now.status === 'open';
  const notice = { ...now, calls, detour: detour ?? now.detour };
  return { key, kind, route, ref, uncertainSince, notice };
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
  return { status: 'waits', delay: reason };
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
  // What cannot be edited where it stands keeps nothing new from being told: that finds another way.
  if (concerns === 'notifier' || (concerns === 'route' && item.ref === null))
    standstill.routes.set(item.route, 'refused');
  if (concerns === 'notifier') {
    const notifier = options.routes.find(({ name }) => name === item.route)?.notifier;
    for (const route of options.routes)
      if (route.notifier === notifier) standstill.routes.set(route.name, 'refused');
  }
  return { status: 'waits', trouble: { route: item.route, reason } };
}
