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

/** The message of a key, if it arrived since: an attempt whose outcome nobody knows is not made again before. */
export async function lookUp(client: WebClient, telling: Telling): Promise<MessageRef | undefined> {
  const { key, ref, route, kind } = telling;
  const inThread = kind === 'reply' ? ref : null;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await pageOf(client, telling, cursor);
    const found = answer.messages?.find((message) => keyOf(message as Found) === key);
    if (found?.ts !== undefined)
      return inThread ? { ...inThread, last: found.ts } : { channel: ref?.channel ?? route.to, ts: found.ts };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}

const keyOf = ({ metadata }: Found): unknown =>
  (metadata?.event_payload as { readonly key?: unknown } | undefined)?.key;

function pageOf(
  client: WebClient,
  { kind, route, ref, uncertainSince }: Telling,
  cursor: string | undefined,
): Promise<ConversationsHistoryResponse | ConversationsRepliesResponse> {
  const begun = uncertainSince === null ? 0 : Date.parse(uncertainSince) - skew;
  const options = {
    channel: ref?.channel ?? route.to,
    oldest: (begun / 1000).toFixed(6),
    include_all_metadata: true,
    limit: pageSize,
    ...(cursor && { cursor }),
  };
  if (kind === 'reply' && ref) return client.conversations.replies({ ...options, ts: ref.ts });
  return client.conversations.history(options);
}
