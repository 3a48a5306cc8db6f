import { type Budget, spend } from '../budget.ts';
import type { WebAclDocument } from '../model.ts';
import { strangeMember } from '../normalise/members.ts';
import { parseRange, type Range } from './addresses.ts';

/** What reading an address costs. */
const ADDRESS = { 4: 6, 6: 50 } as const;

/** The ranges of the IP sets that could be read, and the number of each. */
export function readSets(arns: readonly string[], document: WebAclDocument, budget: Budget) {
  const sets = new Map<string, number>();
  const ranges: (readonly Range[])[] = [];
  for (const arn of new Set(arns)) {
    const set = document.IPSets?.[arn];
    const addresses = strangeMember('IPSet', set) === null ? listed(set?.Addresses) : undefined;
    const parsed = addresses?.map((each) => {
      spend(budget, ADDRESS[each.includes(':') ? 6 : 4]);
      return parseRange(each);
    });
    if (parsed === undefined || parsed.includes(null)) continue;
    sets.set(arn, ranges.push(parsed as readonly Range[]) - 1);
  }
  return { sets, ranges };
}

function listed(addresses: unknown): readonly string[] | undefined {
  const isList = Array.isArray(addresses) && addresses.every((each) => typeof each === 'string');
  return isList ? addresses : undefined;
}
