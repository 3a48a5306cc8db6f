import { isObject } from '../documents/json-object.ts';
import { booleanSaid, listing, nearest } from '../documents/wording.ts';
import type { Property } from '../model/property.ts';
import { jsonWritten } from './written.ts';

/** What to write for a value of another type than the property's, at the end of a sentence; empty where nothing is meant. */
export function valueHint({ type, mayBeNone }: Property, wanted: unknown): string {
  if (isObject(wanted) && Object.keys(wanted).every((key) => /^(Ref|Condition|Fn::\w+)$/.test(key)))
    return '; no function of CloudFormation is resolved here';
  switch (type.kind) {
    case 'text':
      return typeof wanted === 'boolean' && !type.values && mayBeNone
        ? `; write ${wanted ? '{ "not": null }' : 'null'}`
        : textHint(type.values, wanted);
    case 'boolean':
      return switchHint(wanted);
    case 'integer':
    case 'number':
      return numberHint(wanted);
    default:
      return '';
  }
}

function numberHint(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.trim() === '') return '';
  if (/^\d+(\s*[,|]\s*\d+)+$/.test(wanted)) return `; write ${jsonWritten(wanted.split(/[,|]/).map(Number))}`;
  return Number.isNaN(Number(wanted)) ? '' : `; write ${wanted.trim()}`;
}

/** `"yes"`, `1`, `"!true"`. */
function switchHint(wanted: unknown): string {
  if (wanted === 1 || wanted === 0) return `; write ${wanted === 1}`;
  if (typeof wanted !== 'string') return '';
  const [, sign, word = ''] = /^(!|not\s+)?\s*(.*)$/.exec(wanted) ?? [];
  const near = nearest(word.toLowerCase(), ['true', 'false']);
  const said = booleanSaid(word) ?? (near === undefined ? undefined : near === 'true');
  return said === undefined ? '' : `; write ${sign === undefined ? said : !said}`;
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
