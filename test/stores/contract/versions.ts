import { describe, expect, test } from '@jest/globals';
import { migrate, steps } from '../../../src/stores/migrate.ts';
import { here, holds, minute, sighting } from '../../support/sightings.ts';
import { now, type Subject } from './subject.ts';

export function versionsContract(subject: Subject): void {
  describe('versions', () => {
    test('a store is made once, however often it is opened', async () => {
      await migrate(subject().store, { plumbline: '0.2.0', now });
      const rows = await subject().store.db.selectFrom('schema_version').selectAll().execute();
      const made = { applied_at: now.toISOString(), plumbline: '0.1.0' };
      expect(rows).toEqual(steps.map((_, at) => ({ version: at + 1, ...made })));
    });

    test('a store goes forward from an earlier version, and keeps what it holds', async () => {
      await subject().remember(sighting(0, [holds('menu')]));
      const adds = () => ['alter table place add column note text'];
      await migrate(subject().store, { plumbline: '0.2.0', now, steps: [...steps, adds] });
      const rows = await subject().store.db.selectFrom('place').selectAll().execute();
      expect(rows).toEqual([expect.objectContaining({ ...here, note: null })]);
    });

    test('a step that fails leaves the version before', async () => {
      const half = () => [
        'alter table place add column note text',
        'alter table nowhere add column note text',
      ];
      await expect(
        migrate(subject().store, { plumbline: '0.2.0', now, steps: [...steps, half] }),
      ).rejects.toThrow();
      const row = await subject().store.db.selectFrom('schema_version').selectAll().execute();
      expect(row.map(({ version }) => version)).toEqual(steps.map((_, at) => at + 1));
    });

    test('a store that is newer than the program is refused, and left as it is', async () => {
      await subject()
        .store.db.insertInto('schema_version')
        .values({ version: steps.length + 1, applied_at: minute(0), plumbline: '9' })
        .execute();
      await expect(migrate(subject().store, { plumbline: '0.1.0', now })).rejects.toThrow(
        `is of version ${steps.length + 1}, and this plumbline knows versions up to ${steps.length}`,
      );
    });
  });
}
