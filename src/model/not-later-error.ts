import { UserError } from './user-error.ts';

/** An audit that is not later than one of its place that is known. */
export class NotLaterError extends UserError {
  /** When the known one began. */
  readonly last: string;
  constructor(message: string, last: string) {
    super(message);
    this.last = last;
  }
}
