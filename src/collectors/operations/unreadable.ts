import { type AnyOperation, nameOf } from '../../model/operation.ts';
import { Refused } from '../../model/refusal.ts';

/** For an answer that came, and lacks what AWS never leaves out. */
export const unreadable = (operation: AnyOperation, message: string): Refused =>
  new Refused({
    operation: nameOf(operation),
    reason: 'UnreadableAnswer',
    permission: operation.permissions[0] ?? nameOf(operation),
    message,
  });
