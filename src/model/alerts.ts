import type { Route } from './incident.ts';
import type { Severity } from './severity.ts';

/** How incidents are told: to whom, how often, and when not. */
export interface AlertSettings {
  readonly routes: readonly Route[];
  /** The routes of each severity, where the policy's owner has none; what is absent goes to `fallback`. */
  readonly bySeverity: Readonly<Partial<Record<Severity, readonly string[]>>>;
  readonly fallback: string;
  /** After how many milliseconds what stands unchanged is told again; absent is never. */
  readonly reminders: Readonly<Partial<Record<Severity, number>>>;
  readonly quiet: readonly QuietWindow[];
  readonly flapping: {
    /** So many changes of mind … */
    readonly turns: number;
    /** … within so many milliseconds … */
    readonly within: number;
    /** … make it flap, until it has kept still for so many. */
    readonly calm: number;
  };
  /** Of what cannot be seen, and of audits that are overdue. */
  readonly blindness: Severity;
  /** What people call an account. */
  readonly names: Readonly<Record<string, string>>;
}

/** A time in which nobody is called. What still stands afterwards is told then. */
export interface QuietWindow {
  /** When it starts, as cron has it: `0 22 * * 6`. */
  readonly start: string;
  readonly minutes: number;
  /** An IANA name: `America/Sao_Paulo`. */
  readonly timezone: string;
  readonly reason: string;
  /** Only these; absent is all. */
  readonly accounts?: readonly string[] | undefined;
  readonly policies?: readonly string[] | undefined;
}

const hour = 60 * 60 * 1000;

export const defaultAlerts: Omit<AlertSettings, 'routes' | 'fallback'> = {
  bySeverity: {},
  reminders: { critical: 4 * hour, high: 24 * hour, medium: 7 * 24 * hour },
  quiet: [],
  flapping: { turns: 3, within: 24 * hour, calm: hour },
  blindness: 'high',
  names: {},
};
