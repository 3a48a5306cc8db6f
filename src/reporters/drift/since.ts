import type { Change, Drift } from '../../model/drift.ts';
import { textOfPlace } from '../../model/place.ts';
import { folded, type Page, paragraph } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { resourceText } from '../told/words.ts';

/** What came since the last audit that is remembered, in a few lines below the totals. */
export function sinceLines(page: Page, drifts: readonly Drift[]): string[] {
  const first = drifts.filter(({ baseline, place }) => baseline && place.account !== 'all');
  const later = drifts.filter((drift) => !first.includes(drift));
  const compared = later.some(({ place }) => place.account !== 'all');
  const changes = later.flatMap((drift) => drift.changes);
  return [
    ...first.flatMap((drift) => paragraph(page, 0, baselineText(drift))),
    ...(compared || changes.length > 0 ? paragraph(page, 0, sinceText(page, changes)) : []),
  ];
}

function baselineText({ place, changes }: Drift): string {
  const count = (wanted: Change['kind']) => changes.filter(({ kind }) => kind === wanted).length;
  const blind = count('cannot-see');
  const unseen = blind > 0 ? `, ${plural(blind, 'thing')} that cannot be seen` : '';
  return `first audit of ${textOfPlace(place)}: baseline, ${plural(count('opened'), 'violation')}${unseen}`;
}

function sinceText(page: Page, changes: readonly Change[]): string {
  const told = words.flatMap(([kind, word]) => {
    const names = changes.filter((change) => change.kind === kind).map(nameOf);
    return names.length > 0 ? [`${names.length} ${word} (${folded(page, [...new Set(names)])})`] : [];
  });
  const others = changes.filter(({ kind }) => kind === 'resource' || kind === 'property').length;
  const all = [...told, ...(others > 0 ? [plural(others, 'other change')] : [])];
  return `since the last audit: ${all.length > 0 ? all.join(' · ') : 'nothing changed'}`;
}

const words: readonly (readonly [Change['kind'], string])[] = [
  ['opened', 'opened'],
  ['worsened', 'got worse'],
  ['flapping', 'flapping'],
  ['changed', 'fail otherwise'],
  ['closed', 'closed'],
  ['unverified', 'unverified'],
  ['verified', 'seen again'],
  ['cannot-see', 'cannot be seen'],
  ['can-see', 'can be seen again'],
];

function nameOf(change: Change): string {
  if (change.kind === 'cannot-see' || change.kind === 'can-see')
    return change.type ?? textOfPlace(change.place);
  if (change.kind === 'resource' || change.kind === 'property') return resourceText(change.resource);
  const { component, policy, check, resource } = change.finding;
  return `${component ?? policy}/${check}${resource ? ` ${resourceText(resource)}` : ''}`;
}
