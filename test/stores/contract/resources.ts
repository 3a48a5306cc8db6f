import { describe, expect, test } from '@jest/globals';
import type { Claim } from '../../../src/model/claim.ts';
import type { Sighting } from '../../../src/model/known.ts';
import { claim, minute, sighting } from '../../support/sightings.ts';
import type { Subject } from './subject.ts';

export function resourcesContract(subject: Subject): void {
  describe('claimed resources', () => {
    test('are kept as they were last seen, and with when they went', async () => {
      const claims = (size: number) => ({ claims: [claim('menu', { Size: size }), claim('cart')] });
      await subject().remember(sighting(0, [], claims(1)));
      await subject().remember(sighting(5, [], claims(2)));
      await subject().remember(sighting(10, [], { claims: [claim('menu', { Size: 2 })] }));
      const rows = await subject()
        .store.db.selectFrom('resource')
        .select(['name', 'properties', 'first_at', 'changed_at', 'confirmed_at', 'removed_at'])
        .orderBy('name')
        .execute();
      expect(rows.map((row) => Object.values(row))).toEqual([
        ['cart', '{}', minute(0), minute(0), minute(5), minute(10)],
        ['menu', '{"Size":2}', minute(0), minute(5), null, null],
      ]);
    });

    test('are known with the plumbline that saw them, whichever audited the place since', async () => {
      const by = (plumbline: string, at: number, more: Partial<Sighting>) =>
        subject().remember({ ...sighting(at, [], more), plumbline });
      const claims = (more: Partial<Claim> = {}) => ({
        claims: [claim('menu', { Size: 1 }, more), claim('cart')],
      });
      await by('0.1.0', 0, claims());
      await by('0.2.0', 5, claims({ moving: true }));
      await by('0.2.0', 10, { policies: { other: 'x' }, looked: [] });
      const { before } = await by('0.3.0', 15, claims());
      expect(before.resources.map(({ resource, plumbline }) => [resource.name, plumbline])).toEqual([
        ['menu', '0.1.0'],
        ['cart', '0.2.0'],
      ]);
    });
  });
}
