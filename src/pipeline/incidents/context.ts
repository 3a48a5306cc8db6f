import type { AlertSettings } from '../../model/alerts.ts';
import type { Incident, OutboxItem } from '../../model/incident.ts';
import type { Policy } from '../../model/policy.ts';

/** What is known besides the drift: how to tell, and the policies, for their titles, owners and relations. */
export interface AlertContext {
  readonly settings: AlertSettings;
  readonly policies: readonly Policy[];
  /** The marks of those who acknowledged, by the incident's id, where that could be read. */
  readonly marks?: ReadonlyMap<string, readonly string[]> | undefined;
}

export interface Told {
  /** Those that are otherwise than before, to be stored. */
  readonly incidents: readonly Incident[];
  /** What is to be said of them, to be stored in the same transaction. */
  readonly outbox: readonly OutboxItem[];
}

export const together = (told: readonly Told[]): Told => ({
  incidents: told.flatMap(({ incidents }) => incidents),
  outbox: told.flatMap(({ outbox }) => outbox),
});
