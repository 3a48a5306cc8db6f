/** Why something was not seen. A gap, a blind spot and an unknown verdict carry it. */
export type Unseen = Refusal | NotInEvidence | NotCovered | Contradiction | Settling | Fault;

/** A question AWS did not answer, or answered with what cannot be read. */
export interface Refusal {
  readonly kind: 'refused';
  /** `wafv2:GetWebACL` */
  readonly operation: string;
  /** The error's name (`AccessDeniedException`, `TimeoutError`), or our word for an answer that cannot be read. */
  readonly reason: string;
  /** The IAM action that would help; absent where no permission would. */
  readonly permission?: string | undefined;
  /** AWS's own words, shortened: they may name another action, or a policy of the organisation. */
  readonly message?: string | undefined;
  /** The resource the question was about, where it was about one. */
  readonly about?: string | undefined;
}

/** A recording that nobody put this question in. Nothing AWS could be asked for would help. */
export interface NotInEvidence {
  readonly kind: 'not-in-evidence';
  readonly operation: string;
}

/** Something outside the place that was looked at. */
export interface NotCovered {
  readonly kind: 'not-covered';
  readonly message: string;
}

/** Two answers of AWS that cannot both be true. */
export interface Contradiction {
  readonly kind: 'contradictory';
  /** The question that was put once more. */
  readonly operation: string;
  readonly message: string;
}

/** AWS itself says that the resource is on its way from one state to another. */
export interface Settling {
  readonly kind: 'settling';
  /** `kiosk/menu is in a deployment` */
  readonly message: string;
  /** When it began to move, in ISO 8601, where AWS tells. */
  readonly since?: string | undefined;
}

/** We stumbled. The exit status says that it is ours to mend. */
export interface Fault {
  readonly kind: 'fault';
  readonly message: string;
}

/** A property AWS would not show us. `property` is a dotted path into `properties`. */
export type Gap = Unseen & { readonly property: string };

/** Says why, as the end of "could not read Rules: …". */
export function wordsOf(unseen: Unseen): string {
  switch (unseen.kind) {
    case 'refused':
      return `${unseen.operation} answered ${unseen.reason}`;
    case 'not-in-evidence':
      return `a question of ${unseen.operation} is not in this recording`;
    case 'contradictory':
      return `the answers of ${unseen.operation} contradict each other: ${unseen.message}`;
    case 'not-covered':
    case 'settling':
    case 'fault':
      return unseen.message;
  }
}

export const permissionFor = (unseen: Unseen | undefined): string | undefined =>
  unseen?.kind === 'refused' ? unseen.permission : undefined;

/** Thrown by whoever reads what was not seen. It makes a verdict unknown, never anything else. */
export class Unread extends Error {
  override readonly name = 'Unread';
  readonly unseen: Unseen;
  constructor(what: string, unseen: Unseen) {
    super(`could not read ${what}: ${wordsOf(unseen)}`);
    this.unseen = unseen;
  }
}

/** Thrown by `place.ask` for a question without an answer. Collectors turn it into a gap, or let it become a blind spot. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly unseen: Unseen;
  constructor(unseen: Unseen) {
    super(wordsOf(unseen));
    this.unseen = unseen;
  }
}

/** The error's name where AWS gave one: `FileSystemNotFound`. */
export const reasonOf = ({ unseen }: Refused): string | undefined =>
  unseen.kind === 'refused' ? unseen.reason : undefined;
