import type { QuietWindow } from '../model/alerts.ts';
import type { Severity } from '../model/severity.ts';

/** `plumbline.config.json`: where to look, and by what to judge. No secret stands in it. */
export interface Config {
  readonly version: 1;
  /** Policy files and folders of them, from where the configuration stands. */
  readonly policies: readonly string[];
  readonly accounts: readonly AccountEntry[];
  /** Seconds an audit of one place may take. */
  readonly deadline?: number;
  /** Where audits are remembered: a file, from where the configuration stands, or the URL of a Postgres database. */
  readonly store?: string;
  readonly evidence?: EvidenceEntry;
  readonly alerts?: AlertsEntry;
  readonly schedule?: ScheduleEntry;
}

/** Where each audit leaves its evidence, and how much of it is kept. */
export interface EvidenceEntry {
  /** From where the configuration stands. */
  readonly folder: string;
  readonly keep?: { readonly runs?: number; readonly days?: number };
}

/** An account in some regions. Without a role it is that of the credentials. */
export interface AccountEntry {
  /** What people call it: `production`. */
  readonly name: string;
  /** Its 12 digits, where no role says them. */
  readonly account?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly regions: readonly string[];
}

type PerSeverity<T> = Readonly<Partial<Record<Severity, T>>>;

/** How incidents are told. */
export interface AlertsEntry {
  readonly routes: Readonly<Record<string, RouteEntry>>;
  readonly fallback: string;
  readonly bySeverity?: PerSeverity<readonly string[]>;
  /** Minutes. */
  readonly reminders?: PerSeverity<number>;
  readonly quiet?: readonly QuietWindow[];
  readonly slackApiUrl?: string;
}

/** One of `slack` and `webhook`. */
interface RouteEntry {
  readonly slack?: string;
  readonly webhook?: string;
  readonly mentions?: PerSeverity<readonly string[]>;
}

/** When audits are due. What is left out is every quarter of an hour. */
export interface ScheduleEntry extends Times {
  /** Seconds. */
  readonly jitter?: number;
  /** By the policy's id. */
  readonly policies?: Readonly<Record<string, Times>>;
  readonly watchdog?: { readonly missedIntervals?: number; readonly unreadableRuns?: number };
}

interface Times {
  readonly cron?: string;
  readonly timezone?: string;
}
