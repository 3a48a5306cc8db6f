import { isDeepStrictEqual } from 'node:util';
import type { KnownResource } from '../model/known.ts';
import { confirm, inBatches } from './confirm.ts';
import type { Saving } from './load-known.ts';
import type { Writing } from './store.ts';

export async function saveResources(writing: Writing, { sighting, before, known }: Saving): Promise<void> {
  const { at } = sighting;
  const old = new Map(before.known.resources.map((one) => [keyOf(one), one]));
  const idOf = (one: KnownResource) => {
    const was = old.get(keyOf(one));
    return was && before.ids.get(was);
  };
  const isSame = (one: KnownResource) =>
    isDeepStrictEqual({ ...old.get(keyOf(one)), confirmed: '' }, { ...one, confirmed: '' });
  const seen = known.resources.filter((one) => isSame(one) && one.confirmed === at);
  await confirm(
    writing,
    'resource',
    seen.flatMap((one) => idOf(one) ?? []),
    at,
  );
  const kept = new Set(known.resources.map(keyOf));
  const removed = before.known.resources.filter((one) => !kept.has(keyOf(one)));
  await inBatches(
    removed.flatMap((one) => before.ids.get(one) ?? []),
    (ids) => writing.updateTable('resource').set({ removed_at: at }).where('id', 'in', ids).execute(),
  );
  for (const one of known.resources) {
    if (isSame(one)) continue;
    const [id, row] = [idOf(one), { ...rowOf(one), changed_at: at }];
    if (id === undefined)
      await writing
        .insertInto('resource')
        .values({ ...known.place, ...row, first_at: at, removed_at: null })
        .execute();
    else await writing.updateTable('resource').set(row).where('id', '=', id).execute();
  }
}

const keyOf = ({ policy, component, resource }: KnownResource): string =>
  JSON.stringify([policy, component, resource.type, resource.name]);

const rowOf = ({ policy, component, resource, properties, hidden, confirmed }: KnownResource) => ({
  policy,
  component,
  type: resource.type,
  name: resource.name,
  resource_id: resource.id,
  label: resource.label ?? null,
  properties: JSON.stringify(properties),
  hidden: JSON.stringify(hidden),
  confirmed_at: confirmed,
});
