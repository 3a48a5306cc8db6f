import type { Change } from '../../model/drift.ts';
import type { Finding, ResourceRef } from '../../model/finding.ts';
import type { Ended } from '../../model/incident.ts';
import { textOfPlace } from '../../model/place.ts';
import { wordsOf } from '../../model/unseen.ts';
import { jsonValue } from '../../text/json-value.ts';
import { valueText } from '../../text/value.ts';

/** One line on what is new. */
export function newsOf(change: Change): string {
  switch (change.kind) {
    case 'opened':
      return `New: ${factOf(change.finding)}`;
    case 'worsened':
      return `Worse: ${factOf(change.finding)} (before: ${change.before.message})`;
    case 'changed':
      return `Changed, still failing: ${factOf(change.finding)} (before: ${change.before.message})`;
    case 'closed':
      return `${endingOf({ why: change.why, check: change.finding.check })}: ${whatOf(change.finding)}${exceptionOf(change.finding)}`;
    case 'unverified':
      return `Cannot be seen any more, and stays open: ${whatOf(change.finding)}${change.unseen ? ` (${wordsOf(change.unseen)})` : ''}`;
    case 'flapping':
      return `Opens and closes again and again, ${change.turns} times within a day: ${whatOf(change.finding)}`;
    case 'verified':
      return `Seen again, and still failing: ${factOf(change.finding)}`;
    case 'cannot-see':
      return `Cannot see ${change.type ?? textOfPlace(change.place)}: ${wordsOf(change.unseen)}`;
    case 'can-see':
      return `Can see ${change.type ?? textOfPlace(change.place)} again`;
    case 'resource':
      return `${nameOf(change.resource)} was ${change.what}`;
    case 'property':
      return `${change.path} of ${nameOf(change.resource)}${turnOf(change)}`;
  }
}

/** A part that has parts of its own comes or goes as a whole: nobody reads it in a line. */
function turnOf({ before, after }: Extract<Change, { readonly kind: 'property' }>): string {
  const isWhole = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isNothing(before) && isWhole(after)) return ' was added';
  if (isNothing(after) && isWhole(before)) return ' was removed';
  return `: ${textOf(before)} → ${textOf(after)}`;
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;

/** Of an exception that is another or gone, nothing was required. */
export const endingOf = ({ why, check }: Pick<Ended, 'why' | 'check'>): string =>
  why === 'policy-changed' && check.startsWith('exception.') ? renewed : endings[why];

const renewed = 'Renewed or taken out';

const endings: Readonly<Record<Ended['why'], string>> = {
  fixed: 'Fixed',
  seen: 'Seen again',
  gone: 'Gone, with its resource',
  'policy-changed': 'Required no more, the policy changed',
  excepted: 'Excepted',
  unwatched: 'Not audited any more',
};

const exceptionOf = ({ exception }: Finding): string =>
  exception ? ` (${exception.id} until ${exception.expires})` : '';

/** `services/autoscaling of kiosk/menu` */
export function whatOf({ component, check, resource }: Finding): string {
  const where = component === null ? check : `${component}/${check}`;
  return resource ? `${where} of ${nameOf(resource)}` : where;
}

const factOf = (finding: Finding): string => `${whatOf(finding)}: ${finding.verdict.message}`;

export const nameOf = ({ name, label }: Pick<ResourceRef, 'name' | 'label'>): string =>
  label === undefined ? name : `${name} (${label})`;

/** A value in a line. */
export const textOf = (value: unknown): string => valueText(jsonValue(value));
