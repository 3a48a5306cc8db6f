import { type PlaceRef, textOfPlace } from '../../model/place.ts';
import { durationOf } from '../../pipeline/incidents/duration.ts';
import { type Page, pageOf, paragraph, spread } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { printableDeep } from '../../text/printable.ts';
import type { IncidentStatus, PlaceStatus, Status, UntoldStatus } from './gather.ts';

/** How things stand, for people. */
export function statusText(
  hostile: Status,
  options: { readonly width: number; readonly color: boolean },
): string {
  const page = pageOf({ ...options, verbose: false });
  const { at, places, incidents, outbox } = printableDeep(hostile);
  const { bold } = page.paint;
  const lines = [
    bold(places.length === 0 ? 'no place was ever audited' : plural(places.length, 'place')),
    ...places.flatMap((place) => placeLines(page, place, at)),
    '',
    bold(incidents.length === 0 ? 'no incident is open' : plural(incidents.length, 'open incident')),
    ...(incidents.length === 0 && places.some(({ saw }) => saw.violated > 0)
      ? paragraph(page, 2, 'what is violated becomes one where the configuration has `alerts`')
      : []),
    ...incidents.flatMap((incident) => incidentLines(page, incident, places, at)),
    '',
    bold(outbox.length === 0 ? 'all was told' : `${plural(outbox.length, 'message')} not told yet`),
    ...outboxLines(page, outbox, at),
  ];
  return `${lines.join('\n')}\n`;
}

const ago = (time: string, now: string): string => `${durationOf(Date.parse(now) - Date.parse(time))} ago`;

function placeLines(page: Page, place: PlaceStatus, now: string): string[] {
  const { lastAudit, state, saw, unseen, name } = place;
  const isWrong = state !== 'audited' || unseen.length > 0;
  const held = saw.violated > 0 ? page.paint.red('✗') : page.paint.green('✓');
  const mark = isWrong ? page.paint.yellow('?') : held;
  const title = `  ${mark} ${name === null ? '' : `${name}  `}${textOfPlace(place)}`;
  const when = lastAudit === null ? 'never audited' : `last audit ${lastAudit}, ${ago(lastAudit, now)}`;
  const counts = [
    [saw.holds, 'hold'],
    [saw.violated, 'violated'],
    [saw.excepted, 'excepted'],
    [saw.unknown, 'unknown'],
  ] as const;
  const seen = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  return [
    ...spread(page, title, state === 'audited' ? '' : page.paint.yellow(words[state])),
    ...paragraph(page, 6, `${when}${seen.length > 0 ? `: ${seen.join(', ')}` : ''}`),
    ...unseen.flatMap(({ type, since, why }) =>
      paragraph(page, 6, `cannot see ${type ?? 'anything'} since ${since}: ${why}`),
    ),
  ];
}

const words = { overdue: 'overdue', unreadable: 'nothing can be read' } as const;

function incidentLines(
  page: Page,
  incident: IncidentStatus,
  places: readonly PlaceStatus[],
  now: string,
): string[] {
  const { severity, headline, policy, place, since, acknowledged, unverifiedSince, flapping, heldBy } =
    incident;
  const notes = [
    `open since ${since}, ${ago(since, now)}`,
    ...(acknowledged ? ['acknowledged'] : []),
    ...(unverifiedSince === null ? [] : [`cannot be seen since ${unverifiedSince}`]),
    ...(flapping ? ['opens and closes again and again'] : []),
    ...(heldBy === null ? [] : [`not told yet, for a quiet window: ${heldBy}`]),
  ];
  const where = place === null ? '' : nameOf(place, places);
  return [
    ...spread(page, `  ${page.paint.red('✗')} ${severity}  ${headline}`, where),
    ...paragraph(page, 6, `${policy === null ? '' : `${policy}, `}${notes.join(', ')}`),
  ];
}

function nameOf(place: PlaceRef, places: readonly PlaceStatus[]): string {
  const text = textOfPlace(place);
  const name = places.find((one) => textOfPlace(one) === text)?.name;
  return name ? `${name}  ${text}` : text;
}

/** What waits for one reason on one route is one thing to mend. */
function outboxLines(page: Page, outbox: readonly UntoldStatus[], now: string): string[] {
  const groups = new Map<string, UntoldStatus[]>();
  for (const item of outbox) {
    const key = JSON.stringify([item.route, item.refused, item.refused === null ? item.lastError : null]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].flatMap((items) => {
    const [first] = items as [UntoldStatus];
    const { route, refused, lastError, at } = first;
    const mark = refused === null ? page.paint.yellow('?') : page.paint.red('✗');
    const count = `${items.length} for the route "${route}", the first from ${at}, ${ago(at, now)}`;
    const why = refused ?? lastError;
    const next =
      refused === null
        ? isBehind(first, outbox)
          ? 'it waits behind what is refused there'
          : 'the next run tells it'
        : 'refused until that is mended; the next run tells it then, and plumbline notify test tries it before';
    return [`  ${mark} ${count}`, ...paragraph(page, 6, `${why === null ? '' : `${why}: `}${next}`)];
  });
}

/** A route takes nothing while something of it is refused. */
const isBehind = ({ route, lastError }: UntoldStatus, outbox: readonly UntoldStatus[]): boolean =>
  lastError === null && outbox.some((other) => other.route === route && other.refused !== null);
