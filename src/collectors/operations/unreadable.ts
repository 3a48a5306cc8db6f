import { type AnyOperation, nameOf } from '../../model/operation.ts';
import { Refused } from '../../model/unseen.ts';

/** For an answer that came, and lacks what AWS never leaves out. */
export const unreadable = (operation: AnyOperation, message: string): Refused =>
  new Refused({
    kind: 'refused',
    operation: nameOf(operation),
    reason: 'UnreadableAnswer',
    message,
  });
