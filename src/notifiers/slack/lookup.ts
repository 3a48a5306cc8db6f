import type { ConversationsHistoryResponse, ConversationsRepliesResponse, WebClient } from '@slack/web-api';
import type { MessageRef, Telling } from '../../model/incident.ts';

export const eventType = 'plumbline_incident';

/** Slack's clock and ours may differ. */
const skew = 5 * 60 * 1000;
const pageSize = 200;
const mostPages = 20;

interface Found {
  readonly ts?: string | undefined;
  readonly metadata?: { readonly event_payload?: object | undefined } | undefined;
}

/** Where the message of a key may stand: a first one that could not go to its channel may have gone another way. */
export const whereabouts = ({ kind, ref, route, detours }: Telling): readonly string[] =>
  kind === 'post' || !ref ? [...new Set([ref?.channel ?? route.to, ...detours])] : [ref.channel];

/** The message of a key, if it arrived since: an attempt whose outcome nobody knows is not made again before. */
export async function lookUp(
  client: WebClient,
  telling: Telling,
  channel: string,
): Promise<MessageRef | undefined> {
  const { key, ref, kind } = telling;
  const inThread = kind === 'reply' ? ref : null;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await pageOf(client, telling, channel, cursor);
    const found = answer.messages?.find((message) => keyOf(message as Found) === key);
    if (found?.ts !== undefined)
      return inThread ? { ...inThread, last: found.ts } : { channel, ts: found.ts };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}

const keyOf = ({ metadata }: Found): unknown =>
  (metadata?.event_payload as { readonly key?: unknown } | undefined)?.key;

function pageOf(
  client: WebClient,
  { kind, ref, uncertainSince }: Telling,
  channel: string,
  cursor: string | undefined,
): Promise<ConversationsHistoryResponse | ConversationsRepliesResponse> {
  const begun = uncertainSince === null ? 0 : Date.parse(uncertainSince) - skew;
  const options = {
    channel,
    oldest: (begun / 1000).toFixed(6),
    include_all_metadata: true,
    limit: pageSize,
    ...(cursor && { cursor }),
  };
  if (kind === 'reply' && ref) return client.conversations.replies({ ...options, ts: ref.ts });
  return client.conversations.history(options);
}
