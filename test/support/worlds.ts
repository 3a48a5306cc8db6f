import fc from 'fast-check';
import type { Finding } from '../../src/model/finding.ts';
import type { Sighting } from '../../src/model/known.ts';
import type { PlaceRef } from '../../src/model/place.ts';
import { unknown } from '../../src/model/verdict.ts';
import { claim, fails, holds, looked, on, refused, settling, sighting } from './sightings.ts';

const types = ['AWS::ECS::Service', 'AWS::EFS::FileSystem'];
const names = ['a', 'b', 'c'];

/** How one resource stands: absent, or holding or failing in some way. */
const state = fc.constantFrom('absent', 'holds', 'fails', 'fails otherwise', 'excepted');
export const world = fc.record({
  states: fc.array(state, { minLength: 6, maxLength: 6 }),
  policy: fc.constantFrom('1', '1', '1', '2'),
});
export type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** What is not seen of an audit: of each resource its verdict, of each type its list. */
export const blindness = fc.record({
  verdicts: fc.array(fc.constantFrom('seen', 'seen', 'refused', 'settling'), { minLength: 6, maxLength: 6 }),
  lists: fc.array(fc.constantFrom('whole', 'whole', 'cut'), { minLength: 2, maxLength: 2 }),
});
export type Blindness = typeof blindness extends fc.Arbitrary<infer T> ? T : never;

const things = types.flatMap((type, list) =>
  names.map((name, index) => ({ type, list, name, at: list * 3 + index })),
);
const ref = (type: string, name: string) => ({
  type,
  id: name,
  name: `${type}/${name}`,
  account: '1',
  region: 'r',
});

/** The whole of what is to be seen at a time. */
export function audit(minutes: number, { states, policy }: World): Sighting {
  const there = things.filter(({ at }) => states[at] !== 'absent');
  return sighting(
    minutes,
    there.map(({ type, name, at }) => verdictOn(type, name, states[at] ?? '')),
    {
      policies: { shop: policy },
      claims: there.map(({ type, name, at }) =>
        claim(name, { State: states[at] }, { resource: ref(type, name), component: type }),
      ),
      looked: types.map((type) => looked(there.filter((thing) => thing.type === type).length, null, type)),
    },
  );
}

function verdictOn(type: string, name: string, state: string): Finding {
  const resource = ref(type, name);
  const about = { resource, type, component: type };
  if (state === 'holds') return holds(name, about);
  const exception = state === 'excepted' ? { id: 'EX', expires: '2027-01-01' } : null;
  return fails(name, state, { ...about, exception });
}

/** The same audit, with less seen. */
export function hide(seen: Sighting, { verdicts, lists }: Blindness): Sighting {
  const cut = types.filter((_, at) => lists[at] === 'cut');
  const hidden = new Map(things.map(({ type, name, at }) => [`${type}/${name}`, verdicts[at]]));
  // Of a list that is cut, only the first may have arrived.
  const isLost = (resource: { type: string; name: string } | null) =>
    resource !== null && cut.includes(resource.type) && !resource.name.endsWith('/a');
  const left = seen.findings.filter(({ resource }) => !isLost(resource));
  return {
    ...seen,
    findings: [
      ...left.map((finding) => {
        const how = hidden.get(finding.resource?.name ?? '');
        if (how === 'seen') return finding;
        const unseen = how === 'settling' ? settling : refused;
        return { ...finding, exception: null, verdict: unknown('not seen', unseen) };
      }),
      ...cut.map((type) => on('', unknown('not seen', refused), { resource: null, type, component: type })),
    ],
    claims: seen.claims
      .filter(({ resource }) => !isLost(resource))
      .map((one) =>
        hidden.get(one.resource.name) === 'seen' ? one : { ...one, properties: {}, hidden: ['State'] },
      ),
    looked: seen.looked.map((one) => ({ ...one, unseen: cut.includes(one.type) ? refused : null })),
    unread: cut.map((type) => ({ ...refused, type, property: null, account: '1', region: 'r' })),
  };
}

/** The same audit of another place. */
export function moved(seen: Sighting, place: PlaceRef): Sighting {
  return {
    ...seen,
    place,
    findings: seen.findings.map((finding) => ({
      ...finding,
      place,
      resource: finding.resource && { ...finding.resource, ...place },
    })),
    claims: seen.claims.map((one) => ({ ...one, resource: { ...one.resource, ...place } })),
    looked: seen.looked.map((one) => ({ ...one, ...place })),
  };
}
