import { ANY, type Form, type Meaning, type Unset, type Where } from '../model/meaning.ts';
import type { PlaceRef } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import { valueAt } from './value-at.ts';

/** Where a value stands: what reasons call it, and how it is to be read. */
export interface Spot {
  readonly path: string;
  readonly meaning?: Meaning | undefined;
  /** Whether what is left out may be read from its absence; absent is never. */
  readonly isTold?: ((unset: Unset) => boolean) | undefined;
  /** Where the resource is: AWS shows by name what is there too. */
  readonly home?: PlaceRef | undefined;
  /** The object that would hold it, where that is not set and no page says what it then is. */
  readonly within?: string;
}

export const memberOf = (spot: Spot, key: string): Spot =>
  below(spot, spot.path === '' ? key : `${spot.path}.${key}`, spot.meaning?.members?.[key]);

export const elementOf = (spot: Spot, index: number): Spot =>
  below(spot, `${spot.path}[${index}]`, spot.meaning?.elements);

const below = (spot: Spot, path: string, meaning: Meaning | undefined): Spot => ({
  path,
  meaning: formOf(spot) === 'literal' ? { ...meaning, form: 'literal' } : meaning,
  isTold: spot.isTold,
  home: spot.home,
});

export const formOf = ({ meaning }: Spot): Form | undefined => meaning?.form;

/** In the place of what nobody set and something decides that AWS does not show. */
export interface Undecided {
  readonly [decidedBy]: string;
}
const decidedBy = Symbol('decided by');

export const deciderOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && decidedBy in value
    ? (value as Undecided)[decidedBy]
    : undefined;

/** A value, or what its absence means; undefined where that does not tell. */
export function heldAt(value: unknown, { meaning, isTold }: Spot): unknown {
  return value !== undefined || !isTold ? value : heldUnset(meaning?.unset?.find(isTold));
}

/** What a member is where the object that would hold it is not set; undefined where no page of AWS says so. */
export const heldBelowNone = ({ meaning, isTold }: Spot): unknown =>
  heldUnset(meaning?.unset?.find((one) => one.throughout && isTold?.(one)));

function heldUnset(unset: Unset | undefined): unknown {
  if (!unset) return undefined;
  return unset.kind === 'is' ? unset.value : ({ [decidedBy]: unset.by } satisfies Undecided);
}

/** What stands at a dotted path of a resource, as `valueAt` has it, or what its absence means. */
export function lookUp(
  resource: Pick<Resource, 'properties' | 'condition' | 'account' | 'region'>,
  path: string,
  meaning?: Meaning,
): readonly [value: unknown, spot: Spot] {
  return walk(resource.properties, path, { path: '', meaning, isTold: tellerOf(resource), home: resource });
}

function walk(value: object, path: string, above: Spot): readonly [value: unknown, spot: Spot] {
  const whole = memberOf(above, path);
  const own = valueIn(value, path);
  const [key = '', ...rest] = path.split('.');
  if (own !== undefined || rest.length === 0) return [heldAt(own, whole), whole];
  const spot = memberOf(above, key);
  const held = heldAt(valueIn(value, key), spot);
  if (held === null) return walkBelowNone(spot, rest);
  if (typeof held === 'object' && deciderOf(held) === undefined) return walk(held, rest.join('.'), spot);
  const below = { path: `${spot.path}.${rest.join('.')}`, isTold: above.isTold };
  return [deciderOf(held) === undefined ? undefined : held, below];
}

/** Of what is not there nothing is there either, but what AWS says it then is. */
function walkBelowNone(above: Spot, keys: readonly string[]): readonly [value: unknown, spot: Spot] {
  const [key = '', ...rest] = keys;
  const spot = memberOf(above, key);
  const held = heldBelowNone(spot);
  if (held === null && rest.length > 0) return walkBelowNone(spot, rest);
  const path = [above.path, ...keys].join('.');
  return held === undefined ? [null, { path, isTold: above.isTold, within: above.path }] : [held, spot];
}

const valueIn = (value: object, key: string): unknown =>
  Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

/** What is still being made may lack what it will have: its answers tell nothing by what they leave out. */
const tellerOf =
  ({ properties, condition }: Pick<Resource, 'properties' | 'condition'>) =>
  ({ where = {} }: Unset): boolean =>
    !(condition?.moving && !condition.serves) && isSo(properties, where);

/** Whether what is left out may yet come, whatever any page says of it. */
export const isInTheMaking = ({ isTold }: Spot): boolean => isTold?.({ kind: 'is', value: null }) === false;

const isSo = (properties: object, where: Where): boolean =>
  Object.entries(where).every(([path, wanted]) => {
    const value = valueAt(properties, path);
    if (wanted === ANY) return value !== undefined && value !== null;
    return Array.isArray(wanted) ? wanted.includes(String(value)) : value === wanted;
  });
