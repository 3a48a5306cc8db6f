import { randomOf } from '../support/random.ts';
import type { SlackServer } from '../support/slack/server.ts';
import type { SlackMessage } from '../support/slack/workspace.ts';
import type { Script } from './script/script.ts';
import { truthOf } from './script/truth.ts';
import { shownBy } from './shown.ts';

/** What somebody did with a message after an audit. */
export interface Act {
  readonly tick: number;
  readonly incident: string;
  readonly what: 'acknowledged' | 'deleted';
}

/** People who now and then react to a message, or delete one, of what is not over yet. */
export function createPeople(
  script: Script,
  slack: SlackServer,
  seed: number,
  messages: () => readonly SlackMessage[],
) {
  const random = randomOf(seed + 13);
  const stories = truthOf(script);
  const acts: Act[] = [];
  return { acts, act };

  function act(tick: number): void {
    if (random() < 0.05) acknowledge(tick);
    if (random() < 0.03) remove(tick);
  }

  function acknowledge(tick: number): void {
    const one = pick(open().filter(({ root }) => root.reactions.length === 0));
    if (!one) return;
    slack.react(one.root.ts, 'U0ONCALL');
    acts.push({ tick, incident: one.incident, what: 'acknowledged' });
  }

  /** Of what will be edited again: what nobody edits is not missed. */
  function remove(tick: number): void {
    const one = pick(open().filter((shown) => endOf(shown) > tick + 1));
    if (!one) return;
    slack.remove(one.root.ts);
    acts.push({ tick, incident: one.incident, what: 'deleted' });
  }

  function open() {
    return shownBy(script, messages()).filter(({ to }) => to === null);
  }

  function endOf({ about, from }: { readonly about: string; readonly from: number }): number {
    return stories.find((story) => story.about === about && story.from === from)?.to ?? 0;
  }

  function pick<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(random() * all.length)];
  }
}
