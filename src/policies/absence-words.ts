import type { Expression } from './expression.ts';

interface Place {
  readonly mayBeNone: boolean;
  /** Whether it is an id or a name; of a mode `none` is a value. */
  readonly isNamed: boolean;
  /** Under `not`, where what is set is what must not be. */
  readonly isNegated: boolean;
}

/** Words that other tools have for what is not set, and for what is. */
export function absenceIn(text: string, { mayBeNone, isNamed, isNegated }: Place): Expression | undefined {
  if (/^\(?(present|exists|set|any|not[-_ ]?(null|empty|none))\)?$/i.test(text)) {
    const value = mayBeNone ? { not: null } : '*';
    return { reads: 'stands for whatever is set', ...(!(mayBeNone && isNegated) && { value }) };
  }
  const isNone = /^\(?(null|nil|undefined|absent|unset|not[-_ ]?set)\)?$/i.test(text);
  const isCalledNone = mayBeNone && (text === '' || (isNamed && /^none$/i.test(text)));
  return isNone || isCalledNone
    ? { reads: 'stands for what is not set', ...(mayBeNone && { value: null }) }
    : undefined;
}
