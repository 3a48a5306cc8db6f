import { booleanSaid, listing, nearest } from '../documents/wording.ts';
import type { ValueType } from '../model/property.ts';

/** What to write for a value of another type than the property's, at the end of a sentence; empty where nothing is meant. */
export function valueHint(type: ValueType, wanted: unknown): string {
  if (type.kind === 'text') return textHint(type.values, wanted);
  if (typeof wanted !== 'string' || type.kind === 'time') return '';
  const said = booleanSaid(wanted) ?? nearest(wanted.toLowerCase(), ['true', 'false']);
  const meant = type.kind === 'boolean' ? said?.toString() : wanted.trim();
  const isNumber = meant !== '' && !Number.isNaN(Number(meant));
  return meant !== undefined && (type.kind === 'boolean' || isNumber) ? `; write ${meant}` : '';
}

function textHint(values: readonly string[] | undefined, wanted: unknown): string {
  if (values) return typeof wanted === 'boolean' ? switchCalled(wanted, values) : listing(values);
  if (typeof wanted !== 'number' && typeof wanted !== 'boolean') return '';
  return `; write "${wanted}"`;
}

function switchCalled(wanted: boolean, values: readonly string[]): string {
  const meant = values.filter((value) => (wanted ? /^enabled?$/i : /^disabled?$/i).test(value));
  return meant.length === 1 ? `; write "${meant[0]}"` : listing(values);
}
