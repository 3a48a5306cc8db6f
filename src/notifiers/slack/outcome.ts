import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { Told } from '../../model/incident.ts';
import { codeOf, neverConnected } from '../network.ts';

/** What a call of Slack's that failed means for what was to be said. */
export function outcomeOf(error: unknown): Exclude<Told, { status: 'delivered' }> {
  if (error instanceof WebAPIRateLimitedError)
    return { ...retry(`Slack asks to wait ${error.retryAfter} s`, false), after: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) return ofAnswer(error.data.error);
  if (error instanceof WebAPIHTTPError) return ofStatus(error.statusCode);
  if (error instanceof WebAPIRequestError) return ofNetwork(error.original);
  // The SDK's word for a 429 that does not say how long.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return { ...retry('Slack asks to wait', false), after: 30_000 };
  throw error;
}

const retry = (reason: string, uncertain: boolean) =>
  ({ status: 'retry', reason, uncertain, after: null }) as const;

function ofAnswer(error: string): Exclude<Told, { status: 'delivered' }> {
  const reason = `Slack answered ${error}`;
  if (['ratelimited', 'rate_limited', 'message_limit_exceeded'].includes(error))
    return { ...retry(reason, false), after: 30_000 };
  // "It's possible some aspect of the operation succeeded": https://docs.slack.dev/reference/methods/chat.postMessage
  if (broken.has(error)) return retry(reason, true);
  if (gone.has(error)) return { status: 'missing', reason };
  const concerns = ofToken.has(error) ? 'notifier' : ofChannel.has(error) ? 'route' : 'message';
  return { status: 'refused', reason, concerns };
}

const broken = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

const gone = new Set([
  'message_not_found',
  'thread_not_found',
  'cannot_reply_to_message',
  'cant_update_message',
  'edit_window_closed',
]);

const ofToken = new Set([
  'access_denied',
  'account_inactive',
  'accesslimited',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
]);

const ofChannel = new Set([
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
]);

/** What Slack refuses a message for that would pass if it were plainer. */
export const isOfContent = (reason: string): boolean =>
  /invalid_blocks|blocks_too_long|msg_too_long|markdown|invalid_arguments|invalid_metadata/.test(reason);

function ofStatus(status: number): Exclude<Told, { status: 'delivered' }> {
  const reason = `Slack answered with HTTP status ${status}`;
  if (status >= 500 || status === 408) return retry(reason, true);
  return { status: 'refused', reason, concerns: 'notifier' };
}

/** Where no connection came about nothing arrived. Of the error only its code is told: its text may hold the token. */
function ofNetwork(error: Error): Exclude<Told, { status: 'delivered' }> {
  const code = codeOf(error);
  const reason = `Slack could not be reached: ${code}`;
  return retry(reason, !neverConnected(code));
}
