import { setMaxListeners } from 'node:events';
import type { Calls } from '../model/audit.ts';
import { operation } from '../model/operation.ts';
import type { PlaceRef } from '../model/place.ts';
import type { Source, SourcePlace } from '../model/ports.ts';
import { Refused } from '../model/unseen.ts';
import { type Collectors, collectInventory } from './collect.ts';
import type { Answerer } from './exchange.ts';
import { permissionsOf } from './permissions.ts';
import { type CountingPlace, createPlace } from './place.ts';

export interface SourceInput extends Pick<Source, 'now' | 'finish'> {
  readonly answer: Answerer;
  readonly collectors: Collectors;
  /** An account that is not known yet is `unknown`, as in the question who we are. */
  readonly places: readonly PlaceRef[];
  readonly signal: AbortSignal;
  /** Milliseconds after which what is open of a place is unread; absent is no limit. */
  readonly deadline?: number | undefined;
}

/** A source that gets its facts by questions to AWS, whoever answers them. */
export async function createSource(input: SourceInput): Promise<Source> {
  const { answer, collectors, signal, deadline, now, finish } = input;
  const opened: CountingPlace[] = [];
  function open(place: PlaceRef, limit?: AbortSignal): CountingPlace {
    const { account, region } = place;
    const one = createPlace({ account, region, signal, deadline: limit, answer });
    opened.push(one);
    return one;
  }
  const began = performance.now();
  const places = await Promise.all(
    input.places.map((place) =>
      withDeadline(deadline, (limit) => identify(open({ ...place, account: 'unknown' }, limit))),
    ),
  );
  // Whoever waits for an audit waits for that, too.
  const left = deadline === undefined ? undefined : Math.max(0, deadline - (performance.now() - began));
  return {
    places,
    inventory: (wants, { unidentified, ...at }, progress) =>
      withDeadline(left, (limit) =>
        collectInventory({ wants, collectors, place: open(at, limit), unidentified, progress }),
      ),
    permissions: (wants) => permissionsOf(wants, collectors),
    now,
    calls: () => opened.map((place) => place.calls()).reduce(sum, none),
    finish,
  };
}

/** The timer must not keep the process from ending. */
async function withDeadline<T>(
  milliseconds: number | undefined,
  work: (limit: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (milliseconds === undefined) return work(undefined);
  const limit = new AbortController();
  setMaxListeners(0, limit.signal); // every question in flight listens to it
  const timer = setTimeout(() => limit.abort(), milliseconds);
  return work(limit.signal).finally(() => clearTimeout(timer));
}

const getCallerIdentity = operation<object, { readonly Account?: string }>({
  service: 'sts',
  name: 'GetCallerIdentity',
  permissions: [], // none is needed (STS API reference, GetCallerIdentity)
  answers: 'Account',
  belongs: ({ value }) => /^\d{12}$/.test(String(value)),
});

async function identify(place: CountingPlace): Promise<SourcePlace> {
  const { region } = place;
  try {
    const { Account: account = 'unknown' } = await place.ask(getCallerIdentity, {});
    return { account, region };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { account: 'unknown', region, unidentified: error.unseen };
  }
}

const none: Calls = { asked: 0, answered: 0, refused: 0, reused: 0 };

function sum(a: Calls, b: Calls): Calls {
  return {
    asked: a.asked + b.asked,
    answered: a.answered + b.answered,
    refused: a.refused + b.refused,
    reused: a.reused + b.reused,
  };
}
