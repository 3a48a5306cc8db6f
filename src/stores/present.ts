import type { Known } from '../model/known.ts';
import type { KnownPlace, OutboxEntry, Present, StoredIncident, Untold } from '../model/memory.ts';
import { guarded } from './guard.ts';
import type { Store } from './store.ts';

export function openPresent(store: Store): Present {
  return {
    places: () => guarded(store, () => places(store)),
    incidents: () => guarded(store, () => incidents(store)),
    untold: () => guarded(store, () => untold(store)),
  };
}

async function places({ db }: Store): Promise<readonly KnownPlace[]> {
  const rows = await db.selectFrom('place').selectAll().orderBy('account').orderBy('region').execute();
  return rows.map(({ account, region, last_audit_at, policies, blind }) => ({
    place: { account, region },
    lastAudit: last_audit_at,
    policies: JSON.parse(policies) as Known['policies'],
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
