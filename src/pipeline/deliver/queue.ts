import type { Waiting } from '../../model/incident.ts';

/** What is not to be tried now. */
export interface Standstill {
  /** Refused in this run, or in the hands of another process. */
  readonly items: Set<string>;
  /** Until when nothing goes to a route; `refused` for the rest of the run. */
  readonly routes: Map<string, Date | 'refused'>;
  /** When something last went to a route. */
  readonly lastSaid: Map<string, Date>;
}

export const noStandstill = (): Standstill => ({ items: new Set(), routes: new Map(), lastSaid: new Map() });

/** What is said of one incident on one route is said in order. */
export const groupOf = ({ incident, route }: Pick<Waiting, 'incident' | 'route'>): string =>
  `${incident} ${route}`;

/** Slack takes about one message a second in a channel. */
const pace = 1000;

/** The first thing that may be said now. */
export function attemptable(
  waiting: readonly Waiting[],
  standstill: Standstill,
  now: Date,
): Waiting | undefined {
  return headsOf(waiting, standstill).find((item) => {
    const chance = chanceOf(item, standstill);
    return chance !== undefined && chance <= now;
  });
}

/** When one of them may be said; undefined where none will in this run. */
export function nextChance(waiting: readonly Waiting[], standstill: Standstill): Date | undefined {
  const chances = headsOf(waiting, standstill).flatMap((item) => chanceOf(item, standstill) ?? []);
  return chances.sort((a, b) => a.getTime() - b.getTime())[0];
}

function chanceOf(item: Waiting, { items, routes, lastSaid }: Standstill): Date | undefined {
  const closed = routes.get(item.route);
  if (items.has(item.id) || closed === 'refused') return undefined;
  const said = lastSaid.get(item.route);
  const times = [
    item.notBefore ? Date.parse(item.notBefore) : 0,
    closed?.getTime() ?? 0,
    said ? said.getTime() + pace : 0,
  ];
  return new Date(Math.max(...times));
}

/** The first of each message. What calls somebody does not wait behind an edit that was refused. */
function headsOf(waiting: readonly Waiting[], { items }: Standstill): readonly Waiting[] {
  const heads = new Map<string, Waiting>();
  for (const item of waiting) {
    const group = groupOf(item);
    const head = heads.get(group);
    const isStuck = head?.kind === 'edit' && items.has(head.id);
    if (!head || (isStuck && item.kind === 'reply' && item.notice.calls)) heads.set(group, item);
  }
  return [...heads.values()];
}

/** The last edit that waits for each message. */
export function latestEdits(waiting: readonly Waiting[]): ReadonlyMap<string, Waiting> {
  const edits = waiting.filter(({ kind }) => kind === 'edit');
  return new Map(edits.map((item) => [groupOf(item), item]));
}
