/** When something is due: five fields of cron, read in a time zone. */
export interface Schedule {
  readonly cron: string;
  /** An IANA name: `Europe/Berlin`. */
  readonly timezone: string;
}

/** Policies that are due at the same times: they are audited together. */
export interface Group {
  readonly schedule: Schedule;
  /** By id. */
  readonly policies: readonly string[];
}

/** When which policies are audited, and when nobody hearing of an audit is worth an alert. */
export interface Timetable {
  readonly groups: readonly Group[];
  /** Milliseconds that an audit begins after it is due, at most. */
  readonly jitter: number;
  /** After how many due times without an audit that succeeded a place is overdue. */
  readonly missedIntervals: number;
  /** After how many audits in a row that could read nothing of it. */
  readonly unreadableRuns: number;
}
