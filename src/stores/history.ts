import type { AuditedSpan, History, Interval } from '../model/memory.ts';
import { guarded } from './guard.ts';
import type { Store } from './store.ts';

export function openHistory(store: Store): History {
  return {
    verdicts: (since) => guarded(store, () => verdicts(store, since)),
    audits: () => guarded(store, () => audits(store)),
  };
}

async function verdicts({ db }: Store, since: string | undefined): Promise<readonly Interval[]> {
  const all = db
    .selectFrom('verdict')
    .leftJoin('place_policy', (join) =>
      join
        .onRef('place_policy.account', '=', 'verdict.account')
        .onRef('place_policy.region', '=', 'verdict.region')
        .onRef('place_policy.policy', '=', 'verdict.policy'),
    )
    .selectAll('verdict')
    .select(({ fn }) => fn.coalesce('last_at', 'last_judged_at', 'first_at').as('last_seen'));
  const some =
    since === undefined
      ? all
      : all.where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>=', since)]));
  const rows = await some.orderBy('identity').orderBy('first_at').execute();
  return rows.map((row) => ({
    identity: row.identity,
    place: { account: row.account, region: row.region },
    policy: row.policy,
    component: row.component,
    check: row.check_name,
    resource:
      row.resource_type !== null && row.resource_name !== null
        ? { type: row.resource_type, name: row.resource_name }
        : null,
    state: row.state as Interval['state'],
    severity: row.severity as Interval['severity'],
    message: row.message,
    policySha256: row.policy_sha256,
    evidence: row.evidence,
    after: row.after_at,
    from: row.first_at,
    lastConfirmed: row.last_seen,
    ended: row.ended_at,
  }));
}

async function audits({ db }: Store): Promise<readonly AuditedSpan[]> {
  const rows = await db.selectFrom('run').selectAll().orderBy('first_at').execute();
  return rows.map((row) => ({
    place: { account: row.account, region: row.region },
    at: timesOf(row.first_at, row.gaps),
    policies: Object.keys(JSON.parse(row.policies) as object),
    unread: row.unread_count,
  }));
}

function timesOf(first: string, gaps: string): readonly string[] {
  const times = [Date.parse(first)];
  for (const gap of gaps === '' ? [] : gaps.split(' ')) times.push((times.at(-1) ?? 0) + Number(gap));
  return times.map((time) => new Date(time).toISOString());
}
