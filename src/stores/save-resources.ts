import { isDeepStrictEqual } from 'node:util';
import type { KnownResource } from '../model/known.ts';
import { byTime, type Confirmed, confirm, inBatches } from './confirm.ts';
import type { Saving } from './load-known.ts';
import type { Writing } from './store.ts';

export async function saveResources(writing: Writing, savings: readonly Saving[]): Promise<void> {
  const changes = savings.map(changesOf);
  await confirm(writing, 'resource', changes);
  for (const [at, ids] of byTime(changes.map(({ at, removed }) => ({ at, ids: removed }))))
    await inBatches(ids, 1, (some) =>
      writing.updateTable('resource').set({ removed_at: at }).where('id', 'in', some).execute(),
    );
  await inBatches(
    changes.flatMap(({ added }) => added),
    14,
    (some) => writing.insertInto('resource').values(some).execute(),
  );
  for (const { id, row } of changes.flatMap(({ changed }) => changed))
    await writing.updateTable('resource').set(row).where('id', '=', id).execute();
}

type Row = ReturnType<typeof rowOf>;

interface Changes extends Confirmed {
  readonly removed: readonly number[];
  readonly added: readonly (Row & {
    readonly account: string;
    readonly region: string;
    readonly first_at: string;
    readonly removed_at: null;
  })[];
  readonly changed: readonly { readonly id: number; readonly row: Row }[];
}

function changesOf({ sighting: { at }, before, known: { place, resources } }: Saving): Changes {
  const old = new Map(before.known.resources.map((one) => [keyOf(one), one]));
  const idOf = (one: KnownResource) => {
    const was = old.get(keyOf(one));
    return was && before.ids.get(was);
  };
  const isSame = (one: KnownResource) =>
    isDeepStrictEqual({ ...old.get(keyOf(one)), confirmed: '' }, { ...one, confirmed: '' });
  const same = new Set(resources.filter(isSame));
  const kept = new Set(resources.map(keyOf));
  const others = resources
    .filter((one) => !same.has(one))
    .map((one) => ({ id: idOf(one), row: rowOf(one, at) }));
  return {
    at,
    ids: [...same].filter(({ confirmed }) => confirmed === at).flatMap((one) => idOf(one) ?? []),
    removed: before.known.resources
      .filter((one) => !kept.has(keyOf(one)))
      .flatMap((one) => before.ids.get(one) ?? []),
    added: others.flatMap(({ id, row }) =>
      id === undefined ? [{ ...place, ...row, first_at: at, removed_at: null }] : [],
    ),
    changed: others.flatMap(({ id, row }) => (id === undefined ? [] : [{ id, row }])),
  };
}

const keyOf = ({ policy, component, resource }: KnownResource): string =>
  JSON.stringify([policy, component, resource.type, resource.name]);

const rowOf = (
  { policy, component, resource, properties, hidden, confirmed }: KnownResource,
  at: string,
) => ({
  policy,
  component,
  type: resource.type,
  name: resource.name,
  resource_id: resource.id,
  label: resource.label ?? null,
  properties: JSON.stringify(properties),
  hidden: JSON.stringify(hidden),
  changed_at: at,
  confirmed_at: confirmed,
});
