import type { Change } from '../../model/drift.ts';
import type { Finding, ResourceRef } from '../../model/finding.ts';
import type { Ended } from '../../model/incident.ts';
import { textOfPlace } from '../../model/place.ts';
import { wordsOf } from '../../model/unseen.ts';
import { jsonValue } from '../../text/json-value.ts';

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
      return `${change.path} of ${nameOf(change.resource)}: ${textOf(change.before)} → ${textOf(change.after)}`;
  }
}

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

/** A value in a line: a list of plain values with commas, anything else as compact JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return value || 'empty';
  const plain = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object');
  return plain ? value.map(textOf).join(', ') : JSON.stringify(jsonValue(value));
}
