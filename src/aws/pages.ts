import { nameOf, type Operation } from '../model/operation.ts';
import type { Paging, Place } from '../model/ports.ts';
import { Refused } from '../model/refusal.ts';

// 1,000 pages of the smallest page size we ask for (10) is more than any account's quota allows.
const mostPages = 1000;

/** The one pager: the SDK has none for WAFv2, and its own neither notice a token that never ends nor memoise. */
export function createPages(ask: Place['ask']): Place['pages'] {
  return async function* pages<I extends object, O extends object>(
    operation: Operation<I, O>,
    input: I,
    paging: Paging<I, O>,
  ) {
    const tokens = new Set<unknown>();
    for (let token: unknown; tokens.size < mostPages; ) {
      const question = token === undefined ? input : { ...input, [paging.input]: token };
      const page = await ask(operation, question);
      if (tokens.size > 0 && isEmpty(page, paging)) return;
      yield page;
      token = page[paging.output];
      if (!token) return;
      if (tokens.has(token)) {
        if (paging.endsWhenEmpty) return;
        throw endless(operation);
      }
      tokens.add(token);
    }
    throw endless(operation);
  };
}

function isEmpty<I, O>(page: O, { endsWhenEmpty }: Paging<I, O>): boolean {
  return (
    endsWhenEmpty !== undefined &&
    ((page[endsWhenEmpty] as readonly unknown[] | undefined) ?? []).length === 0
  );
}

function endless(operation: Operation<object, object>): Refused {
  return new Refused({
    operation: nameOf(operation),
    reason: 'EndlessPages',
    permission: operation.permissions[0] ?? nameOf(operation),
    message: 'the same page token came back, so the list is not complete',
  });
}
