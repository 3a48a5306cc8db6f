import { type RawBuilder, sql } from 'kysely';

/** What an insert that meets a row of the same key sets its columns to: what it was to insert. */
export const excluded = <C extends string>(columns: readonly C[]): Record<C, RawBuilder<never>> =>
  Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)])) as Record<
    C,
    RawBuilder<never>
  >;
