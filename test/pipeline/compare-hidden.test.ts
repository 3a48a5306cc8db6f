import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Finding, identityOf } from '../../src/model/finding.ts';
import type { Sighting } from '../../src/model/known.ts';
import { unknown } from '../../src/model/verdict.ts';
import {
  claim,
  confirming,
  fails,
  holds,
  lineOf,
  looked,
  on,
  play,
  refused,
  settling,
  sighting,
} from '../support/sightings.ts';

const types = ['AWS::ECS::Service', 'AWS::EFS::FileSystem'];
const names = ['a', 'b', 'c'];

/** How one resource stands: absent, or holding or failing in some way. */
const state = fc.constantFrom('absent', 'holds', 'fails', 'fails otherwise', 'excepted');
const world = fc.record({
  states: fc.array(state, { minLength: 6, maxLength: 6 }),
  policy: fc.constantFrom('1', '1', '1', '2'),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** What is not seen of an audit: of each resource its verdict, of each type its list. */
const blindness = fc.record({
  verdicts: fc.array(fc.constantFrom('seen', 'seen', 'refused', 'settling'), { minLength: 6, maxLength: 6 }),
  lists: fc.array(fc.constantFrom('whole', 'whole', 'cut'), { minLength: 2, maxLength: 2 }),
});
type Blindness = typeof blindness extends fc.Arbitrary<infer T> ? T : never;

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

function audit(minutes: number, { states, policy }: World): Sighting {
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
function hide(seen: Sighting, { verdicts, lists }: Blindness): Sighting {
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

const isTelling = ({ kind }: { readonly kind: string }): boolean =>
  ['opened', 'closed', 'worsened', 'changed', 'flapping', 'resource', 'property', 'verified'].includes(kind);

const runs = { numRuns: Number(process.env['COMPARE_RUNS'] ?? 1000) };

test('hiding any facts of an audit of what did not change closes nothing and opens nothing', () => {
  fc.assert(
    fc.property(world, fc.array(blindness, { maxLength: 4 }), (first, hidings) => {
      const later = hidings.map((hiding, at) => hide(audit(5 * (at + 1), first), hiding));
      const { drifts } = play([audit(0, first), ...later, audit(60, first)]);
      const told = drifts.slice(1).flatMap(({ changes }) => changes);
      expect(told.filter((change) => isTelling(change) && change.kind !== 'verified')).toEqual([]);
    }),
    runs,
  );
});

test('hiding any facts of an audit tells nothing that the whole of it would not tell', () => {
  fc.assert(
    fc.property(world, world, blindness, fc.boolean(), (first, second, hiding, isSlow) => {
      const settings = isSlow ? confirming(2, 2) : undefined;
      const seen = audit(5, second);
      const whole = play([audit(0, first), seen], settings).drifts[1]?.changes ?? [];
      const partly = play([audit(0, first), hide(seen, hiding)], settings).drifts[1]?.changes ?? [];
      const told = partly.filter(isTelling).map(lineOf);
      expect(whole.map(lineOf)).toEqual(expect.arrayContaining(told));
    }),
    runs,
  );
});

test('what is open at the end is what fails at the end, whatever was hidden on the way', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(world, blindness), { maxLength: 5 }), world, (way, last) => {
      const days = 24 * 60; // apart, so that nothing flaps
      const sightings = way.map(([one, hiding], at) => hide(audit(at * days, one), hiding));
      const end = audit(way.length * days, last);
      const { known } = play([...sightings, end]);
      const open = known.findings
        .filter(({ standing }) => standing === 'open')
        .map(({ identity }) => identity);
      const failing = end.findings.filter(
        ({ verdict, exception }) => verdict.status === 'fail' && !exception,
      );
      expect(new Set(open)).toEqual(new Set(failing.map(identityOf)));
    }),
    runs,
  );
});
