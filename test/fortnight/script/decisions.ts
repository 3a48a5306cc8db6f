import type { PlaceRef } from '../../../src/model/place.ts';
import { randomOf } from '../../support/random.ts';
import { breaks, type Check } from '../aws/breaks.ts';
import {
  type Accepted,
  type Broken,
  type Decisions,
  isAt,
  type Quiet,
  type Script,
  start,
} from './script.ts';

const day = 24 * 60;
const never = '2027-06-30';

/** By a seed: exceptions that are used, that expire, and that nothing stands under; a rule that is taken out for a while. */
export function decisionsIn(script: Omit<Script, 'decisions'>, seed: number): Decisions {
  const { places, every, broken } = script;
  const random = randomOf(seed + 31);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const aDay = day / every;
  const left = broken.filter(({ what, to, from }) => !isAbsence(what.fails) && to - from > aDay / 4);
  const [used, brief, dropped] = [take(), take(), take()];
  return {
    accepted: [...(used ? [usedFor(used)] : []), ...(brief ? [briefFor(brief)] : []), unused()],
    dropped: dropped
      ? [{ check: checkOf(dropped), from: dropped.from + 2, to: dropped.to + whole(-3, 6) }]
      : [],
    quiet: quietIn(places),
  };

  /** A break of a check that no other decision is about. */
  function take(): Broken | undefined {
    const [one] = left.splice(whole(0, left.length - 1), 1);
    const others = left.filter((other) => one && checkOf(other) !== checkOf(one));
    left.splice(0, left.length, ...others);
    return one;
  }

  /** Somebody accepts it, it is mended all the same, and a while later somebody takes the exception out. */
  function usedFor(one: Broken): Accepted {
    const from = one.from + whole(1, aDay / 8);
    return { id: 'EX-USED', check: checkOf(one), from, to: one.to + whole(2, aDay), expires: never };
  }

  /** It expires at the end of the next day, whether or not it is mended by then. */
  function briefFor(one: Broken): Accepted {
    const from = one.from + whole(1, aDay / 8);
    const expires = new Date(start + (from + whole(0, aDay)) * every * 60_000).toISOString().slice(0, 10);
    return { id: 'EX-BRIEF', check: checkOf(one), from, to: from + 3 * aDay, expires };
  }

  function unused(): Accepted {
    const from = whole(aDay, 8 * aDay);
    return {
      id: 'EX-UNUSED',
      check: 'database/serverless-v2',
      from,
      to: from + whole(1, 2 * aDay),
      expires: never,
    };
  }
}

const checkOf = ({ what }: Broken): Check => what.fails[0] as Check;

const isAbsence = (fails: readonly Check[]): boolean => fails.some((check) => check.endsWith('/count'));

/** At night in Brazil, of the first account. */
const quietIn = ([first]: readonly PlaceRef[]): Quiet | null =>
  first
    ? {
        account: first.account,
        start: '0 1 * * *',
        timezone: 'America/Sao_Paulo',
        minutes: 240,
        from: 4 * 60,
      }
    : null;

export const isQuiet = ({ quiet }: Decisions, account: string | undefined, time: Date): boolean => {
  if (quiet === null || account !== quiet.account) return false;
  const minute = (time.getTime() / 60_000) % day;
  return quiet.from <= minute && minute < quiet.from + quiet.minutes;
};

/** The policy as it reads at an audit. */
export function policyAt({ accepted, dropped }: Decisions, tick: number, text: string): string {
  const policy = JSON.parse(text);
  for (const { check } of dropped.filter((one) => isAt(one, tick))) {
    const [component = '', rule = ''] = check.split('/');
    delete policy.components[component].rules[rule];
  }
  const exceptions = accepted
    .filter((one) => isAt(one, tick))
    .map(({ id, check, expires }) => {
      const [component, rule] = check.split('/');
      return { id, component, check: rule, reason: 'it is on its way', approvedBy: 'ana', expires };
    });
  return JSON.stringify(exceptions.length > 0 ? { ...policy, exceptions } : policy);
}

/** Whether an exception holds at an audit. */
export const isAccepted = (decisions: Decisions, check: Check, tick: number, time: Date): boolean =>
  decisions.accepted.some((one) => one.check === check && isAt(one, tick) && endOf(one) > time.getTime());

export const endOf = ({ expires }: Accepted): number => Date.parse(`${expires}T00:00:00Z`) + day * 60_000;

/** Every check that anything is said of. */
export const checks: readonly Check[] = [
  ...new Set<Check>([...breaks.flatMap(({ fails }) => fails), 'database/serverless-v2']),
];
