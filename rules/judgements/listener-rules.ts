import {
  type Comparison,
  conditionsOf,
  createComparison,
  halvesOf,
  type ListenerRule,
  least,
  type Match,
  matchesOf,
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
  readonly by?: ListenerRule;
}

/** Whether a request gets as far as the rule at all. Of any kind: from IPv6 as from IPv4, to a host of one word too. */
export function reachOf(
  rule: ListenerRule,
  earlier: readonly ListenerRule[],
  comparison = createComparison(),
): Fate {
  const shares = sharesOf(rule, earlier, every, comparison);
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
  comparison = createComparison(),
  spares: (earlier: ListenerRule, requests: Requests) => boolean = () => false,
): Fate {
  const shares = sharesOf(rule, earlier, ordinary, comparison, spares);
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
  ...new Map(shares.flatMap(({ requests }) => requests.map((match) => [match.id, match]))).values(),
];

function fateOfValue({ id, given }: Match, all: readonly Shares[]): Fate {
  const shares = all.filter(({ requests }) => requests.some((match) => match.id === id));
  const by = distinct(shares.flatMap((share) => share.by ?? []));
  const share = shares.map((one) => one.share).reduce(least);
  if (share === 'not-all') return { status: 'open' };
  return share === 'all' ? { status: 'taken', by, value: given } : { status: 'unsure', by };
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
  comparison: Comparison,
  spares: (earlier: ListenerRule, requests: Requests) => boolean = () => false,
): readonly Shares[] | undefined {
  const own = conditionsOf(rule).map((values) => withoutRedundant(values, comparison));
  const fields = new Set(own.flat().map(({ of }) => of));
  const others = implied.filter(([first]) => !fields.has(first?.of ?? ''));
  const all = [...own, ...others].map((values) => values.flatMap(halvesOf));
  if (all.reduce((product, { length }) => product * length, 1) > mostRequests) return undefined;
  // Nearly all earlier rules are for something else altogether.
  const any = all.flat();
  const rivals = earlier.filter((one) => shareOf(one, any, comparison) !== 'not-all');
  const shares = combinations(all).map((requests): Shares => {
    const takers = rivals.flatMap((by): readonly Shares[] => {
      const share = shareOf(by, requests, comparison);
      return share === 'not-all' || spares(by, requests) ? [] : [{ requests, share, by }];
    });
    return takers.find(({ share }) => share === 'all') ?? takers[0] ?? { requests, share: 'not-all' };
  });
  return comparison.isSpent() ? undefined : shares;
}

/** A value that another one of the condition takes anyway has no requests of its own. */
const withoutRedundant = (matches: readonly Match[], comparison: Comparison): readonly Match[] =>
  matches.filter(
    (narrow, index) =>
      !matches.some((wide, other) => {
        if (wide === narrow || comparison.share(wide, narrow) !== 'all') return false;
        return other < index || comparison.share(narrow, wide) !== 'all';
      }),
  );

function combinations(conditions: readonly (readonly Match[])[]): readonly Requests[] {
  return conditions.reduce<readonly Requests[]>(
    (found, matches) => found.flatMap((requests) => matches.map((one) => [...requests, one])),
    [[]],
  );
}

/** How much of the requests a rule takes: all of its conditions must hold, and of each one value. */
export function shareOf(rule: ListenerRule, requests: Requests, comparison: Comparison): Share {
  let share: Share = 'all';
  for (const values of conditionsOf(rule)) {
    share = least(share, shareOfAny(values, requests, comparison));
    if (share === 'not-all') return share;
  }
  return share;
}

function shareOfAny(values: readonly Match[], requests: Requests, comparison: Comparison): Share {
  let best: Share = 'not-all';
  for (const value of values) {
    for (const narrow of requests) {
      const share = comparison.share(value, narrow);
      if (share === 'all') return share;
      if (share === 'perhaps') best = share;
    }
  }
  return best;
}

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
