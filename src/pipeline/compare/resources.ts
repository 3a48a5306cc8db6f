import type { Claim, Properties } from '../../model/claim.ts';
import type { Between, Change } from '../../model/drift.ts';
import type { KnownResource } from '../../model/known.ts';
import { without } from '../properties.ts';
import { type Comparing, isAnother, type Step, together } from './comparing.ts';
import { byCode, type Difference, differences } from './difference.ts';

type Resources = Step<KnownResource>;

/** What components select: what came, what went, and what has another value. A policy that changed selects anew. */
export function compareResources(comparing: Comparing): ReturnType<typeof together<KnownResource>> {
  const { known, sighting } = comparing;
  const before = new Map(known.resources.map((one) => [keyOf(one), one]));
  const claims = new Map(sighting.claims.map((claim) => [keyOf(claim), claim]));
  const missing = known.resources
    .filter((one) => !claims.has(keyOf(one)))
    .sort((a, b) => byCode(keyOf(a), keyOf(b)));
  return together([
    ...[...claims].map(([key, claim]) => compareClaim(claim, before.get(key), comparing)),
    ...missing.map((one) => removed(one, comparing)),
  ]);
}

const keyOf = ({ policy, component, resource }: Pick<Claim, 'policy' | 'component' | 'resource'>): string =>
  JSON.stringify([policy, component, resource.type, resource.name]);

function compareClaim(claim: Claim, before: KnownResource | undefined, comparing: Comparing): Resources {
  const { sighting } = comparing;
  if (claim.autoscaled) return { changes: [] };
  if (!before) return claim.unsure ? { changes: [] } : added(claim, comparing);
  const { plumbline } = sighting;
  const seen = { ...before, confirmed: sighting.at };
  // What is on its way is compared once it has arrived, with what saw it before.
  if (claim.unsure || claim.moving)
    return { known: before.plumbline === plumbline ? seen : before, changes: [] };
  const since = { after: before.confirmed, until: sighting.at };
  return {
    known: { ...seen, plumbline, resource: claim.resource, ...merged(before, claim) },
    changes: isAnother(claim.policy, comparing) ? [] : changesOf(before, claim, since, plumbline),
  };
}

function added(claim: Claim, comparing: Comparing): Resources {
  const { policy, component, resource, properties, hidden } = claim;
  const { sighting, known } = comparing;
  const since = { after: known.policies[policy]?.at ?? null, until: sighting.at };
  const change: Change = { kind: 'resource', what: 'added', resource, component, policy, since };
  return {
    known: {
      ...{ policy, component, resource, properties, hidden },
      confirmed: sighting.at,
      plumbline: sighting.plumbline,
    },
    changes: isAnother(policy, comparing) ? [] : [change],
  };
}

function changesOf(before: KnownResource, claim: Claim, since: Between, plumbline: string): Change[] {
  const { policy, component, resource } = claim;
  const hidden = [...before.hidden, ...claim.hidden];
  const found = differences(without(before.properties, hidden), without(claim.properties, hidden));
  const told = before.plumbline === plumbline ? found : found.filter(isOfValues);
  return told.map((difference) => ({ kind: 'property', resource, component, policy, ...difference, since }));
}

/**
 * Another version of plumbline may show more of a resource, or less: what it shows anew, or within a list, was not
 * absent before. A value in the place of a value is a change all the same.
 */
const isOfValues = ({ before, after }: Difference): boolean => isValue(before) && isValue(after);

const isValue = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** What is hidden now keeps the value it had. */
function merged(before: KnownResource, claim: Claim): Pick<KnownResource, 'properties' | 'hidden'> {
  const kept = claim.hidden.filter((path) => valueAt(before.properties, path) !== undefined);
  return {
    properties: kept.reduce(
      (properties, path) => withValue(properties, path.split('.'), valueAt(before.properties, path)),
      claim.properties,
    ),
    hidden: claim.hidden.filter((path) => !kept.includes(path)),
  };
}

const valueAt = (properties: Properties, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Properties | undefined)?.[key], properties);

function withValue(
  properties: Properties,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): Properties {
  const inner = rest.length === 0 ? value : withValue((properties[key] ?? {}) as Properties, rest, value);
  return { ...properties, [key]: inner };
}

function removed(known: KnownResource, comparing: Comparing): Resources {
  const { sighting, settings, sight } = comparing;
  const { policy, component, resource } = known;
  if (!Object.hasOwn(sighting.policies, policy))
    return (settings.policies?.includes(policy) ?? true) ? { known, changes: [] } : { changes: [] };
  const isLooked = sighting.looked.some(({ type }) => type === resource.type);
  if (isAnother(policy, comparing) && !isLooked) return { changes: [] };
  if (!isLooked || sight.listUnseen(resource.type)) return { known, changes: [] };
  if (isAnother(policy, comparing)) return { changes: [] };
  const since = { after: known.confirmed, until: sighting.at };
  return { changes: [{ kind: 'resource', what: 'removed', resource, component, policy, since }] };
}
