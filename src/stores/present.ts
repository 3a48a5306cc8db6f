import type { Known } from '../model/known.ts';
import type { KnownPlace, OutboxEntry, Present, StoredIncident, Untold } from '../model/memory.ts';
import { guarded, transact } from './guard.ts';
import { keyOf, loadPolicies } from './load-places.ts';
import type { Store, Writing } from './store.ts';

export function openPresent(store: Store): Present {
  return {
    places: () => transact(store, places),
    incidents: () => guarded(store, () => incidents(store)),
    untold: () => guarded(store, () => untold(store)),
  };
}

async function places(reading: Writing): Promise<readonly KnownPlace[]> {
  const rows = await reading.selectFrom('place').selectAll().orderBy('account').orderBy('region').execute();
  const at = rows.map(({ account, region }) => ({ account, region }));
  const policies = rows.length > 0 ? await loadPolicies(reading, at) : new Map<string, Known['policies']>();
  return rows.map(({ account, region, last_audit_at, blind }) => ({
    place: { account, region },
    lastAudit: last_audit_at,
    policies: policies.get(keyOf({ account, region })) ?? {},
    blind: JSON.parse(blind) as Known['blind'],
  }));
}

async function incidents({ db }: Store): Promise<readonly StoredIncident[]> {
  const rows = await db
    .selectFrom('incident')
    .select('payload')
    .where('status', '=', 'open')
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return rows.map(({ payload }) => JSON.parse(payload) as StoredIncident);
}

async function untold({ db }: Store): Promise<readonly Untold[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('status', '=', 'waiting')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...(JSON.parse(row.payload) as OutboxEntry),
    attempts: row.attempts,
    notBefore: row.not_before,
    lastError: row.last_error,
    refused: row.refused,
  }));
}
