import type { WebClient } from '@slack/web-api';
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
export async function lookUp(
  client: WebClient,
  { key, kind, route, ref, uncertainSince }: Telling,
): Promise<MessageRef | undefined> {
  if (uncertainSince === null) return undefined;
  const oldest = ((Date.parse(uncertainSince) - skew) / 1000).toFixed(6);
  const channel = ref?.channel ?? route.to;
  const isIt = ({ metadata }: Found) =>
    (metadata?.event_payload as { key?: unknown } | undefined)?.key === key;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const options = {
      channel,
      oldest,
      include_all_metadata: true,
      limit: pageSize,
      ...(cursor ? { cursor } : {}),
    };
    const answer =
      kind === 'reply' && ref
        ? await client.conversations.replies({ ...options, ts: ref.ts })
        : await client.conversations.history(options);
    const found = (answer.messages as readonly Found[] | undefined)?.find(isIt);
    if (found?.ts !== undefined)
      return kind === 'reply' && ref ? { ...ref, last: found.ts } : { channel, ts: found.ts };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  return undefined;
}
