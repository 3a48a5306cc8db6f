import type { Campaign } from './campaign.ts';

/** What is wrong with what Slack shows after a campaign: all of it is empty where nothing is. */
export interface Wrong {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Incidents whose thread does not resolve them once. */
  readonly resolves: readonly string[];
}

const parts = ['services', 'firewall', 'files', 'database'];

/** Each time the platform broke, each of its four parts is one message that was resolved once; and there is one baseline. */
export function wrongIn({ slack, breaks }: Campaign): Wrong {
  const roots = slack.roots();
  const idOf = (root: (typeof roots)[number]) => String(root.metadata?.event_payload['incident']);
  const ids = roots.map(idOf);
  const keys = slack.messages.map(({ metadata }) => String(metadata?.event_payload['key']));
  const counts = parts.map((part) => [part, ids.filter((id) => id.includes(` ${part} `)).length] as const);
  const threads = roots.filter((root) => !idOf(root).startsWith('baseline'));
  const resolvesOf = ({ ts }: (typeof roots)[number]) =>
    slack.thread(ts).filter(({ versions }) => versions[0]?.text.includes('Resolved after')).length;
  return {
    lost: [
      ...counts.flatMap(([part, count]) => (count === breaks ? [] : [`${part}: ${count} of ${breaks}`])),
      ...(ids.length === breaks * parts.length + 1 ? [] : [`${ids.length} messages`]),
    ],
    doubled: [...twice(keys), ...twice(ids)],
    resolves: threads
      .filter((root) => resolvesOf(root) !== 1 || !isOver(root.versions.at(-1)?.text))
      .map(idOf),
  };
}

const isOver = (text: string | undefined): boolean => text?.startsWith('✅') ?? false;
const twice = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) !== index);
