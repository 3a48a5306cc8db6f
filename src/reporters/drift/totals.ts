import type { Change, Drift } from '../../model/drift.ts';
import { severities } from '../../model/severity.ts';
import { plural } from '../../text/plural.ts';

/** `8 opened (6 critical, 2 high), 1 closed, 4 other changes`. */
export function totalsOf(drifts: readonly Drift[]): string {
  const changes = drifts.flatMap((drift) => drift.changes);
  const counts = order.flatMap((kind) => {
    const alike = changes.filter((change) => change.kind === kind);
    if (alike.length === 0 || kind === 'resource' || kind === 'property') return [];
    return [`${alike.length} ${words[kind] ?? kind}${kind === 'opened' ? ` (${weights(alike)})` : ''}`];
  });
  const others = changes.filter(({ kind }) => kind === 'resource' || kind === 'property').length;
  const more = others === 0 ? [] : [plural(others, counts.length > 0 ? 'other change' : 'change')];
  return [...counts, ...more].join(', ');
}

const words: Readonly<Partial<Record<Change['kind'], string>>> = {
  flapping: 'changed again and again',
  unverified: 'no more to be seen',
  'cannot-see': 'cannot be seen',
  verified: 'seen again',
  'can-see': 'can be seen again',
};

const weights = (changes: readonly Change[]): string =>
  severities
    .toReversed()
    .flatMap((severity) => {
      const count = changes.filter((change) => 'finding' in change && change.finding.severity === severity);
      return count.length > 0 ? [`${count.length} ${severity}`] : [];
    })
    .join(', ');

/** What is wrong first. */
export const order: readonly Change['kind'][] = [
  'opened',
  'worsened',
  'flapping',
  'changed',
  'unverified',
  'cannot-see',
  'verified',
  'can-see',
  'closed',
  'resource',
  'property',
];
