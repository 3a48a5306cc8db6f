import { type AnyOperation, nameOf, type Operation } from '../model/operation.ts';
import type { Paging, Place } from '../model/ports.ts';
import { Refused } from '../model/unseen.ts';
import { withoutSeen } from './items.ts';

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
    const seen = new Set<string>();
    let question: I | undefined = input;
    while (question) {
      const page: O = await ask(operation, question);
      if (tokens.size > 0 && isEmpty(page, paging)) return;
      yield withoutSeen(operation, page, seen);
      const token = nextToken(operation, page, paging, tokens);
      question = token === undefined ? undefined : { ...input, [paging.input]: token };
    }
  };
}

function nextToken<I extends object, O extends object>(
  operation: Operation<I, O>,
  page: O,
  { output, endsWhenEmpty }: Paging<I, O>,
  tokens: Set<unknown>,
): unknown {
  const token = page[output];
  if (!token || (tokens.has(token) && endsWhenEmpty)) return undefined;
  if (tokens.has(token) || tokens.size === mostPages) throw endless(operation);
  tokens.add(token);
  return token;
}

function isEmpty<I, O>(page: O, { endsWhenEmpty }: Paging<I, O>): boolean {
  if (endsWhenEmpty === undefined) return false;
  const items = page[endsWhenEmpty] as readonly unknown[] | undefined;
  return !items?.length;
}

function endless(operation: AnyOperation): Refused {
  return new Refused({
    kind: 'refused',
    operation: nameOf(operation),
    reason: 'EndlessPages',
    message: 'the same page token came back, so the list is not complete',
  });
}
