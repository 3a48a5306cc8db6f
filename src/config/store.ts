import { isObject } from '../documents/json-object.ts';
import { atValue, type Slip } from '../documents/slip.ts';

export const isPostgres = (store: string): boolean => /^postgres(ql)?:/i.test(store);

/** A name of a store that is none, or that holds a secret. The password itself is not repeated. */
export function slipsOfStore(document: unknown): readonly Slip[] {
  const store = isObject(document) ? document['store'] : undefined;
  const message = typeof store === 'string' ? wrongWith(store) : undefined;
  return message === undefined ? [] : [atValue(['store'], message)];
}

function wrongWith(store: string): string | undefined {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(store) ?? [];
  if (scheme !== undefined && !isPostgres(store))
    return `a store is a file or postgres://…, and "store" is of ${scheme}://`;
  const hasPassword = /^[^/]*\/\/[^/@]*:[^/]*@/.test(store) || /[?&]password=/i.test(store);
  if (isPostgres(store) && hasPassword)
    return '"store" holds a password, and no secret stands here: PGPASSWORD or ~/.pgpass gives it';
  return undefined;
}
