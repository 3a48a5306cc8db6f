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

/** A Slack of which one call in five goes wrong, and which for some hours knows the token no more. */
export function makeUnreliable(slack: SlackServer, seed: number): { hour(hour: number): void } {
  const random = randomOf(seed + 77);
  slack.trouble = () => (random() < 0.2 ? troubles[Math.floor(random() * troubles.length)] : undefined);
  const revoked = [40, 130, 260].map((hour) => hour + Math.floor(random() * 24));
  const archived = [70, 210].map((hour) => hour + Math.floor(random() * 24));
  return {
    hour(hour) {
      slack.revoked = revoked.some((from) => from <= hour && hour < from + 5);
      const isArchived = archived.some((from) => from <= hour && hour < from + 7);
      slack.channels.set('C0PAGER', { archived: isArchived });
    },
  };
}
