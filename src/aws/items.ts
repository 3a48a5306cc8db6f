import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '../model/operation.ts';

type Answered<I extends object, O extends object> = Pick<Operation<I, O>, 'answers' | 'identity'>;

/** What an answer exists for: the items of its list, or the one thing it holds. */
export function itemsOf<I extends object, O extends object>(
  { answers }: Answered<I, O>,
  output: O,
): readonly unknown[] {
  const held = answers && output[answers];
  if (held === undefined || held === null) return [];
  return Array.isArray(held) ? held : [held];
}

/** What tells one item from another; undefined where the item does not say. */
export function identityOf(item: unknown, identity: readonly string[] | undefined): string | undefined {
  if (typeof item === 'string') return item || undefined;
  if (!identity || typeof item !== 'object' || item === null) return undefined;
  const parts = identity.map((member) => (item as Readonly<Record<string, unknown>>)[member]);
  return parts.every((part) => typeof part === 'string' && part !== '') ? parts.join(' ') : undefined;
}

/** The page without items that were on a page before: while a list changes, AWS may show one twice. */
export function withoutSeen<I extends object, O extends object>(
  { answers, identity }: Answered<I, O>,
  page: O,
  seen: Set<string>,
): O {
  const held = answers && page[answers];
  if (!answers || !Array.isArray(held)) return page;
  const ids = held.map((item: unknown) => identityOf(item, identity) ?? '');
  const fresh = held.filter((_, index) => !seen.has(ids[index] ?? ''));
  for (const id of ids.filter(Boolean)) seen.add(id);
  return fresh.length === held.length ? page : { ...page, [answers]: fresh };
}

/** The answer without items that it tells twice, word for word. Two that differ are kept: what is deleted may be there anew. */
export function withoutRepeated<I extends object, O extends object>(
  { answers, identity }: Answered<I, O>,
  output: O,
): O {
  const held = answers && output[answers];
  if (!answers || !Array.isArray(held)) return output;
  const firsts = new Map<string, unknown>();
  const told = held.filter((item: unknown) => {
    const id = identityOf(item, identity);
    if (id === undefined) return true;
    if (firsts.has(id)) return !isDeepStrictEqual(firsts.get(id), item);
    firsts.set(id, item);
    return true;
  });
  return told.length === held.length ? output : { ...output, [answers]: told };
}
