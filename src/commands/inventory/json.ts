import type { EvidenceRef } from '../../model/evidence.ts';
import type { NamedPlace } from '../../model/place.ts';
import { wordsOf } from '../../model/unseen.ts';
import { isClaimed, type Stock } from '../../pipeline/stock.ts';
import { escapeInvisible } from '../../text/escape.ts';

export interface Found {
  readonly places: readonly NamedPlace[];
  readonly stocks: readonly Stock[];
  /** Whether there are policies, so that what no component selects is told. */
  readonly isJudged: boolean;
  /** What it was read from, where it is a recording. */
  readonly evidence?: EvidenceRef | undefined;
}

/** One document; `claimed` is null where there is no policy. */
export function jsonOfStock({ places, stocks, isJudged, evidence }: Found): string {
  const document = {
    places: places.map(({ account, region, name }) => ({ account, region, name: name ?? null })),
    evidence: evidence ? { digest: evidence.digest, recordedAt: evidence.recordedAt } : null,
    types: stocks.map(({ type, place, unseen, items }) => ({
      type,
      account: place.account,
      region: place.region,
      complete: unseen === null,
      reason: unseen && wordsOf(unseen),
      resources: items.map((item) => ({
        name: item.resource.name,
        awsName: item.resource.awsName ?? item.resource.name,
        label: item.resource.label ?? null,
        arn: item.resource.id,
        state: item.state,
        select: item.keys,
        tags: item.tags,
        claimed: isJudged ? isClaimed(item) : null,
        components: item.claims.map(({ policy, component, sure }) => ({ policy, component, sure })),
      })),
    })),
  };
  return `${escapeInvisible(JSON.stringify(document, null, 2))}\n`;
}
