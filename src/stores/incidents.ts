import type { StoredIncident } from '../model/memory.ts';
import type { Writing } from './store.ts';

/** Those that are open, and where a time is given those that resolved since. */
export async function openIncidents(
  writing: Writing,
  resolvedSince?: string,
): Promise<readonly StoredIncident[]> {
  const rows = await writing
    .selectFrom('incident')
    .select('payload')
    .where((where) =>
      resolvedSince === undefined
        ? where('status', '=', 'open')
        : where.or([where('status', '=', 'open'), where('resolved_at', '>=', resolvedSince)]),
    )
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return rows.map(({ payload }) => JSON.parse(payload) as StoredIncident);
}

export async function saveIncidents(writing: Writing, incidents: readonly StoredIncident[]): Promise<void> {
  for (const incident of incidents) {
    const row = rowOf(incident);
    await writing
      .insertInto('incident')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }
}

const rowOf = (incident: StoredIncident) => ({
  id: incident.id,
  key: incident.key,
  kind: incident.kind,
  status: incident.status,
  policy: incident.policy,
  account: incident.place?.account ?? null,
  region: incident.place?.region ?? null,
  component: incident.component,
  severity: incident.severity,
  opened_at: incident.openedAt,
  resolved_at: incident.resolvedAt,
  payload: JSON.stringify(incident),
});
