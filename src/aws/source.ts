import { setMaxListeners } from 'node:events';
import type { Calls } from '../model/audit.ts';
import { operation } from '../model/operation.ts';
import { type NamedPlace, type PlaceRef, textOfPlace, unknownAccount } from '../model/place.ts';
import type { Source, SourcePlace } from '../model/ports.ts';
import { sumOfRefusals } from '../model/refusals.ts';
import { Refused, type Unseen } from '../model/unseen.ts';
import { UserError } from '../model/user-error.ts';
import { type Collectors, collectInventory } from './collect.ts';
import type { Answerer } from './exchange.ts';
import { permissionsOf } from './permissions.ts';
import { type CountingPlace, createPlace } from './place.ts';

export interface SourceInput extends Pick<Source, 'now' | 'finish' | 'evidence'> {
  readonly collectors: Collectors;
  readonly places: readonly AnsweringPlace[];
  readonly signal: AbortSignal;
  /** Milliseconds after which what is open of a place is unread; absent is no limit. */
  readonly deadline?: number | undefined;
}

/** A place and who answers in it. Its account is `unknown` where the credentials are to tell; else they must be of that account. */
export interface AnsweringPlace extends NamedPlace {
  readonly answer: Answerer;
}

/** A source that gets its facts by questions to AWS, whoever answers them. */
export async function createSource(input: SourceInput): Promise<Source> {
  const { collectors, signal, deadline, now, finish, evidence } = input;
  const opened = new Set<CountingPlace>();
  // A place that was read is let go of with all its answers, of which nothing but their number is asked any more.
  let closed = none;
  function close(place: CountingPlace): void {
    closed = sum(closed, place.calls());
    opened.delete(place);
  }
  function open({ account, region, answer }: AnsweringPlace, limit?: AbortSignal): CountingPlace {
    const one = createPlace({ account, region, signal, deadline: limit, answer });
    opened.add(one);
    return one;
  }
  const entered = await Promise.all(input.places.map(enter));
  requireOnce(entered);
  async function enter(place: AnsweringPlace): Promise<Entered> {
    const began = performance.now();
    const known = await withDeadline(deadline, (limit) => identify(open(place, limit)));
    // Each place pays for its own entrance: one that hangs takes no time from the others.
    const left = deadline === undefined ? undefined : Math.max(0, deadline - (performance.now() - began));
    return { ...known, name: place.name, answer: place.answer, left };
  }
  const enteredFor = lookupOf(entered);
  return {
    places: entered.map(placeOf),
    evidence,
    inventory(wants, { unidentified, account, region }, progress) {
      const { answer, left } = enteredFor({ account, region });
      return withDeadline(left, (limit) => {
        const place = open({ account, region, answer }, limit);
        const recordedBy = evidence?.plumbline;
        const asked = { wants, collectors, place, unidentified, recordedBy, progress };
        return collectInventory(asked).finally(() => close(place));
      });
    },
    permissions: (wants) => permissionsOf(wants, collectors),
    ...(evidence && { evidence }),
    now,
    calls: () => [...opened].map((place) => place.calls()).reduce(sum, closed),
    finish,
  };
}

interface Entered extends SourcePlace {
  readonly answer: Answerer;
  /** Milliseconds of its deadline that are left. */
  readonly left: number | undefined;
}

const placeOf = ({ account, region, name, unidentified }: Entered): SourcePlace => ({
  account,
  region,
  ...(name !== undefined && { name }),
  ...(unidentified && { unidentified }),
});

/** The place itself; for `global`, any of its account, one that could be entered if there is one. */
function lookupOf(entered: readonly Entered[]): (place: PlaceRef) => Entered {
  const own = new Map(entered.map((one) => [textOfPlace(one), one]));
  const any = new Map<string, Entered>();
  for (const one of entered) {
    const known = any.get(one.account);
    if (!known || (known.unidentified && !one.unidentified)) any.set(one.account, one);
  }
  return (place) => {
    const one = own.get(textOfPlace(place)) ?? any.get(place.account);
    if (!one) throw new Error(`${textOfPlace(place)} is no place of this source`);
    return one;
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
  const { account, region } = place;
  try {
    const { Account: found = unknownAccount } = await place.ask(getCallerIdentity, {});
    if (account === unknownAccount || found === account) return { account: found, region };
    return { account, region, unidentified: anotherAccount(account, found) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { account, region, unidentified: error.unseen };
  }
}

const anotherAccount = (account: string, found: string): Unseen => ({
  kind: 'contradictory',
  operation: 'sts:GetCallerIdentity',
  message: `the credentials for account ${account} are of account ${found}`,
});

/** Looked into twice, a place would have each finding twice. Only AWS can tell whose the credentials are. */
function requireOnce(places: readonly SourcePlace[]): void {
  const known = new Map<string, SourcePlace>();
  for (const place of places) {
    const first = known.get(textOfPlace(place));
    known.set(textOfPlace(place), place);
    if (first)
      throw new UserError(
        `two places are ${textOfPlace(place)}: ${[first, place].map(({ name = 'one without a name' }) => name).join(', ')}\nname it once in the configuration`,
      );
  }
}

const none: Calls = { asked: 0, answered: 0, refused: 0, reused: 0 };

function sum(a: Calls, b: Calls): Calls {
  return {
    asked: a.asked + b.asked,
    answered: a.answered + b.answered,
    refused: a.refused + b.refused,
    reused: a.reused + b.reused,
    refusals: sumOfRefusals([...(a.refusals ?? []), ...(b.refusals ?? [])]),
  };
}
