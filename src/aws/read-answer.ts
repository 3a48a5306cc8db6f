import type { Item, Operation } from '../model/operation.ts';
import type { Answer } from './exchange.ts';
import { identityOf, itemsOf, withoutRepeated } from './items.ts';
import { Misshapen, shaped } from './shape.ts';

/** The answer, where it is one: made as AWS's model says, with what it exists for, about what was asked. Else a refusal. */
export function readAnswer<I extends object, O extends object>(
  operation: Operation<I, O>,
  input: I,
  answer: Answer,
): Answer {
  if (answer.kind === 'refusal') return answer;
  try {
    const output = shaped(operation, answer.output) as O;
    const problem = problemOf(operation, input, output);
    return problem ? unreadable(problem) : { ...answer, output: withoutRepeated(operation, output) };
  } catch (error) {
    if (error instanceof Misshapen) return unreadable(error.message);
    throw error;
  }
}

const unreadable = (message: string): Answer => ({ kind: 'refusal', reason: 'UnreadableAnswer', message });

function problemOf<I extends object, O extends object>(
  operation: Operation<I, O>,
  input: I,
  output: O,
): string | undefined {
  const { answers, mayBeNothing, neverEmpty, identity, belongs } = operation;
  if (!answers) return undefined;
  // An HTML page parsed as XML comes back as `{}`.
  if (!Object.hasOwn(output, answers))
    return mayBeNothing && Object.keys(output).length === 0 ? undefined : `the answer holds no ${answers}`;
  const items = itemsOf(operation, output);
  if (neverEmpty && items.length === 0) return `the answer holds no ${answers}`;
  const nameless = items.findIndex((item) => isNameless(item, identity));
  if (nameless >= 0) return `${answers}[${nameless}] does not say what it is`;
  const other = belongs && items.find((item) => !belongs(membersOf(item), input));
  return other === undefined
    ? undefined
    : `the answer is about ${identityOf(other, identity) ?? 'something else'}`;
}

const isNameless = (item: unknown, identity: readonly string[] | undefined): boolean =>
  (typeof item === 'string' || identity !== undefined) && identityOf(item, identity) === undefined;

/** Of a text the members are none: it is compared whole, as `value`. */
const membersOf = (item: unknown): Item => (typeof item === 'string' ? { value: item } : (item as Item));
