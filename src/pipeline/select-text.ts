import type { Selector, Wanted } from '../model/policy.ts';
import { type Part, partsOf } from './match.ts';

/** `cluster kiosk, name kiosk/menu|kiosk/web, tags app=kiosk, not name kiosk-*`; empty where all of a type are selected. */
export const textOfSelect = (select: Selector): string => partsOf(select).map(textOfPart).join(', ');

export const textOfPart = ({ key, wanted, negated }: Part): string =>
  `${negated ? 'not ' : ''}${key} ${textOfWanted(wanted)}`;

function textOfWanted(wanted: Wanted): string {
  if (typeof wanted === 'string') return wanted;
  if (Array.isArray(wanted)) return wanted.join('|');
  return Object.entries(wanted)
    .map(([tag, value]) => `${tag}=${[value].flat().join('|')}`)
    .join(' ');
}
