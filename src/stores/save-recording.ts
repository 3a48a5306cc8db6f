import type { Recording } from '../model/memory.ts';
import { inBatches } from './confirm.ts';
import { excluded } from './excluded.ts';
import { transact } from './guard.ts';
import type { Store } from './store.ts';

export async function saveRecording(
  store: Store,
  { at, folder, sha256, exchanges }: Recording,
  removed: readonly string[],
): Promise<void> {
  await transact(store, async (writing) => {
    await inBatches(removed, 1, (some) =>
      writing.deleteFrom('recording').where('folder', 'in', some).execute(),
    );
    await writing
      .insertInto('recording')
      .values({ audit_at: at, folder, sha256, exchanges })
      .onConflict((conflict) =>
        conflict.column('folder').doUpdateSet(excluded(['audit_at', 'sha256', 'exchanges'])),
      )
      .execute();
  });
}
