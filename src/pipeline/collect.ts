import { type BlindSpot, createInventory, type Inventory } from '../model/inventory.ts';
import type { Collector, Place } from '../model/ports.ts';
import type { Resource, ResourceType } from '../model/resource.ts';
import { Refused } from '../model/unseen.ts';
import { type Plan, reads } from './plan.ts';

export type Collectors = ReadonlyMap<ResourceType, () => Promise<Collector>>;

export interface Progress {
  readonly kind: 'started' | 'done' | 'refused';
  readonly type: string;
  readonly account: string;
  readonly region: string;
}

/** A refusal becomes a blind spot and the audit goes on; any other error is a bug of ours and ends it. */
export async function collectInventory(
  plan: Plan,
  collectors: Collectors,
  places: readonly Place[],
  progress: (event: Progress) => void = () => undefined,
): Promise<Inventory> {
  const resources: Resource[] = [];
  const blindSpots: BlindSpot[] = [];

  async function visit(type: ResourceType, paths: ReadonlySet<string>, place: Place): Promise<void> {
    const at = { type, account: place.account, region: place.region };
    if (place.unidentified) return void blindSpots.push({ ...at, ...place.unidentified });
    const collector = await load(type, collectors);
    progress({ kind: 'started', ...at });
    try {
      const wanted = { has: (path: string) => reads(paths, path) };
      for await (const resource of collector.collect(place, wanted)) resources.push(resource);
      progress({ kind: 'done', ...at });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      blindSpots.push({ ...at, ...error.unseen });
      progress({ kind: 'refused', ...at });
    }
  }

  const visits = [...plan.wants].flatMap(([type, paths]) => places.map((place) => visit(type, paths, place)));
  await Promise.all(visits);
  return createInventory(resources.sort(byTypeAndId), blindSpots);
}

function load(type: ResourceType, collectors: Collectors): Promise<Collector> {
  const collector = collectors.get(type);
  if (!collector) throw new Error(`nothing collects ${type}`);
  return collector();
}

// Answers arrive in any order; findings and reports must not depend on it.
const byTypeAndId = (a: Resource, b: Resource): number => compare(a.type, b.type) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
