import type { Incident, OutboxItem } from '../../model/incident.ts';
import { noticeOf } from '../notice.ts';
import { quietAt } from '../quiet.ts';
import type { AlertContext, Told } from './context.ts';
import type { Developed } from './develop.ts';
import { durationOf, lastedFor } from './duration.ts';
import { isFlapping, isHeldFlapping, rests } from './flapping.ts';
import { routesOf } from './route.ts';
import { rankOf } from './severity.ts';

interface Saying {
  readonly news: readonly string[];
  readonly calls: boolean;
}

/** What is to be said of an incident, and the incident as it stands once that is written down. */
export function tell(
  before: Incident | null,
  { after: developed, news, worse }: Developed,
  now: Date,
  context: AlertContext,
): Told {
  const { settings } = context;
  const after = standing(developed, now, context);
  const quiet = quietAt(settings.quiet, after, now);
  if (after.routes.length === 0) return first(before, after, now, quiet, context);
  const saying = further(before ?? after, { after, news, worse }, now, quiet, context);
  if (!saying && same(before, after)) return { incidents: [], outbox: [] };
  return say(after, saying ?? { news: [], calls: false }, now, context, rises(before, after));
}

const same = (a: Incident | null, b: Incident): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Resolved when nothing of it is left, unless it opens and closes all the time. */
function standing(incident: Incident, now: Date, { settings }: AlertContext): Incident {
  const flapping = isFlapping(incident, now, settings.flapping);
  if (incident.items.length > 0 || flapping) return { ...incident, flapping };
  return { ...incident, flapping, status: 'resolved', resolvedAt: incident.resolvedAt ?? now.toISOString() };
}

/** Nobody has heard of it yet. */
function first(
  before: Incident | null,
  after: Incident,
  now: Date,
  quiet: string | null,
  context: AlertContext,
): Told {
  // A first look that finds nothing is told all the same: silence would look like a thing that does not run.
  const greets = after.kind === 'baseline' && before === null && after.items.length === 0;
  if (greets) return say(after, { news: [], calls: false }, now, context);
  if (after.items.length === 0 || quiet !== null) {
    const held = { ...after, heldBy: after.items.length === 0 ? null : quiet };
    return { incidents: same(before, held) ? [] : [held], outbox: [] };
  }
  return say({ ...after, heldBy: null }, { news: [], calls: true }, now, context);
}

/** What is new for those who have heard of it; undefined where nothing is. */
function further(
  before: Incident,
  { after, news, worse }: Developed,
  now: Date,
  quiet: string | null,
  context: AlertContext,
): Saying | undefined {
  const turn = turnOf(before, after, now);
  const lines = [...news, ...turn];
  const begins = after.flapping && !before.flapping && !rests(after);
  if (lines.length > 0)
    return { news: lines, calls: quiet === null && (worse || rises(before, after) || begins) };
  if (quiet !== null || !isDue(after, now, context)) return undefined;
  return {
    news: [`Still open after ${durationOf(now.getTime() - Date.parse(after.openedAt))}`],
    calls: true,
  };
}

const rises = (before: Incident | null, after: Incident): boolean =>
  rankOf(after.severity) > rankOf((before ?? after).severity);

function turnOf(before: Incident, after: Incident, now: Date): readonly string[] {
  if (after.status === 'resolved' && before.status === 'open')
    return [`Resolved after ${lastedFor(now.getTime() - Date.parse(after.openedAt))}`];
  if (after.flapping && !before.flapping)
    return [
      isHeldFlapping(after)
        ? 'Opens and closes again and again: from here on it is counted, and resolved once it has changed less than three times within a day'
        : 'Opens and closes again and again: from here on it is counted, and told when it has kept still for an hour',
    ];
  if (before.flapping && !after.flapping) return ['Has kept still, and is still failing'];
  return [];
}

function isDue(incident: Incident, now: Date, { settings }: AlertContext): boolean {
  const { severity, toldAt, acknowledged, status, kind } = incident;
  const flapping = incident.flapping && (rests(incident) || !isHeldFlapping(incident));
  const every = settings.reminders[severity];
  if (every === undefined || toldAt === null || acknowledged || flapping || status !== 'open') return false;
  // What was there before anybody looked does not get worse by the hour.
  const least = kind === 'baseline' ? Math.max(every, day) : every;
  return now.getTime() - Date.parse(toldAt) >= least;
}

const day = 24 * 60 * 60 * 1000;

function say(
  incident: Incident,
  { news, calls }: Saying,
  now: Date,
  context: AlertContext,
  risen = false,
): Told {
  const revision = incident.revision + 1;
  const at = now.toISOString();
  const { routes: asked, detour } = routesOf(incident, context);
  const told = incident.routes;
  const reached = told.some((route) => context.settings.routes.some(({ name }) => name === route));
  // Who heard of it hears the rest; others only of what has become worse.
  const routes = risen || !reached ? asked : [];
  const toldAt = told.length === 0 || news.length > 0 ? at : incident.toldAt;
  const after: Incident = { ...incident, revision, toldAt, routes: [...new Set([...told, ...routes])] };
  const notice = noticeOf(after, { news: [], calls, detour }, context);
  const item = (kind: OutboxItem['kind'], route: string): OutboxItem => ({
    id: `${incident.id} #${revision} ${kind} ${route}`,
    incident: incident.id,
    route,
    kind,
    at,
    notice: kind === 'reply' ? { ...notice, news } : kind === 'edit' ? { ...notice, calls: false } : notice,
  });
  const outbox = after.routes.flatMap((route) => {
    if (!told.includes(route)) return [item('post', route)];
    return [item('edit', route), ...(news.length > 0 ? [item('reply', route)] : [])];
  });
  return { incidents: [after], outbox };
}
