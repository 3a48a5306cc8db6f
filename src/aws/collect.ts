import { type BlindSpot, createInventory, type Inventory } from '../model/inventory.ts';
import { type Meaning, meaningOf } from '../model/meaning.ts';
import { nameOf } from '../model/operation.ts';
import type { Collector, Place, Progress, SelectorKey, SourcePlace, Wants } from '../model/ports.ts';
import { type Resource, type ResourceType, sealMissing, sealUnasked } from '../model/resource.ts';
import { type Gap, Refused, type Unseen } from '../model/unseen.ts';
import { UserError } from '../model/user-error.ts';
import { reads } from '../model/wants.ts';

export type Collectors = ReadonlyMap<ResourceType, () => Promise<Collector>>;

export interface CollectInput {
  readonly wants: Wants;
  readonly collectors: Collectors;
  readonly place: Place;
  readonly unidentified?: SourcePlace['unidentified'];
  /** The version that recorded the answers; absent where AWS itself is asked. */
  readonly recordedBy?: string | undefined;
  readonly progress?: ((event: Progress) => void) | undefined;
}

/**
 * Reads one place. A refusal becomes a blind spot and the audit goes on; so does what a collector stumbles over, as
 * a fault of ours. Only an interruption ends it.
 */
export async function collectInventory(input: CollectInput): Promise<Inventory> {
  const { wants, place, unidentified } = input;
  const visits = [...wants].map(([type, paths]): Visit | Promise<Visit> =>
    unidentified ? { resources: [], unseen: unidentified } : visit(type, paths, input),
  );
  const visited = await Promise.all(visits);
  const blindSpots = [...wants.keys()].flatMap((type, index): BlindSpot[] => {
    const unseen = visited[index]?.unseen;
    return unseen ? [{ ...unseen, type, account: place.account, region: place.region }] : [];
  });
  const resources = visited.flatMap((one) => one.resources).sort(byTypeAndId);
  return createInventory(resources, blindSpots, wants, meaningsOf([...wants.keys()], visited));
}

interface Visit {
  readonly resources: readonly Resource[];
  readonly meaning?: Meaning;
  /** Why there may be more than these. */
  readonly unseen?: Unseen;
}

const meaningsOf = (types: readonly ResourceType[], visited: readonly Visit[]): Map<string, Meaning> =>
  new Map(
    types.flatMap((type, index) => {
      const meaning = visited[index]?.meaning;
      return meaning ? [[type, meaning] as const] : [];
    }),
  );

async function visit(
  type: ResourceType,
  paths: ReadonlySet<string>,
  { place, collectors, recordedBy, progress = () => undefined }: CollectInput,
): Promise<Visit> {
  const at = { type, account: place.account, region: place.region };
  const collector = await load(type, collectors);
  const unasked = unaskedBy(collector, paths);
  const resources: Resource[] = [];
  const meaning = meaningOf(collector.shows, recordedBy);
  progress({ kind: 'started', ...at });
  try {
    const wanted = { has: (path: string) => reads(paths, path) };
    for await (const resource of collector.collect(place, wanted))
      resources.push(sealUnasked(sealMissing(resource, missingOf(resource, collector)), unasked));
    progress({ kind: 'done', ...at });
    return { resources, meaning };
  } catch (error) {
    place.signal.throwIfAborted();
    progress({ kind: 'refused', ...at });
    return { resources, meaning, unseen: unseenOf(error) };
  }
}

function unseenOf(error: unknown): Unseen {
  if (error instanceof Refused) return error.unseen;
  if (error instanceof UserError) throw error;
  return { kind: 'fault', message: `plumbline stumbled over an answer: ${String(error)}` };
}

/** What decides to which component a resource belongs, where an answer lacks it: else the resource would belong to none. */
function missingOf({ properties, gaps }: Resource, { selectors = {}, asks }: Collector): readonly Gap[] {
  const isTold = (path: string) => gaps.some(({ property }) => `${path}.`.startsWith(`${property}.`));
  const isOptional = ({ optional = {} }: SelectorKey) =>
    optional === true || isSo(properties, Object.entries(optional));
  return Object.values(selectors).flatMap((key): readonly Gap[] => {
    const { property } = key;
    if (isTold(property) || at(properties, property) !== undefined || isOptional(key)) return [];
    const listing = asks.findLast((ask) => ask.for === undefined) ?? asks[0];
    return listing ? [lacking(nameOf(listing.operation), property)] : [];
  });
}

const isSo = (properties: object, entries: readonly (readonly [string, string])[]): boolean =>
  entries.length > 0 && entries.every(([path, value]) => at(properties, path) === value);

const lacking = (operation: string, property: string): Gap => ({
  kind: 'refused',
  operation,
  reason: 'UnreadableAnswer',
  message: `the answer lacks ${property}`,
  property,
});

const at = (properties: object, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null
          ? (value as Readonly<Record<string, unknown>>)[key]
          : undefined,
      properties,
    );

/** What the collector would have asked for had anybody wanted it. */
const unaskedBy = ({ asks }: Collector, paths: ReadonlySet<string>): string[] => [
  ...new Set(asks.flatMap((ask) => ask.for ?? []).filter((path) => !reads(paths, path))),
];

function load(type: ResourceType, collectors: Collectors): Promise<Collector> {
  const collector = collectors.get(type);
  if (!collector) throw new Error(`nothing collects ${type}`);
  return collector();
}

// Answers arrive in any order; findings and reports must not depend on it.
const byTypeAndId = (a: Resource, b: Resource): number => compare(a.type, b.type) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
