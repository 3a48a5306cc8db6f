import type { Finding } from '../model/finding.ts';
import {
  globalRegion,
  isGlobal,
  type PlaceRef,
  regionOfGlobal,
  textOfPlace,
  unknownAccount,
} from '../model/place.ts';
import { type Component, controlsServedBy, type Policy } from '../model/policy.ts';
import type { SourcePlace } from '../model/ports.ts';
import { unknown } from '../model/verdict.ts';
import { matchesText, partsOf } from './match.ts';
import type { SelectorKeys } from './select.ts';

/** The places to look into: those of the source, and `global` for each account where a policy asks for what stands there. */
export function placesFor(
  policies: readonly Policy[],
  places: readonly SourcePlace[],
  keys: SelectorKeys,
): readonly SourcePlace[] {
  // Where an account can be entered from any region, what belongs to none can be read.
  const entered = [...places].sort((a, b) => Number(!a.unidentified) - Number(!b.unidentified));
  const accounts = new Map(entered.map((place) => [place.account, place]));
  const global = [...accounts.values()].map((place) => ({ ...place, region: globalRegion }));
  return [...places, ...global].filter((place) => policiesAt(policies, place, keys).length > 0);
}

/** The policies that hold in a place, each with the components that can stand there. */
export function policiesAt(
  policies: readonly Policy[],
  place: SourcePlace,
  keys: SelectorKeys,
): readonly Policy[] {
  return policies.flatMap((policy) => {
    if (!inScope(policy, place)) return [];
    const components = policy.components.filter((component) => standsIn(component, place, keys));
    return components.length > 0 || !isGlobal(place) ? [{ ...policy, components }] : [];
  });
}

/** A place whose account is not known may be any: what is in it is unread. */
function inScope({ scope: { accounts, regions } }: Policy, place: SourcePlace): boolean {
  const isAccount = place.account === unknownAccount || (accounts?.includes(place.account) ?? true);
  return isAccount && (isGlobal(place) || (regions?.includes(place.region) ?? true));
}

/** A component that selects by a value only what is global has stands in the place `global`, and nowhere else. */
function standsIn({ type, select }: Component, place: PlaceRef, keys: SelectorKeys): boolean {
  const sides = Object.entries(keys.get(type) ?? {}).flatMap(([name, { values = [], global }]) => {
    const parts = partsOf(select).filter(({ key }) => key === name);
    if (!global || parts.length === 0) return [];
    const left = values.filter((value) =>
      parts.every(({ wanted, negated }) => matchesText(value, wanted) !== negated),
    );
    // What nothing can match is missed where the account is looked at.
    return left.length === 0 ? [[false]] : [left.map((value) => global.includes(value))];
  });
  return isGlobal(place)
    ? sides.length > 0 && sides.every((isGlobalValue) => isGlobalValue.includes(true))
    : sides.every((isGlobalValue) => isGlobalValue.includes(false));
}

/** The regions that policies are asked in, of those configured, or as their scopes name them; undefined where they may be any. */
export function regionsAsked(
  policies: readonly Policy[],
  configured: readonly string[] | undefined,
  keys: SelectorKeys,
): readonly string[] | undefined {
  const scopes = policies.map(({ scope: { regions } }) =>
    configured ? configured.filter((region) => regions?.includes(region) ?? true) : regions,
  );
  if (scopes.includes(undefined)) return undefined;
  const global = { account: unknownAccount, region: globalRegion };
  const isGlobalAsked = policiesAt(policies, global, keys).length > 0;
  const asked = [...scopes.flatMap((regions) => regions ?? []), ...(isGlobalAsked ? [regionOfGlobal] : [])];
  return asked.length > 0 ? [...new Set(asked)] : undefined;
}

/** What of a policy's scope nobody looked at: it is unknown there, whatever holds elsewhere. */
export const uncovered = (policy: Policy, looked: readonly SourcePlace[]): Finding[] =>
  unlooked(policy, looked).map((where) => findingOf(policy, where));

/** The places of a policy's scope nobody looked at; an account or a region by itself, where it names no other of them. */
export function unlooked({ scope }: Policy, looked: readonly SourcePlace[]): readonly string[] {
  const seen = looked.filter((place) => !isGlobal(place));
  const [places, seenAccounts, seenRegions] = [
    new Set(seen.map(textOfPlace)),
    new Set(seen.map(({ account }) => account)),
    new Set(seen.map(({ region }) => region)),
  ];
  const isSeen = (account: string, region: string): boolean =>
    [account, unknownAccount].some((one) => places.has(textOfPlace({ account: one, region })));
  const { accounts, regions } = scope;
  return accounts && regions
    ? accounts.flatMap((account) =>
        regions
          .filter((region) => !isSeen(account, region))
          .map((region) => textOfPlace({ account, region })),
      )
    : [
        ...(accounts ?? []).filter(
          (account) => !seenAccounts.has(account) && !seenAccounts.has(unknownAccount),
        ),
        ...(regions ?? []).filter((region) => !seenRegions.has(region)),
      ];
}

function findingOf(policy: Policy, where: string): Finding {
  const message = `${where} is in the scope of the policy and was not looked at`;
  return {
    policy: policy.id,
    component: null,
    check: `scope.${where}`,
    severity: policy.severity ?? 'high',
    place: null,
    resource: null,
    type: '',
    verdict: unknown(message, { kind: 'not-covered', message }),
    because: null,
    // Whatever its components serve is not known to be met there.
    satisfies: [...new Set(policy.components.flatMap(controlsServedBy))],
    why: null,
    fix: 'Audit it too, by an account and regions in --config, or take it out of `scope`.',
    exception: null,
  };
}
