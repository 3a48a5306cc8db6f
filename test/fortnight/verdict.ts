import type { SlackMessage } from '../support/slack/workspace.ts';
import { isQuiet } from './script/decisions.ts';
import { type Script, tickOf, timeOf } from './script/script.ts';
import type { Story } from './script/spans.ts';
import { truthOf } from './script/truth.ts';
import { shownBy } from './shown.ts';

/** What "Slack" finally shows, held against the script: all of it is empty where both agree. */
export interface Verdict {
  /** Stories that no message tells from their beginning to their end. */
  readonly lost: readonly string[];
  /** Messages about what was not so. */
  readonly invented: readonly string[];
  /** Messages that say the same as another. */
  readonly doubled: readonly string[];
  /** Messages of what opened while nobody was to be called, and that came all the same. */
  readonly woken: readonly string[];
}

export function verdictOn(script: Script, messages: readonly SlackMessage[]): Verdict {
  const roots = messages.filter(({ thread }) => thread === null);
  const shown = shownBy(script, messages);
  const isQuietAt = (tick: number, account: string | undefined) =>
    isQuiet(script.decisions, account, timeOf(script, tick));
  const [due, said] = [truthOf(script).map(textOf), shown.map(textOf)];
  return {
    lost: due.filter((story) => !said.includes(story)),
    invented: shown
      .filter((story) => !due.includes(textOf(story)))
      .map((one) => `${textOf(one)}: ${one.text}`),
    doubled: [
      ...twice(messages.map(({ metadata }) => String(metadata?.event_payload['key']))),
      ...twice(roots.map(({ channel, metadata }) => `${channel} ${metadata?.event_payload['incident']}`)),
    ],
    woken: shown
      .filter(({ from, about, root }) => {
        const [, account] = / in (\d+)\//.exec(about) ?? [];
        const posted = tickOf(script, Number(root.ts) * 1000);
        const isSameNight = posted - from < (12 * 60) / script.every;
        return isSameNight && isQuietAt(from, account) && isQuietAt(posted, account);
      })
      .map(textOf),
  };
}

const textOf = ({ about, from, to }: Omit<Story, 'place'>): string => `${about}, ${from} to ${to ?? 'now'}`;

const twice = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) !== index);
