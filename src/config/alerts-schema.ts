import { object, type Schema, text } from '../documents/schema.ts';
import { severities } from '../model/severity.ts';

/** How incidents are told: `alerts` of the configuration. */
export function alertsSchema(): Schema {
  const properties = {
    routes: {
      type: 'object',
      description: 'Where incidents are told, by a name of your own, which the `owner` of a policy may name.',
      minProperties: 1,
      additionalProperties: route(),
    },
    fallback: text('The route of what has no other.'),
    bySeverity: perSeverity('The routes of each severity, where the owner of the policy has none.', {
      ...names('Routes.'),
      minItems: 1,
    }),
    reminders: perSeverity(
      'After how many minutes what stands unchanged is told again; a severity that is left out never is. Left out as a whole: critical 240, high 1440, medium 10080.',
      { type: 'integer', minimum: 1, maximum: 999_999, description: 'Minutes.' },
    ),
    quiet: { type: 'array', description: 'Times in which nobody is called.', items: quiet() },
    slackApiUrl: text('Another endpoint than Slack.'),
  };
  return object('How incidents are told. Tokens and secrets come from the environment.', properties, {
    required: ['routes', 'fallback'],
  });
}

function route(): Schema {
  const properties = {
    slack: text('The id of a Slack channel: `C0123456789`.', {
      pattern: '^[CGD][A-Z0-9]{5,}$',
      errorMessage: 'must be the id of a Slack channel, such as "C0123456789"',
    }),
    webhook: text('The URL that gets it as signed JSON.'),
    mentions: perSeverity('Who is called, by severity.', {
      type: 'array',
      description: '`@here`, `@channel`, or the id of a person or a user group.',
      items: {
        type: 'string',
        pattern: '^(@here|@channel|@everyone|[USW][A-Z0-9]{6,})$',
        errorMessage: 'must be "@here", "@channel" or an id such as "S0123456789"',
      },
    }),
  };
  return object('A Slack channel or a webhook.', properties);
}

function quiet(): Schema {
  const properties = {
    start: text('When it starts, as cron has it: `0 22 * * 6`.'),
    minutes: { type: 'integer', description: 'How long it lasts.', minimum: 1, maximum: 40_320 },
    timezone: text('An IANA name: `America/Sao_Paulo`.'),
    reason: text('Why nobody is called.'),
    accounts: names('Only these accounts, by their 12 digits.'),
    policies: names('Only these policies, by id.'),
  };
  return object('A time in which nobody is called.', properties, {
    required: ['start', 'minutes', 'timezone', 'reason'],
  });
}

const names = (description: string): Schema => ({
  type: 'array',
  description,
  uniqueItems: true,
  items: { type: 'string', minLength: 1 },
});

const perSeverity = (description: string, each: Schema): Schema =>
  object(description, Object.fromEntries(severities.map((severity) => [severity, each])));
