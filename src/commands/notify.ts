import type { AlertsEntry } from '../config/config.ts';
import { orElse } from '../documents/wording.ts';
import type { Notifier, Route, Telling } from '../model/incident.ts';
import type { Notice } from '../model/notice.ts';
import { UserError } from '../model/user-error.ts';
import { escapeInvisible } from '../text/escape.ts';
import { printable } from '../text/printable.ts';
import { notifiersFor, routesOf } from './audit/alerts.ts';
import { exitStatus } from './exit-status.ts';
import { slackFor, webhookFor } from './notifiers.ts';
import { say } from './say.ts';
import { readAlerts } from './settings.ts';
import type { Shell } from './shell.ts';

export interface NotifyTestOptions {
  /** The configuration whose routes are tried. */
  readonly config?: string;
  /** Only these of them. */
  readonly route?: readonly string[];
  readonly channel?: string;
  readonly slackApiUrl?: string;
  readonly webhook?: string;
  readonly dryRun?: boolean;
}

/** Sends one message to each destination as an incident would be told, and says what of it works. */
export async function notifyTestCommand(options: NotifyTestOptions, shell: Shell): Promise<number> {
  if (options.config === undefined) return testOne(options, shell);
  const alerts = await readAlerts(options.config, shell);
  if (!alerts) return exitStatus.wrongUse;
  return testRoutes(chosen(alerts, options.route), options, shell);
}

async function testOne(options: NotifyTestOptions, shell: Shell): Promise<number> {
  if (options.route) throw new UserError('--route names one of a configuration\ngive --config as well');
  const { notifier, route } = wayOf(options, shell);
  if (options.dryRun) {
    shell.out(jsonOf(notifier.payload(tellingOf(route, shell.now()))));
    return exitStatus.ok;
  }
  const tried = await tryOut({ notifier, route }, shell);
  if (tried.status === 'failed') {
    say(shell, `the message did not arrive: ${printable(tried.reason)}`);
    return exitStatus.untold;
  }
  shell.out(`the message arrived${options.webhook ? '' : ` in ${printable(tried.channel)}`}\n`);
  for (const doubt of tried.doubts) say(shell, `but ${printable(doubt)}`);
  return statusOf([tried]);
}

async function testRoutes(alerts: AlertsEntry, { dryRun }: NotifyTestOptions, shell: Shell): Promise<number> {
  const notifiers = await notifiersFor(alerts, shell, dryRun);
  const ways = routesOf(alerts).flatMap((route): Way[] => {
    const notifier = notifiers.get(route.notifier);
    return notifier ? [{ notifier, route }] : [];
  });
  if (dryRun) {
    const payloads = ways.map(({ notifier, route }) => ({
      route: route.name,
      payload: notifier.payload(tellingOf(route, shell.now(), route.name)),
    }));
    shell.out(jsonOf(payloads));
    return exitStatus.ok;
  }
  const all: Tried[] = [];
  for (const way of ways) {
    // A channel takes one message a second.
    if (all.length > 0) await shell.pause(1000);
    const tried = await tryOut(way, shell, way.route.name);
    all.push(tried);
    shell.out(linesOf(way.route, tried));
  }
  return statusOf(all);
}

/** Which routes, and a status each: `pager (Slack, C0PAGER): the message did not arrive: Slack answered is_archived`. */
function linesOf({ name, notifier, to }: Route, tried: Tried): string {
  const where = notifier === 'slack' ? `Slack, ${to}` : `webhook, ${hostOf(to)}`;
  const head = `${printable(name)} (${printable(where)}): the message`;
  if (tried.status === 'failed') return `${head} did not arrive: ${printable(tried.reason)}\n`;
  const doubts = tried.doubts.map((doubt) => `  but ${printable(doubt)}\n`);
  return [`${head} arrived\n`, ...doubts].join('');
}

/** The rest of an address may be a secret. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'no address');

/** Throws `UserError` for a route that the configuration does not have. */
function chosen(alerts: AlertsEntry, names: readonly string[] | undefined): AlertsEntry {
  const known = Object.keys(alerts.routes);
  const wrong = names?.find((name) => !known.includes(name));
  if (wrong !== undefined)
    throw new UserError(`there is no route ${JSON.stringify(wrong)}${orElse(wrong, known)}`);
  const routes = Object.entries(alerts.routes).filter(([name]) => names?.includes(name) ?? true);
  return { ...alerts, routes: Object.fromEntries(routes) };
}

type Tried =
  | { readonly status: 'arrived'; readonly channel: string; readonly doubts: readonly string[] }
  | { readonly status: 'failed'; readonly reason: string };

async function tryOut({ notifier, route }: Way, { now }: Shell, of?: string): Promise<Tried> {
  const telling = tellingOf(route, now(), of);
  const told = await notifier.tell(telling);
  if (told.status !== 'delivered') return { status: 'failed', reason: told.reason };
  const doubts = await notifier.doubts({ ...telling, uncertainSince: now().toISOString() }, told.ref);
  return { status: 'arrived', channel: told.ref.channel, doubts };
}

const statusOf = (all: readonly Tried[]): number =>
  all.some((one) => one.status === 'failed' || one.doubts.length > 0) ? exitStatus.untold : exitStatus.ok;

const jsonOf = (document: unknown): string => `${escapeInvisible(JSON.stringify(document, null, 2))}\n`;

interface Way {
  readonly notifier: Notifier;
  readonly route: Route;
}

function wayOf(options: NotifyTestOptions, shell: Shell): Way {
  if (options.webhook !== undefined) {
    return { notifier: webhookFor(shell, options.dryRun), route: routeTo('webhook', options.webhook) };
  }
  const channel = options.channel ?? shell.env['SLACK_CHANNEL'];
  if (!channel)
    throw new UserError(
      'there is nothing to test: give --config for its routes, or --channel or --webhook, or set SLACK_CHANNEL',
    );
  return { notifier: slackFor(shell, options), route: routeTo('slack', channel) };
}

const routeTo = (notifier: string, to: string): Route => ({ name: 'test', notifier, to, mentions: {} });

function tellingOf(route: Route, now: Date, of?: string): Telling {
  const at = now.toISOString();
  const key = ['test', ...(of === undefined ? [] : [of]), at].join(' ');
  const notice: Notice = {
    incident: key,
    kind: 'test',
    status: 'open',
    severity: 'low',
    title: 'Plumbline',
    headline: `this is a test${of === undefined ? '' : ` of the route ${of}`}, nothing is wrong`,
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
  return { key, kind: 'post', route, notice, ref: null, uncertainSince: null, detours: [] };
}
