import type { Notifier, Route, Telling } from '../model/incident.ts';
import type { Notice } from '../model/notice.ts';
import { UserError } from '../model/user-error.ts';
import { printable } from '../text/printable.ts';
import { exitStatus } from './exit-status.ts';
import { slackFor, webhookFor } from './notifiers.ts';
import type { Shell } from './shell.ts';

export interface NotifyTestOptions {
  readonly channel?: string;
  readonly slackApiUrl?: string;
  readonly webhook?: string;
  readonly dryRun?: boolean;
}

/** Sends one message as an incident would be told, and says what of it works. */
export async function notifyTestCommand(options: NotifyTestOptions, shell: Shell): Promise<number> {
  const { notifier, route } = wayOf(options, shell);
  const telling = tellingOf(route, shell.now());
  if (options.dryRun) {
    shell.out(`${JSON.stringify(notifier.payload(telling), null, 2)}\n`);
    return exitStatus.ok;
  }
  const told = await notifier.tell(telling);
  if (told.status !== 'delivered') {
    shell.err(`the message did not arrive: ${printable(told.reason)}\n`);
    return exitStatus.untold;
  }
  const begun = shell.now().toISOString();
  const doubts = await notifier.doubts({ ...telling, uncertainSince: begun }, told.ref);
  shell.out(`the message arrived${options.webhook ? '' : ` in ${printable(told.ref.channel)}`}\n`);
  for (const doubt of doubts) shell.err(`but ${printable(doubt)}\n`);
  return doubts.length > 0 ? exitStatus.untold : exitStatus.ok;
}

interface Way {
  readonly notifier: Notifier;
  readonly route: Route;
}

function wayOf(options: NotifyTestOptions, shell: Shell): Way {
  if (options.webhook !== undefined) {
    return { notifier: webhookFor(shell, options.dryRun), route: routeTo('webhook', options.webhook) };
  }
  const channel = options.channel ?? shell.env['SLACK_CHANNEL'];
  if (!channel) throw new UserError('there is no channel: give --channel, or set SLACK_CHANNEL');
  return { notifier: slackFor(shell, options), route: routeTo('slack', channel) };
}

const routeTo = (notifier: string, to: string): Route => ({ name: 'test', notifier, to, mentions: {} });

function tellingOf(route: Route, now: Date): Telling {
  const at = now.toISOString();
  const notice: Notice = {
    incident: `test ${at}`,
    kind: 'test',
    status: 'open',
    severity: 'low',
    title: 'Plumbline',
    headline: 'this is a test, nothing is wrong',
    policy: null,
    component: null,
    owner: null,
    place: null,
    openedAt: at,
    since: { after: null, until: at },
    resolvedAt: null,
    lasted: null,
    ending: null,
    ended: [],
    items: [],
    more: 0,
    changed: [],
    exceptions: [],
    affects: [],
    unverified: null,
    flapping: null,
    acknowledged: false,
    detour: null,
    news: [],
    calls: true,
    audit: 'none',
  };
  return { key: `test ${at}`, kind: 'post', route, notice, ref: null, uncertainSince: null };
}
