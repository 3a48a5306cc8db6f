import { object, type Schema, text } from '../documents/schema.ts';

/** When audits are due: `schedule` of the configuration. */
export function scheduleSchema(): Schema {
  const times = {
    cron: text('When an audit is due, as five fields of cron: `*/15 * * * *`.'),
    timezone: text('The IANA name of the time zone that is read in: `America/Sao_Paulo`.'),
  };
  const properties = {
    cron: { ...times.cron, default: defaults.cron },
    timezone: { ...times.timezone, default: defaults.timezone },
    jitter: {
      type: 'integer',
      description: 'Seconds that an audit begins after it is due, at most: a random number of them.',
      minimum: 0,
      maximum: 3600,
      default: defaults.jitter,
    },
    policies: {
      type: 'object',
      description: 'Other times for some policies, by id. What is left out is as above.',
      additionalProperties: object('The times of a policy.', times),
    },
    watchdog: object('When it is worth an alert that a place is not audited.', {
      missedIntervals: {
        type: 'integer',
        description: 'After how many due times without an audit that succeeded.',
        minimum: 1,
        maximum: 1000,
        default: defaults.missedIntervals,
      },
      unreadableRuns: {
        type: 'integer',
        description: 'After how many audits in a row that could read nothing of it.',
        minimum: 1,
        maximum: 1000,
        default: defaults.unreadableRuns,
      },
    }),
  };
  return object('When audits are due: `plumbline watch`.', properties);
}

export const defaults = {
  cron: '*/15 * * * *',
  timezone: 'UTC',
  jitter: 30,
  missedIntervals: 2,
  unreadableRuns: 6,
} as const;
