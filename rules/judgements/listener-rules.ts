import {
  type Compare,
  createComparison,
  halvesOf,
  type ListenerRule,
  least,
  type Match,
  matchesOf,
  most,
  type Share,
} from './listener-match.ts';

/** What becomes of the requests that a listener rule is for, given the rules that are tried before it. */
export type Fate =
  | { readonly status: 'open' }
  /** The earlier rules take all that match one of its values, or all there is where `value` is absent. */
  | { readonly status: 'taken'; readonly by: readonly ListenerRule[]; readonly value?: string }
  /** Whether they do cannot be told. */
  | { readonly status: 'unsure'; readonly by: readonly ListenerRule[] };

/** One match of each condition: requests that a rule is for, and that may have a fate of their own. */
export type Requests = readonly Match[];

interface Shares {
  readonly requests: Requests;
  readonly share: Share;
  readonly by: ListenerRule | undefined;
}

/** Whether a request gets as far as the rule at all. Of any kind: from IPv6 as from IPv4, to a host of one word too. */
export function reachOf(
  rule: ListenerRule,
  earlier: readonly ListenerRule[],
  compare = createComparison(),
): Fate {
  const shares = sharesOf(rule, earlier, every, compare);
  if (!shares) return { status: 'unsure', by: earlier };
  const by = distinct(shares.flatMap((share) => share.by ?? []));
  if (shares.every(({ share }) => share === 'all')) return { status: 'taken', by };
  return shares.some(({ share }) => share === 'not-all') ? { status: 'open' } : { status: 'unsure', by };
}

/**
 * Whether requests reach the rule for each value of its conditions: a rule for `/orders` and `/orders/*` is not
 * reached when an earlier one takes `/orders/*`. By ordinary requests: from IPv4, to a host with a dot. An earlier
 * rule `spares` what reaches its goal all the same.
 */
export function fateOf(
  rule: ListenerRule,
  earlier: readonly ListenerRule[],
  compare = createComparison(),
  spares: (earlier: ListenerRule, requests: Requests) => boolean = () => false,
): Fate {
  const shares = sharesOf(rule, earlier, ordinary, compare, spares);
  if (!shares) return { status: 'unsure', by: earlier };
  const fates = valuesOf(shares).map((value) => fateOfValue(value, shares));
  const taken = fates.filter(({ status }) => status === 'taken');
  const [first] = taken;
  if (!first) return fates.find(({ status }) => status === 'unsure') ?? { status: 'open' };
  const isWhole = shares.every(({ share }) => share === 'all');
  const by = distinct(shares.flatMap((share) => (share.share === 'all' ? (share.by ?? []) : [])));
  return isWhole ? { status: 'taken', by } : first;
}

/** One match of each value. */
const valuesOf = (shares: readonly Shares[]): readonly Match[] => [
  ...new Map(shares.flatMap(({ requests }) => requests.map((match) => [keyOf(match), match]))).values(),
];
const keyOf = ({ of, kind, key, given, text }: Match): string =>
  JSON.stringify(kind === 'block' ? [of, given] : [of, kind, key, text]);

function fateOfValue(value: Match, all: readonly Shares[]): Fate {
  const key = keyOf(value);
  const shares = all.filter(({ requests }) => requests.some((match) => keyOf(match) === key));
  const by = distinct(shares.flatMap((share) => share.by ?? []));
  const share = shares.map((one) => one.share).reduce(least);
  if (share === 'not-all') return { status: 'open' };
  return share === 'all' ? { status: 'taken', by, value: value.given } : { status: 'unsure', by };
}

// What a rule without such a condition is for.
const valuesOn = (Field: string, ...Values: string[]): readonly Match[] =>
  matchesOf({ Field, Values, RegexValues: [] });
const path = valuesOn('path-pattern', '/*');
const every = [path, valuesOn('host-header', '*'), valuesOn('source-ip', '0.0.0.0/0', '::/0')];
const ordinary = [path, valuesOn('host-header', '*.*'), valuesOn('source-ip', '0.0.0.0/0')];

// AWS allows five values a rule; more than that makes of a few rules more than can be compared.
const mostRequests = 64;

function sharesOf(
  rule: ListenerRule,
  earlier: readonly ListenerRule[],
  implied: readonly (readonly Match[])[],
  compare: Compare,
  spares: (earlier: ListenerRule, requests: Requests) => boolean = () => false,
): readonly Shares[] | undefined {
  const own = rule.Conditions.map((condition) => withoutRedundant(matchesOf(condition), compare));
  const fields = new Set(own.flat().map(({ of }) => of));
  const others = implied.filter(([first]) => !fields.has(first?.of ?? ''));
  const all = [...own, ...others].map((values) => values.flatMap(halvesOf));
  if (all.reduce((product, { length }) => product * length, 1) > mostRequests) return undefined;
  const tried = earlier.map((one) => ({ rule: one, conditions: one.Conditions.map(matchesOf) }));
  return combinations(all).map((requests): Shares => {
    let found: Shares = { requests, share: 'not-all', by: undefined };
    for (const { rule: by, conditions } of tried) {
      const share = shareOf(conditions, requests, compare);
      if (share === 'not-all' || spares(by, requests)) continue;
      if (share === 'all') return { requests, share, by };
      if (found.share === 'not-all') found = { requests, share, by };
    }
    return found;
  });
}

/** A value that another one of the condition takes anyway has no requests of its own. */
const withoutRedundant = (matches: readonly Match[], compare: Compare): readonly Match[] =>
  matches.filter(
    (narrow, index) =>
      !matches.some((wide, other) => {
        if (wide === narrow || compare(wide, narrow) !== 'all') return false;
        return other < index || compare(narrow, wide) !== 'all';
      }),
  );

function combinations(conditions: readonly (readonly Match[])[]): readonly Requests[] {
  return conditions.reduce<readonly Requests[]>(
    (found, matches) => found.flatMap((requests) => matches.map((one) => [...requests, one])),
    [[]],
  );
}

/** How much of the requests a rule with these conditions takes: all of them must hold, and of each one value. */
export function shareOf(
  conditions: readonly (readonly Match[])[],
  requests: Requests,
  compare: Compare,
): Share {
  let share: Share = 'all';
  for (const values of conditions) {
    let best: Share = 'not-all';
    for (const value of values)
      for (const narrow of requests) if (best !== 'all') best = most(best, compare(value, narrow));
    share = least(share, best);
    if (share === 'not-all') return share;
  }
  return share;
}

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
