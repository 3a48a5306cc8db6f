import { isDeepStrictEqual } from 'node:util';
import type { KnownResource } from '../model/known.ts';
import { confirm, confirmedIn, inBatches, type Timed } from './confirm.ts';
import type { Saving } from './load-known.ts';
import type { Writing } from './store.ts';

export async function saveResources(writing: Writing, savings: readonly Saving[]): Promise<void> {
  const changes = savings.map(changesOf);
  await confirm(
    writing,
    'resource',
    changes.flatMap(({ confirmed }) => confirmed),
  );
  const removed = changes.flatMap((change) => change.removed);
  for (const { at, id, confirmed } of removed)
    await writing
      .updateTable('resource')
      .set({ removed_at: at, confirmed_at: confirmed })
      .where('id', '=', id)
      .execute();
  await inBatches(
    changes.flatMap(({ added }) => added),
    14,
    (some) => writing.insertInto('resource').values(some).execute(),
  );
  for (const { id, row } of changes.flatMap(({ changed }) => changed))
    await writing.updateTable('resource').set(row).where('id', '=', id).execute();
}

type Row = ReturnType<typeof rowOf> & {
  readonly changed_at: string;
  readonly confirmed_at: string | null;
};

interface Changes {
  readonly confirmed: readonly Timed[];
  readonly removed: readonly { readonly at: string; readonly id: number; readonly confirmed: string }[];
  readonly added: readonly (Row & {
    readonly account: string;
    readonly region: string;
    readonly first_at: string;
    readonly removed_at: null;
  })[];
  readonly changed: readonly { readonly id: number; readonly row: Row }[];
}

function changesOf({ sighting: { at }, before, known }: Saving): Changes {
  const old = new Map(before.known.resources.map((one) => [keyOf(one), one]));
  const storedAs = (one: KnownResource) => {
    const was = old.get(keyOf(one));
    return was && before.rows.get(was);
  };
  const isSame = (one: KnownResource) =>
    isDeepStrictEqual(old.has(keyOf(one)) && heldOf(old.get(keyOf(one)) as KnownResource), heldOf(one));
  const same = new Set(known.resources.filter(isSame));
  const kept = new Set(known.resources.map(keyOf));
  const confirmedOf = ({ policy, confirmed }: KnownResource) => confirmedIn(known, policy, confirmed);
  const others = known.resources
    .filter((one) => !same.has(one))
    .map((one) => ({
      id: storedAs(one)?.id,
      row: { ...rowOf(one), changed_at: at, confirmed_at: confirmedOf(one) },
    }));
  return {
    confirmed: [...same].flatMap((one) => {
      const [row, confirmed] = [storedAs(one), confirmedOf(one)];
      return row && row.confirmed !== confirmed ? [{ at: confirmed, ids: [row.id] }] : [];
    }),
    removed: before.known.resources
      .filter((one) => !kept.has(keyOf(one)))
      .flatMap((one) => {
        const row = before.rows.get(one);
        return row ? [{ at, id: row.id, confirmed: one.confirmed }] : [];
      }),
    added: others.flatMap(({ id, row }) =>
      id === undefined ? [{ ...known.place, ...row, first_at: at, removed_at: null }] : [],
    ),
    changed: others.flatMap(({ id, row }) => (id === undefined ? [] : [{ id, row }])),
  };
}

/** What its row holds, without when it was confirmed: by that the row of `run` says which plumbline saw it. */
const heldOf = ({ plumbline: _, ...one }: KnownResource) => ({ ...one, confirmed: '' });

const keyOf = ({ policy, component, resource }: KnownResource): string =>
  JSON.stringify([policy, component, resource.type, resource.name]);

const rowOf = ({ policy, component, resource, properties, hidden }: KnownResource) => ({
  policy,
  component,
  type: resource.type,
  name: resource.name,
  resource_id: resource.id,
  label: resource.label ?? null,
  properties: JSON.stringify(properties),
  hidden: JSON.stringify(hidden),
});
