import type { AlertsEntry } from '../../config/config.ts';
import { type AlertSettings, defaultAlerts } from '../../model/alerts.ts';
import type { Audit } from '../../model/audit.ts';
import type { Incident, MessageRef, Notifier, Outbox, Route, Waiting } from '../../model/incident.ts';
import type { Memory } from '../../model/memory.ts';
import { acknowledgements, type Standing } from '../../pipeline/acknowledge.ts';
import { deliver } from '../../pipeline/deliver.ts';
import { printable } from '../../text/printable.ts';
import { say } from '../say.ts';
import type { Shell } from '../shell.ts';

const minute = 60_000;
/** How long a run goes on saying what waits; the rest goes with the next. */
const longest = 2 * minute;

export function alertSettings(alerts: AlertsEntry, { places }: Pick<Audit, 'places'>): AlertSettings {
  const { bySeverity = {}, quiet = [], fallback, reminders } = alerts;
  const given = Object.entries(reminders ?? {}).map(([severity, minutes]) => [severity, minutes * minute]);
  return {
    ...defaultAlerts,
    routes: routesOf(alerts),
    fallback,
    bySeverity,
    quiet,
    reminders: reminders ? Object.fromEntries(given) : defaultAlerts.reminders,
    names: Object.fromEntries(places.flatMap(({ account, name }) => (name ? [[account, name]] : []))),
  };
}

export const routesOf = ({ routes }: AlertsEntry): readonly Route[] =>
  Object.entries(routes).map(([name, { slack, webhook, mentions = {} }]) => ({
    name,
    notifier: slack === undefined ? 'webhook' : 'slack',
    to: slack ?? webhook ?? '',
    mentions,
  }));

export type Notifiers = ReadonlyMap<string, Notifier>;

/** Those that the routes need: what is told by Slack alone needs no secret of a webhook. */
export async function notifiersFor(
  alerts: AlertsEntry,
  shell: Shell,
  dryRun: boolean | undefined,
): Promise<Notifiers> {
  const { slackFor, webhookFor } = await import('../notifiers.ts');
  const needed = new Set(routesOf(alerts).map(({ notifier }) => notifier));
  const { slackApiUrl } = alerts;
  return new Map([
    ...(needed.has('slack') ? [['slack', slackFor(shell, { slackApiUrl, dryRun })] as const] : []),
    ...(needed.has('webhook') ? [['webhook', webhookFor(shell, dryRun)] as const] : []),
  ]);
}

/** Who acknowledged each open incident, as far as that can be read. */
export async function marksIn(
  memory: Memory,
  alerts: AlertsEntry,
  notifiers: Notifiers,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { open } = await memory.revise((all) => ({ open: all, incidents: [], outbox: [] }));
  const messages = await memory.outbox.messages();
  const routes = routesOf(alerts);
  const standingsOf = ({ id }: Incident): readonly Standing[] =>
    messages
      .filter(({ incident }) => incident === id)
      .flatMap(({ route, ref }) => {
        const notifier = notifiers.get(routes.find(({ name }) => name === route)?.notifier ?? '');
        return notifier ? [{ notifier, ref: ref as MessageRef }] : [];
      });
  return acknowledgements(open as readonly Incident[], standingsOf);
}

/** Says what waits. True where something that was to be told was not. */
export async function tellPeople(
  memory: Memory,
  alerts: AlertsEntry,
  notifiers: Notifiers,
  shell: Shell,
  patience = longest,
): Promise<boolean> {
  const { now, pause, signal } = shell;
  const { troubles, waiting, delays } = await deliver(outboxOf(memory), {
    notifiers,
    routes: routesOf(alerts),
    fallback: alerts.fallback,
    now,
    pause,
    until: new Date(now().getTime() + patience),
    signal,
  });
  if (troubles.length === 0 && waiting === 0) return false;
  const reasons = troubles.map(({ route, reason }) => `route "${printable(route)}": ${printable(reason)}`);
  const why = delays.length > 0 ? ` (${delays.map(printable).join('; ')})` : '';
  const left = waiting > 0 ? [`${waiting} to be told wait for the next run${why}`] : [];
  const what = waiting > 0 ? 'not all was told' : 'what has a way of its own was told in the fallback';
  say(shell, `${what}: ${[...reasons, ...left].join('; ')}`);
  return true;
}

/** The same outbox, of which is known what was put into it. */
export const outboxOf = ({ outbox }: Memory): Outbox => ({
  ...outbox,
  waiting: async () => (await outbox.waiting()) as readonly Waiting[],
});
