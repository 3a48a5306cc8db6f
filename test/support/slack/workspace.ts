/** What Slack answers; `wait` is a 429. */
export type Answer = Readonly<Record<string, unknown>>;

export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  readonly broadcast: boolean;
  readonly metadata: {
    readonly event_type: string;
    readonly event_payload: Readonly<Record<string, unknown>>;
  } | null;
  /** Each version: the first as it was posted, the others as it was edited. */
  readonly versions: { readonly text: string; readonly blocks: readonly unknown[] }[];
  readonly reactions: { name: string; users: string[] }[];
}

export interface Workspace {
  readonly now: () => Date;
  readonly token: string;
  revoked: boolean;
  /** Methods whose scope was not granted. */
  readonly lacks: Set<string>;
  /** Every block is one block too many. */
  refusesBlocks: boolean;
  /**
   * Of a public channel that is archived everybody is taken out, bots too; of a private one nobody:
   * https://slack.com/help/articles/213185307
   */
  readonly channels: Map<string, { readonly archived: boolean; readonly isPrivate?: boolean }>;
  readonly messages: SlackMessage[];
  /** The `ts` of each message that arrived while nobody was told that it did. */
  readonly unanswered: Set<string>;
  /** Every method that was called with a token that holds. */
  readonly calls: string[];
  /** When a channel was last posted to. */
  readonly posted: Map<string, number>;
  /** When a method was called within the last minute. */
  readonly recent: Map<string, number[]>;
  nextTs(): string;
  roots(channel?: string): readonly SlackMessage[];
  thread(ts: string): readonly SlackMessage[];
  react(ts: string, user: string, name?: string): void;
  remove(ts: string): void;
}

export function createWorkspace(now: () => Date, token: string): Workspace {
  const messages: SlackMessage[] = [];
  let serial = 0;
  return {
    now,
    token,
    revoked: false,
    refusesBlocks: false,
    lacks: new Set(),
    channels: new Map([
      ['C0ALERTS', { archived: false }],
      ['C0PAGER', { archived: false }],
    ]),
    messages,
    unanswered: new Set(),
    calls: [],
    posted: new Map(),
    recent: new Map(),
    nextTs() {
      serial += 1;
      return `${Math.floor(now().getTime() / 1000)}.${String(serial).padStart(6, '0')}`;
    },
    roots: (channel) =>
      messages.filter(
        (message) => message.thread === null && (channel === undefined || message.channel === channel),
      ),
    thread: (ts) => messages.filter(({ thread }) => thread === ts),
    react(ts, user, name = 'eyes') {
      const message = messages.find((one) => one.ts === ts);
      const reaction = message?.reactions.find((one) => one.name === name);
      if (reaction) reaction.users.push(user);
      else message?.reactions.push({ name, users: [user] });
    },
    remove(ts) {
      const at = messages.findIndex((one) => one.ts === ts);
      if (at >= 0) messages.splice(at, 1);
    },
  };
}
