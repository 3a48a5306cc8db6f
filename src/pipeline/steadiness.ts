import type { Inventory } from '../model/inventory.ts';
import type { Volatilities, Where } from '../model/ports.ts';
import { NotAsked, type Resource } from '../model/resource.ts';
import { Unread } from '../model/unseen.ts';
import { valueAt } from './value-at.ts';
import { majorVersion } from './versions.ts';

/** What of a resource's properties may change without anybody having changed it. */
export interface Steadiness {
  /** Paths that always may. */
  readonly volatile: readonly string[];
  /** Paths that may as things are: once they may no more, what they are then is not compared with nothing. */
  readonly passing: readonly string[];
  /** Set where an autoscaler made it. */
  readonly autoscaled: boolean;
  /** The elements of lists that an autoscaler made: what their name begins with, by the path of the name. */
  readonly autoscaledElements: readonly (readonly [path: string, startsWith: string])[];
  /** What stands for a version of which no more than the major one is compared. */
  readonly majors: Readonly<Record<string, string>>;
}

export function steadinessOf(
  resource: Resource,
  inventory: Inventory,
  volatilities: Volatilities = {},
): Steadiness {
  const all = Object.entries(volatilities);
  const made = all.flatMap(([path, one]) =>
    typeof one === 'object' && 'startsWith' in one ? [[path, one.startsWith] as const] : [],
  );
  const isOfList = ([path]: (typeof made)[number]): boolean => path.includes('.');
  return {
    autoscaled: made.some((one) => !isOfList(one) && begins(resource, one)),
    autoscaledElements: made.filter(isOfList),
    volatile: all.flatMap(([path, one]) => (typeof one === 'string' || 'keeps' in one ? [path] : [])),
    passing: all.flatMap(([path, one]) =>
      typeof one === 'object' &&
      'where' in one &&
      one.where.some((where) => mayBe(where, resource, inventory))
        ? [path]
        : [],
    ),
    majors: Object.fromEntries(
      all.flatMap(([path, one]) => {
        const major = typeof one === 'object' && 'keeps' in one ? majorAt(resource, path) : undefined;
        return major === undefined ? [] : [[path, major] as const];
      }),
    ),
  };
}

/** What was not asked for, or could not be read, may be so: then nothing follows from another value. */
function mayBe({ type, property, is }: Where, resource: Resource, inventory: Inventory): boolean {
  const wanted = typeof is === 'string' ? is.replace('{name}', () => resource.name) : is;
  return unlessUnread(true, () =>
    type
      ? inventory.where(type, property as never, String(wanted)).length > 0
      : valueAt(resource.properties, property) === wanted,
  );
}

const begins = ({ properties }: Resource, [path, startsWith]: readonly [string, string]): boolean =>
  unlessUnread(false, () => String(valueAt(properties, path)).startsWith(startsWith));

function majorAt({ properties }: Resource, path: string): string | undefined {
  return unlessUnread(undefined, () => {
    const [version, engine] = [valueAt(properties, path), valueAt(properties, 'Engine')];
    return typeof version === 'string' ? majorVersion(version, String(engine)) : undefined;
  });
}

/** What is read, or something else where that was not asked for or could not be read. */
export function unlessUnread<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unread || error instanceof NotAsked) return otherwise;
    throw error;
  }
}
