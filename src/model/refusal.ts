/** A question AWS did not answer, or answered with what cannot be read. */
export interface Refusal {
  /** `wafv2:GetWebACL` */
  readonly operation: string;
  /** The error's name (`AccessDeniedException`, `TimeoutError`), or our word for an answer that cannot be read. */
  readonly reason: string;
  /** The IAM action that allows the call. */
  readonly permission: string;
  readonly message?: string;
}

/** A property AWS would not show us. `property` is a dotted path into `properties`. */
export interface Gap extends Refusal {
  readonly property: string;
}

/** Thrown by whoever reads what was not seen. It makes a verdict unknown, never anything else. */
export class Unread extends Error {
  override readonly name = 'Unread';
  readonly refusal: Refusal;
  constructor(what: string, refusal: Refusal) {
    super(`could not read ${what}: ${refusal.operation} answered ${refusal.reason}`);
    this.refusal = refusal;
  }
}

/** Thrown by `place.ask` for a refused question. Collectors turn it into a gap, or let it become a blind spot. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.operation}: ${refusal.reason}${refusal.message ? ` (${refusal.message})` : ''}`);
    this.refusal = refusal;
  }
}
