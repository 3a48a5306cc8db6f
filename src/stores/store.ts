import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** An open database, whichever it is. What a transaction of it has read, no other changes until it ends. */
export interface Store {
  readonly db: Kysely<Tables>;
  readonly dialect: 'sqlite' | 'postgres';
  /** What people know it by, without a password. */
  readonly name: string;
  /** Says what is wrong with it in words, where an error is one of its own; undefined otherwise. */
  readonly explain: (error: unknown) => string | undefined;
}

export type Writing = Transaction<Tables>;
