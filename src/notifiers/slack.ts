import type { ChatPostMessageArguments, ChatUpdateArguments, WebClient } from '@slack/web-api';
import type { MessageRef, Notifier, Telling, Told } from '../model/incident.ts';
import { briefly, type Content, messageOf, replyOf } from './slack/blocks.ts';
import { clientOf, type SlackOptions } from './slack/client.ts';
import { eventType, lookUp, whereabouts } from './slack/lookup.ts';
import { isOfContent, outcomeOf } from './slack/outcome.ts';

/** One message an incident, edited as it goes on, with what is new in its thread. */
export function slackNotifier(options: SlackOptions): Notifier {
  const client = clientOf(options);
  return {
    name: 'slack',
    tell: (telling) => tell(client, telling),
    acknowledgedBy: (ref) => acknowledgedBy(client, ref, options.acknowledgement ?? 'eyes'),
    doubts: (telling, ref) => doubtsAbout(client, telling, ref),
    payload: (telling) => argumentsOf(telling, contentOf(telling)),
  };
}

async function tell(client: WebClient, telling: Telling): Promise<Told> {
  // An edit made twice is the same edit.
  if (telling.kind !== 'edit' && telling.uncertainSince !== null) {
    const found = await findAnywhere(client, telling);
    if (found) return found;
  }
  const told = await send(client, telling, contentOf(telling));
  if (told.status !== 'refused' || !isOfContent(told.reason)) return told;
  // Whatever Slack does not like of it, it must not be the reason that nobody hears of it.
  return send(client, telling, briefly(telling.notice, mentionsOf(telling)));
}

async function findAnywhere(client: WebClient, telling: Telling): Promise<Told | undefined> {
  for (const channel of whereabouts(telling)) {
    const found = await attempt(() => lookUp(client, telling, channel));
    if (found.status === 'failed' && found.outcome.status === 'retry') return found.outcome;
    // Where nobody may look (no scope, or a public channel that was archived), a second message is better than none.
    if (found.status === 'done' && found.value) return { status: 'delivered', ref: found.value };
  }
  return undefined;
}

async function send(client: WebClient, telling: Telling, content: Content): Promise<Told> {
  const sent = await attempt(async () => {
    if (telling.kind === 'edit')
      return client.chat.update(argumentsOf(telling, content) as ChatUpdateArguments);
    return client.chat.postMessage(argumentsOf(telling, content) as ChatPostMessageArguments);
  });
  if (sent.status === 'failed') return isLost(telling, sent.outcome) ? missing(sent.outcome) : sent.outcome;
  const { channel, ts } = sent.value;
  if (ts === undefined)
    return {
      status: 'retry',
      reason: 'Slack did not say where the message stands',
      uncertain: true,
      after: null,
    };
  const { ref, kind, route } = telling;
  if (kind === 'reply' && ref) return { status: 'delivered', ref: { ...ref, last: ts } };
  return { status: 'delivered', ref: { ...(kind === 'edit' && ref), channel: channel ?? route.to, ts } };
}

/** A channel that is gone takes its messages along; from one that is closed the route may have moved on. */
const isLost = ({ ref, route }: Telling, outcome: Failure): boolean =>
  ref !== null &&
  outcome.status === 'refused' &&
  outcome.concerns === 'route' &&
  (/channel_not_found/.test(outcome.reason) || ref.channel !== route.to);

const missing = ({ reason }: Failure): Told => ({ status: 'missing', reason });

type Failure = Exclude<Told, { status: 'delivered' }>;

type Attempt<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly outcome: Failure };

async function attempt<T>(call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { status: 'done', value: await call() };
  } catch (error) {
    return { status: 'failed', outcome: outcomeOf(error) };
  }
}

const mentionsOf = ({ route, notice }: Telling): readonly string[] => route.mentions[notice.severity] ?? [];

const contentOf = (telling: Telling): Content =>
  telling.kind === 'reply'
    ? replyOf(telling.notice, mentionsOf(telling), telling.ref ? null : telling.notice.detour)
    : messageOf(telling.notice, mentionsOf(telling));

/** What goes to Slack, but for the token. */
function argumentsOf({ key, kind, route, ref, notice }: Telling, { text, blocks }: Content): object {
  const content = {
    text,
    ...(blocks.length > 0 && { blocks }),
    // Names and addresses that are found in a text are left alone.
    parse: 'none',
    link_names: false,
  };
  if (kind === 'edit') return { channel: ref?.channel ?? route.to, ts: ref?.ts ?? '', ...content };
  return {
    channel: ref?.channel ?? route.to,
    ...(kind === 'reply' && ref && { thread_ts: ref.ts, reply_broadcast: notice.calls }),
    ...content,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: eventType, event_payload: { key, incident: notice.incident } },
  };
}

/** On the message, and on the last reply: who saw the change acknowledges the change. */
async function acknowledgedBy(
  client: WebClient,
  { channel, ts, last }: MessageRef,
  reaction: string,
): Promise<readonly string[] | null> {
  const marks: string[] = [];
  for (const timestamp of [ts, ...(last === undefined ? [] : [last])]) {
    const answer = await attempt(() => client.reactions.get({ channel, timestamp, full: true }));
    if (answer.status === 'failed' && answer.outcome.status !== 'missing') return null;
    if (answer.status === 'failed') continue;
    const { reactions = [] } = answer.value.message ?? {};
    const mine = reactions.filter(({ name }) => name === reaction).flatMap(({ users = [] }) => users);
    marks.push(...mine.map((user) => `${user} ${timestamp}`));
  }
  return marks;
}

async function doubtsAbout(client: WebClient, telling: Telling, ref: MessageRef): Promise<readonly string[]> {
  const found = await attempt(() => lookUp(client, { ...telling, ref }, ref.channel));
  const seen = await attempt(() =>
    client.reactions.get({ channel: ref.channel, timestamp: ref.ts, full: true }),
  );
  const unsafe = 'after a crash a message may be sent twice';
  return [
    ...(found.status === 'failed'
      ? [
          `the channel cannot be read (${found.outcome.reason}; channels:history, of a private one groups:history): ${unsafe}`,
        ]
      : []),
    ...(found.status === 'done' && !found.value
      ? [`the message is there without its metadata (metadata.message:read): ${unsafe}`]
      : []),
    ...(seen.status === 'failed'
      ? [`reactions cannot be read (${seen.outcome.reason}; reactions:read): nobody can acknowledge`]
      : []),
  ];
}
