import type { Incident, MessageRef, Outbox, OutboxItem, Waiting } from '../../src/model/incident.ts';

/** Thrown where the process is killed: nothing after it happens. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** A store in memory, of which only what was committed outlives a kill. */
export interface MemoryStore {
  readonly incidents: Map<string, Incident>;
  readonly waiting: Map<string, Waiting>;
  readonly refs: Map<string, MessageRef>;
  readonly outbox: Outbox;
  /** Stores incidents with what is to be said of them, in one transaction. */
  store(
    told: { readonly incidents: readonly Incident[]; readonly outbox: readonly OutboxItem[] },
    more?: () => void,
  ): void;
  refsOf(incident: string): readonly MessageRef[];
}

/** `statement` is called before and after each transaction; it may throw `Killed`. */
export function memoryStore(statement: (name: string) => void = () => undefined): MemoryStore {
  const incidents = new Map<string, Incident>();
  const waiting = new Map<string, Omit<Waiting, 'ref'>>();
  const refs = new Map<string, MessageRef>();
  const refOf = ({ incident, route }: OutboxItem) => refs.get(`${incident}\n${route}`) ?? null;

  function transaction<T>(name: string, work: () => T): T {
    statement(`before ${name}`);
    const result = work();
    statement(`after ${name}`);
    return result;
  }
  const outbox: Outbox = {
    waiting: async () =>
      transaction('waiting', () => [...waiting.values()].map((item) => ({ ...item, ref: refOf(item) }))),
    begin: async ({ id, attempts }, { at, notBefore }) =>
      transaction('begin', () => {
        const item = waiting.get(id);
        if (item?.attempts !== attempts) return false;
        waiting.set(id, { ...item, attempts: attempts + 1, notBefore, uncertainSince: at });
        return true;
      }),
    delivered: async (id, _at, ref) =>
      transaction('delivered', () => {
        const item = waiting.get(id);
        if (!item) return;
        refs.set(`${item.incident}\n${item.route}`, ref);
        waiting.delete(id);
      }),
    superseded: async (id) => transaction('superseded', () => void waiting.delete(id)),
    failed: async (id, { reason, permanent, notBefore, uncertainSince }) =>
      transaction('failed', () => {
        const item = waiting.get(id);
        if (item) waiting.set(id, { ...item, notBefore, uncertainSince, refused: permanent ? reason : null });
      }),
  };
  return {
    incidents,
    refs,
    outbox,
    get waiting() {
      return new Map([...waiting].map(([id, item]) => [id, { ...item, ref: refOf(item) }]));
    },
    store: (told, more) =>
      transaction('store', () => {
        more?.();
        for (const incident of told.incidents) incidents.set(incident.id, incident);
        for (const item of told.outbox)
          if (!waiting.has(item.id))
            waiting.set(item.id, {
              ...item,
              uncertainSince: null,
              notBefore: null,
              attempts: 0,
              refused: null,
            });
      }),
    refsOf: (incident) => [...refs].filter(([key]) => key.startsWith(`${incident}\n`)).map(([, ref]) => ref),
  };
}
