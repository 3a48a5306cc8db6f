import type { OutboxEntry, StoredMessage, StoredOutbox, StoredWaiting } from '../model/memory.ts';
import { guarded, transact } from './guard.ts';
import type { Store, Writing } from './store.ts';

/** The same item written twice is written once: what is to be said is known by its id. */
export async function saveOutbox(writing: Writing, items: readonly OutboxEntry[]): Promise<void> {
  if (items.length === 0) return;
  const last = await writing
    .selectFrom('outbox')
    .select((select) => select.fn.max('position').as('position'))
    .executeTakeFirst();
  const start = Number(last?.position ?? 0) + 1;
  const rows = items.map((item, at) => ({ ...waitingRow(item), position: start + at }));
  await writing
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

const waitingRow = (item: OutboxEntry) => ({
  id: item.id,
  incident: item.incident,
  route: item.route,
  kind: item.kind,
  status: 'waiting',
  at: item.at,
  settled_at: null,
  not_before: null,
  uncertain_since: null,
  attempts: 0,
  last_error: null,
  refused: null,
  payload: JSON.stringify(item),
});

export function openOutbox(store: Store): StoredOutbox {
  return {
    messages: () => guarded(store, () => messages(store)),
    waiting: () => guarded(store, () => waiting(store)),
    begin: ({ id, attempts }, { at, notBefore }) =>
      transact(store, async (writing) => {
        const { numUpdatedRows } = await writing
          .updateTable('outbox')
          .set(({ fn, val }) => ({
            attempts: attempts + 1,
            // From the first attempt that nobody knows the outcome of, it may have arrived.
            uncertain_since: fn.coalesce('uncertain_since', val(at)),
            not_before: notBefore,
          }))
          .where('id', '=', id)
          .where('status', '=', 'waiting')
          .where('attempts', '=', attempts)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),
    delivered: (id, at, ref) => transact(store, (writing) => delivered(writing, id, at, ref)),
    superseded: (id, at) => transact(store, (writing) => end(writing, id, 'superseded', at)),
    async failed(id, { reason, permanent, notBefore, uncertainSince }) {
      const state = { last_error: reason, refused: permanent ? reason : null };
      const next = { ...state, not_before: notBefore, uncertain_since: uncertainSince };
      await transact(store, (writing) =>
        writing
          .updateTable('outbox')
          .set(next)
          .where('id', '=', id)
          .where('status', '=', 'waiting')
          .execute(),
      );
    },
  };
}

async function messages({ db }: Store): Promise<readonly StoredMessage[]> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('incident', 'incident.id', 'message.incident')
    .selectAll('message')
    .where('incident.status', '=', 'open')
    .orderBy('message.incident')
    .orderBy('message.route')
    .execute();
  return rows.map(({ incident, route, reference }) => ({
    incident,
    route,
    ref: JSON.parse(reference) as object,
  }));
}

async function waiting({ db }: Store): Promise<readonly StoredWaiting[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('message', (join) =>
      join.onRef('message.incident', '=', 'outbox.incident').onRef('message.route', '=', 'outbox.route'),
    )
    .selectAll('outbox')
    .select('message.reference')
    .where('status', '=', 'waiting')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...(JSON.parse(row.payload) as OutboxEntry),
    uncertainSince: row.uncertain_since,
    notBefore: row.not_before,
    attempts: row.attempts,
    refused: row.refused,
    ref: row.reference === null ? null : (JSON.parse(row.reference) as object),
  }));
}

async function delivered(writing: Writing, id: string, at: string, ref: object): Promise<void> {
  await end(writing, id, 'delivered', at);
  const { incident, route } = await writing
    .selectFrom('outbox')
    .select(['incident', 'route'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const reference = JSON.stringify(ref);
  await writing
    .insertInto('message')
    .values({ incident, route, reference })
    .onConflict((conflict) => conflict.columns(['incident', 'route']).doUpdateSet({ reference }))
    .execute();
}

async function end(writing: Writing, id: string, status: string, at: string): Promise<void> {
  await writing
    .updateTable('outbox')
    .set({ status, settled_at: at, uncertain_since: null, not_before: null })
    .where('id', '=', id)
    .execute();
}
