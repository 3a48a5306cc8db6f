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

/** Where the message of a key may stand: what could not go to its channel may have gone another way. */
export const whereabouts = ({ ref, route, detours }: Telling): readonly string[] => [
  ...new Set([ref?.channel ?? route.to, ...detours]),
];

/** The message of a key, if it arrived since: an attempt whose outcome nobody knows is not made again before. */
export async function lookUp(
  client: WebClient,
  telling: Telling,
  channel: string,
): Promise<MessageRef | undefined> {
  const { key } = telling;
  const thread = threadIn(telling, channel);
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await pageOf(client, telling, channel, cursor);
    const found = answer.messages?.find((message) => keyOf(message as Found) === key);
    if (found?.ts !== undefined)
      return thread ? { ...thread, last: found.ts } : (repliedTo(telling) ?? { channel, ts: found.ts });
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}

const repliedTo = ({ kind, ref }: Telling): MessageRef | null => (kind === 'reply' ? ref : null);

const threadIn = (telling: Telling, channel: string): MessageRef | null => {
  const ref = repliedTo(telling);
  return ref?.channel === channel ? ref : null;
};

const keyOf = ({ metadata }: Found): unknown =>
  (metadata?.event_payload as { readonly key?: unknown } | undefined)?.key;

function pageOf(
  client: WebClient,
  telling: Telling,
  channel: string,
  cursor: string | undefined,
): Promise<ConversationsHistoryResponse | ConversationsRepliesResponse> {
  const { uncertainSince } = telling;
  const thread = threadIn(telling, channel);
  const begun = uncertainSince === null ? 0 : Date.parse(uncertainSince) - skew;
  const options = {
    channel,
    oldest: (begun / 1000).toFixed(6),
    include_all_metadata: true,
    limit: pageSize,
    ...(cursor && { cursor }),
  };
  if (thread) return client.conversations.replies({ ...options, ts: thread.ts });
  return client.conversations.history(options);
}
