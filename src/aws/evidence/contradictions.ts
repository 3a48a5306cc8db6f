import { regionOfGlobal, textOfPlace, unknownAccount } from '../../model/place.ts';
import { byText } from '../../text/by-text.ts';
import { printable } from '../../text/printable.ts';
import { type Exchange, keyOf } from '../exchange.ts';
import type { Manifest } from './manifest.ts';
import type { Wrong } from './read-exchanges.ts';

/** The first thing that cannot be so in a recording, whoever made it: evidence that contradicts itself proves nothing. */
export function contradictionIn(manifest: Manifest, exchanges: readonly Exchange[]): Wrong | undefined {
  return (
    untimely(manifest, exchanges) ??
    silent(manifest, exchanges) ??
    twiceAnswered(exchanges) ??
    wrongPlaces(manifest) ??
    wrongPolicies(manifest) ??
    misplaced(manifest, exchanges) ??
    misidentified(manifest, exchanges)
  );
}

function untimely({ recordedAt, finishedAt }: Manifest, exchanges: readonly Exchange[]): Wrong | undefined {
  if (finishedAt < recordedAt)
    return { wrong: `it ended at ${finishedAt}, before it began at ${recordedAt}` };
  const at = exchanges.findIndex(({ time }) => time < recordedAt || time > finishedAt);
  const time = exchanges[at]?.time;
  if (time === undefined) return undefined;
  const how =
    time < recordedAt ? `before the recording began at ${recordedAt}` : `after it ended at ${finishedAt}`;
  return { line: at + 1, wrong: `it was answered at ${time}, ${how}` };
}

/** Milliseconds without an answer: an audit of a place is given up after minutes, and who moves its beginning moves it by days. */
const longestSilence = 24 * 60 * 60 * 1000;

/** Verdicts and exceptions go by the beginning: it is that of its answers. */
function silent({ recordedAt, finishedAt }: Manifest, exchanges: readonly Exchange[]): Wrong | undefined {
  const times = [recordedAt, ...exchanges.map(({ time }) => time), finishedAt].toSorted(byText);
  const at = times.findIndex(
    (time, index) => Date.parse(times[index + 1] ?? time) - Date.parse(time) > longestSilence,
  );
  return at < 0 ? undefined : { wrong: `nothing was answered from ${times[at]} to ${times[at + 1]}` };
}

/** Milliseconds that the clocks of two machines may differ by, and nobody would say that either is wrong. */
const skew = 24 * 60 * 60 * 1000;

/** What says that it ended in the future, by the clock of who reads it. */
export function ofTheFuture({ finishedAt }: Manifest, now: Date): Wrong | undefined {
  if (Date.parse(finishedAt) <= now.getTime() + skew) return undefined;
  return { wrong: `it ended at ${finishedAt}, and it is ${now.toISOString()}` };
}

function twiceAnswered(exchanges: readonly Exchange[]): Wrong | undefined {
  const lines = new Map<string, number>();
  for (const [at, exchange] of exchanges.entries()) {
    const key = keyOf(exchange);
    const first = lines.get(key);
    if (first !== undefined)
      return { line: at + 1, wrong: `it answers the question of line ${first} once more` };
    lines.set(key, at + 1);
  }
  return undefined;
}

function wrongPlaces({ places }: Manifest): Wrong | undefined {
  const names = new Set<string>();
  const twice = places.map(textOfPlace).find((name) => names.size === names.add(name).size);
  if (places.length === 0) return { wrong: 'it names no account and region' };
  return twice === undefined ? undefined : { wrong: `it names ${twice} twice` };
}

/** A policy is one text: of two with one id, either may be what somebody judged by. */
function wrongPolicies({ policies }: Manifest): Wrong | undefined {
  const ids = new Set<string>();
  const twice = policies.find(({ id }) => ids.size === ids.add(id).size);
  return twice && { wrong: `it names the policy ${printable(twice.id)} twice` };
}

/** A question is put in a place of the recording, or in the place `global` of its account. */
function misplaced({ places }: Manifest, exchanges: readonly Exchange[]): Wrong | undefined {
  const regions = new Set(places.map(({ region }) => region));
  const known = new Set(places.flatMap(({ account, region }) => [account, textOfPlace({ account, region })]));
  const isKnown = ({ account, region, operation }: Exchange) =>
    (operation === getCallerIdentity && account === unknownAccount && regions.has(region)) ||
    known.has(textOfPlace({ account, region })) ||
    (region === regionOfGlobal && known.has(account));
  const at = exchanges.findIndex((exchange) => !isKnown(exchange));
  const exchange = exchanges[at];
  return exchange && { line: at + 1, wrong: `it is of ${textOfPlace(exchange)}, no place of this recording` };
}

const getCallerIdentity = 'GetCallerIdentity';

/**
 * AWS said in each place whose the credentials are. Where that is another account than was expected, nothing else was
 * asked there; where nothing was expected, it is the account of the place.
 */
function misidentified({ places }: Manifest, exchanges: readonly Exchange[]): Wrong | undefined {
  for (const [index, exchange] of exchanges.entries()) {
    const found = identityIn(exchange);
    const wrong = found && wrongIdentity(found, exchange, places, exchanges);
    if (wrong !== undefined)
      return { line: index + 1, wrong: `it says account ${found?.account}, and ${wrong}` };
  }
  return undefined;
}

function wrongIdentity(
  found: Identity,
  exchange: Exchange,
  places: Manifest['places'],
  exchanges: readonly Exchange[],
): string | undefined {
  const { account, region } = exchange;
  if (found.arnAccount !== undefined && found.arnAccount !== found.account)
    return `an ARN of account ${printable(found.arnAccount)}`;
  if (account === unknownAccount)
    return places.some((place) => place.region === region && place.account === found.account)
      ? undefined
      : `the place in ${region} is of another`;
  const isContradicted = account !== found.account && exchanges.some((other) => isAnother(other, exchange));
  return isContradicted ? `answers of account ${account} follow from it` : undefined;
}

const isAnother = (one: Exchange, identity: Exchange): boolean =>
  one.account === identity.account &&
  one.region === identity.region &&
  one.operation !== getCallerIdentity &&
  one.answer.kind === 'output';

interface Identity {
  readonly account: string;
  readonly arnAccount: string | undefined;
}

function identityIn({ service, operation, answer }: Exchange): Identity | undefined {
  if (service !== 'sts' || operation !== getCallerIdentity || answer.kind === 'refusal') return undefined;
  const { Account, Arn } = answer.output as { readonly Account?: unknown; readonly Arn?: unknown };
  // An answer without an account is read as a refusal, as it was when it was recorded.
  if (typeof Account !== 'string' || !/^\d{12}$/.test(Account)) return undefined;
  const [, , , , arnAccount] = typeof Arn === 'string' ? Arn.split(':') : [];
  return { account: Account, arnAccount };
}
