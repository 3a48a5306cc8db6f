import { once } from './once.ts';

/** A sentence, or what makes it: of thousands of mistakes some are told, and to find what was meant takes long. */
export type Sentence = string | (() => string);

/** Something with a message, which is made when it is first read. */
export function saying<T extends object>(what: T, sentence: Sentence): T & { readonly message: string } {
  const said = typeof sentence === 'string' ? () => sentence : once(sentence);
  return {
    ...what,
    get message() {
      return said();
    },
  };
}
