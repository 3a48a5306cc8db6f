import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { identityOf } from '../../src/model/finding.ts';
import { confirming, lineOf, play } from '../support/sightings.ts';
import { audit, blindness, hide, world } from '../support/worlds.ts';

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
