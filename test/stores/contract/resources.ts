import { describe, expect, test } from '@jest/globals';
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
  });
}
