import type { Generated } from 'kysely';

/** The tables as Kysely sees them; what they hold is told in schema/. */
export interface Tables {
  readonly schema_version: {
    readonly version: number;
    readonly applied_at: string;
    readonly plumbline: string;
  };
  readonly place: PlaceRow;
  readonly place_policy: PlacePolicyRow;
  readonly recording: RecordingRow;
  readonly lease: Where & { readonly holder: string; readonly expires_at: string };
  readonly run: RunRow;
  readonly evidence: { readonly digest: string; readonly finding: string };
  readonly verdict: VerdictRow;
  readonly finding: FindingRow;
  readonly resource: ResourceRow;
  readonly incident: IncidentRow;
  readonly outbox: OutboxRow;
  readonly message: { readonly incident: string; readonly route: string; readonly reference: string };
}

interface Where {
  readonly account: string;
  readonly region: string;
}

interface PlaceRow extends Where {
  readonly first_audit_at: string;
  readonly last_audit_at: string;
  readonly seen: string;
  readonly blind: string;
}

interface PlacePolicyRow extends Where {
  readonly policy: string;
  readonly sha256: string;
  readonly last_judged_at: string;
}

interface RecordingRow {
  readonly audit_at: string;
  readonly folder: string;
  readonly sha256: string;
  readonly exchanges: number;
}

interface RunRow extends Where {
  readonly id: Generated<number>;
  readonly first_at: string;
  readonly last_at: string;
  readonly audits: number;
  readonly gaps: string;
  readonly plumbline: string;
  readonly policies: string;
  readonly unread_count: number;
  readonly unread: string;
}

interface VerdictRow extends Where {
  readonly id: Generated<number>;
  readonly identity: string;
  readonly policy: string;
  readonly component: string | null;
  readonly check_name: string;
  readonly resource_type: string | null;
  readonly resource_name: string | null;
  readonly resource_id: string | null;
  readonly state: string;
  readonly severity: string;
  readonly message: string;
  readonly policy_sha256: string;
  readonly evidence: string;
  readonly after_at: string | null;
  readonly first_at: string;
  readonly last_at: string | null;
  readonly ended_at: string | null;
}

interface FindingRow extends Where {
  readonly id: Generated<number>;
  readonly identity: string;
  readonly policy: string;
  readonly standing: string | null;
  readonly opened_at: string | null;
  readonly after_at: string | null;
  readonly since_at: string;
  readonly confirmed_at: string | null;
  readonly unverified: string | null;
  readonly settling_since: string | null;
  readonly doubt: string | null;
  readonly turns: string;
  readonly flapping: number;
  readonly evidence: string;
}

interface ResourceRow extends Where {
  readonly id: Generated<number>;
  readonly policy: string;
  readonly component: string;
  readonly type: string;
  readonly name: string;
  readonly resource_id: string;
  readonly label: string | null;
  readonly properties: string;
  readonly hidden: string;
  readonly first_at: string;
  readonly changed_at: string;
  readonly confirmed_at: string | null;
  readonly removed_at: string | null;
}

interface IncidentRow {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly status: string;
  readonly policy: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly component: string | null;
  readonly severity: string;
  readonly opened_at: string;
  readonly resolved_at: string | null;
  readonly payload: string;
}

interface OutboxRow {
  readonly position: number;
  readonly id: string;
  readonly incident: string;
  readonly route: string;
  readonly kind: string;
  readonly status: string;
  readonly at: string;
  readonly settled_at: string | null;
  readonly not_before: string | null;
  readonly uncertain_since: string | null;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly refused: string | null;
  readonly payload: string;
}
