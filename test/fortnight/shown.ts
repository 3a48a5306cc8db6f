import type { SlackMessage } from '../support/slack/workspace.ts';
import { type Script, tickOf } from './script/script.ts';
import type { Story } from './script/spans.ts';

/** What somebody who reads the channel takes from its messages. */
export interface Shown extends Omit<Story, 'place'> {
  readonly incident: string;
  readonly root: SlackMessage;
  readonly text: string;
}

/** The stories that the messages tell, baselines left out: the incident's id says which it is. */
export function shownBy(script: Script, messages: readonly SlackMessage[]): readonly Shown[] {
  const roots = messages.filter(({ thread }) => thread === null);
  return roots.flatMap((root) => {
    const incident = String(root.metadata?.event_payload['incident']);
    const about = aboutOf(incident);
    if (about === undefined) return [];
    const opened = Date.parse(incident.split(' ').at(-1) ?? '');
    const text = root.versions.at(-1)?.text ?? '';
    const ended = text.startsWith('✅') ? endOf(root, messages, script) : null;
    return [{ about, from: tickOf(script, opened), to: ended, text, root, incident }];
  });
}

function aboutOf(incident: string): string | undefined {
  const [, part, place] =
    /^violations kiosk (\S+) (\S+) \S+$/.exec(incident)?.map((_, at, all) => all[[0, 2, 1][at] ?? 0]) ?? [];
  if (part && place) return `${part} in ${place}`;
  if (/^exceptions kiosk \S+$/.test(incident)) return 'exceptions';
  const [, blind] = /^cannot-see (\S+) \S+$/.exec(incident) ?? [];
  if (blind) return `sight in ${blind}`;
  return incident.startsWith('baseline') ? undefined : incident;
}

/** When its message says that it was resolved. */
function endOf(root: SlackMessage, messages: readonly SlackMessage[], script: Script): number {
  const [day = '', month = '', time = ''] =
    /\*Resolved\* (\d+) (\w+) (\d+:\d+) UTC/.exec(JSON.stringify(root.versions.at(-1)?.blocks))?.slice(1) ??
    [];
  const at = Date.parse(`${day} ${month} 2026 ${time} UTC`);
  const resolves = messages.filter(
    ({ thread, versions }) => thread === root.ts && versions[0]?.text.includes('Resolved'),
  );
  return resolves.length === 1 ? tickOf(script, at) : -resolves.length;
}
