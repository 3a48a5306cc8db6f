/**
 * A question that can be put to AWS, with the IAM actions it needs. It names the SDK's command by service and
 * operation, so that answering from evidence loads no SDK at all.
 */
export interface Operation<Input extends object, Output extends object> {
  /** As IAM prefixes it, and as `aws/clients/` names its file: `wafv2`. */
  readonly service: string;
  readonly name: string;
  readonly permissions: readonly `${string}:${string}`[];
  /** The member without which the answer is not an answer: a list AWS always sends, though it be empty. */
  readonly answers?: keyof Output & string;
  /** An answer with no member at all says that there is nothing. */
  readonly mayBeNothing?: boolean;
  /** A list that AWS never leaves empty. */
  readonly neverEmpty?: boolean;
  /** The members that together identify what is answered, each item of it where it is a list. A text is its own identity. */
  readonly identity?: readonly string[];
  /** Members that nobody reads: what stands there cannot make an answer unreadable. */
  readonly ignores?: readonly string[];
  /** Whether what is answered, each item of it where it is a list, is what the question was about. */
  readonly belongs?: (item: Item, input: Input) => boolean;
  /** Only fixes the types. */
  readonly types?: readonly [Input, Output];
}

/** The members of whatever an answer may hold. */
export type Item = Readonly<Record<string, unknown>>;

export function operation<Input extends object, Output extends object>(
  operation: Operation<Input, Output>,
): Operation<Input, Output> {
  return operation;
}

export type AnyOperation = Pick<Operation<object, object>, 'service' | 'name' | 'permissions'>;

/** `ecs:DescribeServices`, as refusals, call counts and evidence name it. */
export const nameOf = ({ service, name }: Pick<AnyOperation, 'service' | 'name'>): string =>
  `${service}:${name}`;
