import type { SlackServer } from '../support/slack/server.ts';
import type { SlackMessage } from '../support/slack/workspace.ts';

/**
 * The messages that are to say how things stand. What calls people while the channel of its message is archived stands by
 * itself, and says what came. Two kinds are left behind, and said again elsewhere: what stands below a message that
 * somebody deleted; and a first message of which nobody knew that it had arrived, when its public channel
 * was archived: no bot can look there, nor edit it, and to be told twice is better than not at all.
 */
export function standing(
  { messages, unanswered }: Pick<SlackServer, 'messages' | 'unanswered'>,
  isArchived: (time: Date) => boolean,
): readonly SlackMessage[] {
  const isThere = new Set(messages.map(({ ts }) => ts));
  return messages.filter((one) => !isBelowNothing(one) && !isStranded(one) && !isCallAlone(one));

  function isCallAlone({ ts, thread, metadata }: SlackMessage): boolean {
    const isReply = / reply \S+$/.test(String(metadata?.event_payload['key']));
    return thread === null && isReply && isArchived(new Date(Number(ts) * 1000));
  }

  function isBelowNothing({ thread }: SlackMessage): boolean {
    return thread !== null && !isThere.has(thread);
  }

  function isStranded({ ts, channel, metadata }: SlackMessage): boolean {
    const key = metadata?.event_payload['key'];
    return (
      unanswered.has(ts) &&
      messages.some(
        (other) =>
          other.metadata?.event_payload['key'] === key &&
          other.channel !== channel &&
          Number(other.ts) > Number(ts) &&
          isArchived(new Date(Number(other.ts) * 1000)),
      )
    );
  }
}
