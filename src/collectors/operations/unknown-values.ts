import { type AnyOperation, nameOf } from '../../model/operation.ts';
import type { Gap } from '../../model/unseen.ts';
import { Refused } from '../../model/unseen.ts';

/** Every value that AWS's model names for a member: a type holds the list to be complete. */
export type Known<T extends string> = Readonly<Record<T, true>>;

/** For what AWS has come to say since this version was made: nobody here knows what it means. */
export const unknownValue = (operation: AnyOperation, what: string, value: string): Refused =>
  new Refused({
    kind: 'refused',
    operation: nameOf(operation),
    reason: 'UnknownValue',
    message: `${what} is ${value}, which this version does not know`,
  });

/** A gap in each property whose value is none of those known. A value that is absent is not judged here. */
export function unknownValues(
  operation: AnyOperation,
  ...members: readonly (readonly [
    property: string,
    value: string | undefined,
    known: Readonly<Record<string, true>>,
  ])[]
): Gap[] {
  return members.flatMap(([property, value, known]) =>
    value === undefined || Object.hasOwn(known, value)
      ? []
      : [{ property, ...unknownValue(operation, property, value).unseen }],
  );
}
