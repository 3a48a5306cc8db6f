import { isDeepStrictEqual } from 'node:util';
import { createPages } from '../../src/aws/pages.ts';
import { nameOf, type Operation } from '../../src/model/operation.ts';
import type { Collector, Place } from '../../src/model/ports.ts';
import type { Resource } from '../../src/model/resource.ts';
import { Refused } from '../../src/model/unseen.ts';
import { reads } from '../../src/pipeline/plan.ts';

export interface Exchange {
  /** `ecs:ListClusters` */
  readonly operation: string;
  readonly input: object;
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
  async function ask<I extends object, O extends object>(operation: Operation<I, O>, input: I): Promise<O> {
    const question = JSON.parse(JSON.stringify(input)) as object; // drops undefined, as the wire does
    const found = exchanges.find(
      (exchange) => exchange.operation === nameOf(operation) && isDeepStrictEqual(exchange.input, question),
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
  return {
    account: '111122223333',
    region: 'sa-east-1',
    signal: new AbortController().signal,
    ask,
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
  for await (const resource of collector.collect(place, { has: (path) => reads(wanted, path) }))
    resources.push(resource);
  return resources;
}
