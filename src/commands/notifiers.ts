import type { Notifier } from '../model/incident.ts';
import { UserError } from '../model/user-error.ts';
import { slackNotifier } from '../notifiers/slack.ts';
import { webhookNotifier } from '../notifiers/webhook.ts';
import type { Shell } from './shell.ts';

interface SlackGiven {
  readonly slackApiUrl?: string | undefined;
  /** Nothing is sent, and no token needed. */
  readonly dryRun?: boolean | undefined;
}

/** The token is in the environment and nowhere else. */
export function slackFor({ env }: Shell, { slackApiUrl, dryRun }: SlackGiven): Notifier {
  const token = env['SLACK_BOT_TOKEN']?.trim() ?? '';
  if (!(token || dryRun))
    throw new UserError('SLACK_BOT_TOKEN is not set: it is the token of the bot that tells');
  return slackNotifier({ token, slackApiUrl: slackApiUrl ?? env['SLACK_API_URL'] });
}

export function webhookFor({ env, now }: Shell, dryRun: boolean | undefined): Notifier {
  const secret = env['PLUMBLINE_WEBHOOK_SECRET'] ?? '';
  if (!(secret || dryRun)) throw new UserError('PLUMBLINE_WEBHOOK_SECRET is not set: it signs what is sent');
  return webhookNotifier({ secret, now });
}
