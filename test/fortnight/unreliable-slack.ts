import { randomOf } from '../support/random.ts';
import type { SlackServer, Trouble } from '../support/slack/server.ts';

/** What goes wrong with one call: mostly what leaves open whether the message has arrived. */
const troubles: readonly Trouble[] = [
  'drop',
  'drop-after',
  'error-500',
  'error-500-after',
  'fatal',
  'fatal-after',
  { wait: 3 },
  { wait: 40 },
];

export interface Weather {
  readonly hour: (hour: number) => void;
  /** Whether it takes whatever is told, sooner or later within the hour. */
  readonly isWell: (hour: number) => boolean;
  /** Whether the channel of the pager is archived, as a public one. */
  readonly isArchived: (hour: number) => boolean;
}

/** A Slack of which one call in five goes wrong, and which for some hours knows the token no more. */
export function makeUnreliable(slack: SlackServer, seed: number): Weather {
  const random = randomOf(seed + 77);
  // Whether somebody reacted is asked once, and not of the next run.
  slack.trouble = (method) =>
    method === 'reactions.get'
      ? undefined
      : random() < 0.2
        ? troubles[Math.floor(random() * troubles.length)]
        : undefined;
  const revoked = [40, 130, 260].map((hour) => hour + Math.floor(random() * 24));
  const archived = [70, 210].map((hour) => hour + Math.floor(random() * 24));
  const isRevoked = (hour: number) => revoked.some((from) => from <= hour && hour < from + 5);
  const isArchived = (hour: number) => archived.some((from) => from <= hour && hour < from + 7);
  return {
    hour(hour) {
      slack.revoked = isRevoked(hour);
      slack.channels.set('C0PAGER', { archived: isArchived(hour) });
    },
    isArchived,
    isWell: (hour) => !(isRevoked(hour) || isArchived(hour)),
  };
}
