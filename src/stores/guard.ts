import { UserError } from '../model/user-error.ts';
import type { Store, Writing } from './store.ts';

/** Runs something on the store; what the store itself complains of is the user's to mend. */
export async function guarded<T>(store: Store, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const words = store.explain(error);
    if (words === undefined) throw error;
    throw new UserError(`the store ${store.name} ${words}`);
  }
}

/** All of it or nothing. */
export function transact<T>(store: Store, work: (writing: Writing) => Promise<T>): Promise<T> {
  return guarded(store, () => store.db.transaction().execute(work));
}
