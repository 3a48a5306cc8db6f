import { isDeepStrictEqual } from 'node:util';
import { createPages } from '../../src/aws/pages.ts';
import { nameOf, type Operation } from '../../src/model/operation.ts';
import type { Collector, Place } from '../../src/model/ports.ts';
import type { Resource } from '../../src/model/resource.ts';
import { Refused } from '../../src/model/unseen.ts';
import { reads } from '../../src/model/wants.ts';

export interface Exchange {
  /** `ecs:ListClusters` */
  readonly operation: string;
  readonly input: object;
  /** Put once more. */
  readonly again?: true;
  readonly output?: object;
  /** The name of the error AWS answers with instead. */
  readonly refusal?: string;
}

export interface ReplayPlace extends Place {
  /** The exchanges nobody asked for. */
  readonly unasked: () => readonly Exchange[];
}

/** A place that answers exactly the given questions and fails the test on any other. */
export function replayPlace(exchanges: readonly Exchange[]): ReplayPlace {
  const asked = new Set<Exchange>();
  async function put<I extends object, O extends object>(
    operation: Operation<I, O>,
    input: I,
    again = false,
  ): Promise<O> {
    const question = JSON.parse(JSON.stringify(input)) as object; // drops undefined, as the wire does
    const found = exchanges.find(
      (exchange) =>
        exchange.operation === nameOf(operation) &&
        Boolean(exchange.again) === again &&
        isDeepStrictEqual(exchange.input, question),
    );
    if (!found)
      throw new Error(`asked ${nameOf(operation)} ${JSON.stringify(question)}, which is not in the replay`);
    asked.add(found);
    if (found.refusal) {
      const permission = operation.permissions[0];
      throw new Refused({
        kind: 'refused',
        operation: nameOf(operation),
        reason: found.refusal,
        permission,
      });
    }
    return { ...found.output } as O;
  }
  const ask: Place['ask'] = (operation, input) => put(operation, input);
  return {
    account: '111122223333',
    region: 'sa-east-1',
    signal: new AbortController().signal,
    ask,
    // An exchange of its own: `again: true`.
    again: (operation, input) => put(operation, input, true),
    pages: createPages(ask),
    unasked: () => exchanges.filter((exchange) => !asked.has(exchange)),
  };
}

/** What a collector yields when the policies want these property paths. Rejects with `Refused` at a blind spot. */
export async function collectAll(
  collector: Collector,
  place: Place,
  paths: readonly string[] = [],
): Promise<Resource[]> {
  const wanted = new Set(paths);
  const resources: Resource[] = [];
  const guarded = onlyAsking(collector, wanted, place);
  for await (const resource of collector.collect(guarded, { has: (path) => reads(wanted, path) }))
    resources.push(resource);
  return resources;
}

/** A place that fails the test where a collector puts a question that is not among its `asks`, or that nobody wants. */
function onlyAsking(collector: Collector, wanted: ReadonlySet<string>, place: Place): Place {
  const asks = collector.asks.filter((ask) => !ask.for || ask.for.some((path) => reads(wanted, path)));
  const names = new Set(asks.map(({ operation }) => nameOf(operation)));
  const declared = <I extends object, O extends object>(operation: Operation<I, O>): Operation<I, O> => {
    if (names.has(nameOf(operation))) return operation;
    throw new Error(`${collector.type} puts ${nameOf(operation)}, which its asks do not declare for this`);
  };
  const ask: Place['ask'] = async (operation, input) => place.ask(declared(operation), input);
  const again: Place['again'] = async (operation, input) => place.again(declared(operation), input);
  return { ...place, ask, again, pages: createPages(ask) };
}
