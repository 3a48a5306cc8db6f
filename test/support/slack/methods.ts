import { complaintAbout } from './limits.ts';
import type { Answer, SlackMessage, Workspace } from './workspace.ts';

type Method = (workspace: Workspace, body: URLSearchParams) => Answer;

export const methods: Readonly<Record<string, Method>> = {
  'auth.test': () => ({ team: 'Kiosk', user: 'plumbline', user_id: 'U0BOT' }),
  'chat.postMessage': post,
  'chat.update': update,
  'conversations.history': history,
  'conversations.replies': replies,
  'reactions.get': reactions,
};

/** About one message a second in a channel: https://docs.slack.dev/apis/web-api/rate-limits */
function post(workspace: Workspace, body: URLSearchParams): Answer {
  const { now, posted, messages } = workspace;
  const channel = body.get('channel') ?? '';
  const trouble = channelTrouble(workspace, channel);
  if (trouble) return { error: trouble };
  const last = posted.get(channel);
  if (last !== undefined && now().getTime() - last < 1000) return { wait: 1 };
  const { text, blocks, metadata } = contentOf(body);
  const complaint = complaintOf(workspace, text, blocks, metadata);
  if (complaint) return { error: complaint };
  const thread = body.get('thread_ts');
  if (thread !== null && !messages.some(({ ts }) => ts === thread)) return { error: 'thread_not_found' };
  posted.set(channel, now().getTime());
  const message: SlackMessage = {
    channel,
    ts: workspace.nextTs(),
    thread,
    broadcast: body.get('reply_broadcast') === 'true',
    metadata: (metadata as SlackMessage['metadata']) ?? null,
    versions: [{ text: text ?? '', blocks: (blocks ?? []) as unknown[] }],
    reactions: [],
  };
  messages.push(message);
  return { channel, ts: message.ts };
}

function update(workspace: Workspace, body: URLSearchParams): Answer {
  const channel = body.get('channel') ?? '';
  const trouble = channelTrouble(workspace, channel);
  if (trouble) return { error: trouble };
  if (isTooOften(workspace, 'chat.update', 50)) return { wait: 10 };
  const message = workspace.messages.find((one) => one.channel === channel && one.ts === body.get('ts'));
  if (!message) return { error: 'message_not_found' };
  const { text, blocks, metadata } = contentOf(body);
  const complaint = complaintOf(workspace, text, blocks, metadata);
  if (complaint) return { error: complaint };
  message.versions.push({ text: text ?? '', blocks: (blocks ?? []) as unknown[] });
  return { channel, ts: message.ts };
}

function history(workspace: Workspace, body: URLSearchParams): Answer {
  const channel = body.get('channel') ?? '';
  const trouble = channelTrouble(workspace, channel, true);
  if (trouble) return { error: trouble };
  if (isTooOften(workspace, 'conversations.history', 50)) return { wait: 10 };
  // A reply that was broadcast stands in the channel too.
  const found = workspace.messages.filter(
    (one) => one.channel === channel && (one.thread === null || one.broadcast),
  );
  return paged(found.reverse(), body, 100);
}

function replies(workspace: Workspace, body: URLSearchParams): Answer {
  const { messages } = workspace;
  const channel = body.get('channel') ?? '';
  const trouble = channelTrouble(workspace, channel, true);
  if (trouble) return { error: trouble };
  const root = messages.find(({ ts }) => ts === body.get('ts'));
  if (!root) return { error: 'thread_not_found' };
  return paged([root, ...messages.filter(({ thread }) => thread === root.ts)], body, 1000);
}

function paged(messages: readonly SlackMessage[], body: URLSearchParams, usual: number): Answer {
  const oldest = Number(body.get('oldest') ?? 0);
  const found = messages.filter(({ ts, thread }) => Number(ts) > oldest || thread === ts);
  const start = Number(body.get('cursor') ?? 0);
  const size = Number(body.get('limit') ?? usual);
  const shown = found.slice(start, start + size).map(({ ts, metadata, versions, thread }) => ({
    type: 'message',
    ts,
    text: versions.at(-1)?.text,
    ...(thread !== null && { thread_ts: thread }),
    ...(body.get('include_all_metadata') === 'true' && metadata && { metadata }),
  }));
  const more = start + size < found.length;
  return {
    messages: shown,
    has_more: more,
    response_metadata: { next_cursor: more ? String(start + size) : '' },
  };
}

function reactions(workspace: Workspace, body: URLSearchParams): Answer {
  const message = workspace.messages.find(({ ts }) => ts === body.get('timestamp'));
  if (!message) return { error: 'message_not_found' };
  const named = message.reactions.map(({ name, users }) => ({ name, users, count: users.length }));
  return { type: 'message', message: { ts: message.ts, ...(named.length > 0 && { reactions: named }) } };
}

function channelTrouble({ channels }: Workspace, channel: string, reads = false): string | undefined {
  const found = channels.get(channel);
  if (!found) return 'channel_not_found';
  if (!found.archived) return undefined;
  if (!reads) return 'is_archived';
  return found.isPrivate ? undefined : 'not_in_channel';
}

function complaintOf({ refusesBlocks }: Workspace, text: string | null, blocks: unknown, metadata: unknown) {
  return refusesBlocks && blocks !== undefined ? 'invalid_blocks' : complaintAbout(text, blocks, metadata);
}

function isTooOften({ now, recent }: Workspace, method: string, most: number): boolean {
  const at = now().getTime();
  const calls = (recent.get(method) ?? []).filter((call) => at - call < 60_000);
  const tooOften = calls.length >= most;
  recent.set(method, tooOften ? calls : [...calls, at]);
  return tooOften;
}

function contentOf(body: URLSearchParams) {
  const parsed = (name: string): unknown => {
    const given = body.get(name);
    return given === null ? undefined : JSON.parse(given);
  };
  return { text: body.get('text'), blocks: parsed('blocks'), metadata: parsed('metadata') };
}
