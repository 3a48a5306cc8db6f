import type { Finding } from '../model/finding.ts';
import {
  type Blind,
  everywhere,
  type Known,
  type KnownFinding,
  type KnownResource,
  nothingKnown,
  type Sighting,
} from '../model/known.ts';
import { textOfPlace } from '../model/place.ts';
import { UserError } from '../model/user-error.ts';
import type { Writing } from './store.ts';

/** What is known of a place, and which rows hold it. */
export interface Loaded {
  readonly known: Known;
  /** Null where the place was never audited. */
  readonly lastAudit: string | null;
  /** The rows of `finding` and `resource`, by the object that was made of them. */
  readonly ids: ReadonlyMap<KnownFinding | KnownResource, number>;
  /** Present verdicts by identity. */
  readonly verdicts: ReadonlyMap<string, PresentVerdict>;
}

/** An audit of a place, what was known before, and what is known from now on. */
export interface Saving {
  readonly sighting: Sighting;
  readonly before: Loaded;
  readonly known: Known;
}

export interface PresentVerdict {
  readonly id: number;
  readonly state: string;
  readonly severity: string;
  readonly policy: string;
  readonly policySha256: string;
  readonly evidence: string;
  readonly last: string;
}

/** Throws `UserError` where a later audit of the place is known. */
export async function loadKnown(writing: Writing, { place, at }: Sighting): Promise<Loaded> {
  const row = await writing
    .selectFrom('place')
    .selectAll()
    .where('account', '=', place.account)
    .where('region', '=', place.region)
    .executeTakeFirst();
  if (!row) return { known: nothingKnown(place), lastAudit: null, ids: new Map(), verdicts: new Map() };
  // Audits of several places at once know what is of no place in any order.
  if (row.last_audit_at >= at && place.account !== everywhere.account)
    throw new UserError(
      `the audit of ${textOfPlace(place)} of ${at} is not later than one that is stored, of ${row.last_audit_at}\nkeep audits of the past in a store of their own`,
    );
  const findings = await loadFindings(writing, place);
  const resources = await loadResources(writing, place);
  const known: Known = {
    place,
    policies: JSON.parse(row.policies) as Known['policies'],
    findings: [...findings.keys()],
    resources: [...resources.keys()],
    seen: JSON.parse(row.seen) as Known['seen'],
    blind: JSON.parse(row.blind) as readonly Blind[],
  };
  return {
    known,
    lastAudit: row.last_audit_at,
    ids: new Map<KnownFinding | KnownResource, number>([...findings, ...resources]),
    verdicts: await loadVerdicts(writing, place),
  };
}

type At = Sighting['place'];

async function loadFindings(writing: Writing, { account, region }: At): Promise<Map<KnownFinding, number>> {
  const rows = await writing
    .selectFrom('finding')
    .innerJoin('evidence', 'evidence.digest', 'finding.evidence')
    .selectAll('finding')
    .select('evidence.finding')
    .where('account', '=', account)
    .where('region', '=', region)
    .orderBy('finding.id')
    .execute();
  return new Map(
    rows.map((row) => [
      {
        identity: row.identity,
        finding: JSON.parse(row.finding) as Finding,
        standing: row.standing as KnownFinding['standing'],
        since: { after: row.after_at, until: row.since_at },
        openedAt: row.opened_at,
        confirmed: row.confirmed_at,
        unverified: fromJson(row.unverified),
        settlingSince: row.settling_since,
        doubt: fromJson(row.doubt),
        turns: JSON.parse(row.turns) as readonly string[],
        flapping: row.flapping === 1,
      },
      Number(row.id),
    ]),
  );
}

const fromJson = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

async function loadResources(writing: Writing, { account, region }: At): Promise<Map<KnownResource, number>> {
  const rows = await writing
    .selectFrom('resource')
    .selectAll()
    .where('account', '=', account)
    .where('region', '=', region)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  return new Map(
    rows.map(({ id, policy, component, type, name, label, ...row }) => [
      {
        policy,
        component,
        resource: { type, id: row.resource_id, name, ...(label !== null && { label }), account, region },
        properties: JSON.parse(row.properties) as KnownResource['properties'],
        hidden: JSON.parse(row.hidden) as readonly string[],
        confirmed: row.confirmed_at,
      },
      Number(id),
    ]),
  );
}

async function loadVerdicts(writing: Writing, { account, region }: At): Promise<Loaded['verdicts']> {
  const rows = await writing
    .selectFrom('verdict')
    .select(['id', 'identity', 'state', 'severity', 'policy', 'policy_sha256', 'evidence', 'last_at'])
    .where('account', '=', account)
    .where('region', '=', region)
    .where('ended_at', 'is', null)
    .execute();
  return new Map(
    rows.map(({ id, identity, policy_sha256: policySha256, last_at: last, ...row }) => [
      identity,
      { ...row, id: Number(id), policySha256, last },
    ]),
  );
}
