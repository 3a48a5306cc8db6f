import type { Property, TypeProperties, ValueType } from '../../src/model/property.ts';
import { readable } from '../../src/pipeline/properties.ts';
import { membersOf } from '../../src/policies/nearest-path.ts';

/** What of a resource's properties the catalogue lacks, or has of another type. */
export function strangeOf(known: TypeProperties, properties: object): string[] {
  const { Live = {}, ...own } = properties as { readonly Live?: object };
  const live = Object.entries(Live).map(([name, value]) => [`Live.${name}`, value] as const);
  return [...Object.entries(own), ...live].flatMap(([name, value]) =>
    strangeIn(known, known.properties[name], readable(value), name),
  );
}

function strangeIn(
  known: TypeProperties,
  property: Property | undefined,
  value: unknown,
  path: string,
): string[] {
  if (value === undefined || value === null) return [];
  if (!property) return [`${path} is not in the catalogue`];
  const { type } = property;
  const members = membersOf(known, type);
  if (members && typeof value === 'object')
    return Object.entries(value).flatMap(([name, one]) =>
      strangeIn(known, members[name], one, `${path}.${name}`),
    );
  if ((type.kind === 'list' || type.kind === 'map') && typeof value === 'object')
    return Object.values(value).flatMap((one) => strangeIn(known, { type: type.of }, one, `${path}[]`));
  return isOfKind(type, value) ? [] : [`${path} is no ${type.kind}, but ${JSON.stringify(value)}`];
}

function isOfKind({ kind }: ValueType, value: unknown): boolean {
  if (kind === 'any') return true;
  // Of AWS's words for a number any text stands for one here.
  if (kind === 'integer' || kind === 'number') return typeof value === 'number' || value === 'x';
  // Attributes of load balancers are text, whatever they say.
  if (kind === 'boolean') return typeof value === 'boolean' || value === 'true' || value === 'false';
  return (kind === 'text' || kind === 'time') && (typeof value === 'string' || typeof value === 'number');
}
