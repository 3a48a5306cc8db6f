import type { Audit } from '../../model/audit.ts';
import type { Finding } from '../../model/finding.ts';
import { wordsOf } from '../../model/unseen.ts';
import { marked, type Page, paragraph } from '../../text/page.ts';
import { placeName } from '../told/words.ts';
import { markOf } from './check.ts';
import { type ComponentGroup, grouped } from './groups.ts';

/** Why nothing was seen of a place: nobody could tell whose it is, or enter it. Undefined for everything else. */
export function notEntered({ verdict, place, exception }: Finding, audit: Audit): string | undefined {
  const unseen = verdict.status === 'unknown' && !exception ? verdict.unseen : undefined;
  if (!place || unseen?.kind !== 'refused' || !unseen.operation.startsWith('sts:')) return undefined;
  return `${placeName(place, audit)} could not be entered: ${unseen.message ?? wordsOf(unseen)}`;
}

/** All components in one, where nothing else is to be said of any; its reason is told once. */
export function notEnteredLines(
  page: Page,
  components: readonly ComponentGroup[],
  audit: Audit,
): string[] | undefined {
  const reasons = components.flatMap(({ findings }) => findings).map((finding) => notEntered(finding, audit));
  if (page.verbose || reasons.length === 0 || reasons.includes(undefined)) return undefined;
  const names = components.map(({ name }) => name).join(', ');
  return [
    ...marked(page, 0, markOf(page, 'unknown'), names),
    ...[...grouped(reasons, (reason) => reason ?? '').keys()].flatMap((reason) => paragraph(page, 4, reason)),
  ];
}
