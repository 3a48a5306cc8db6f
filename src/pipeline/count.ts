import { type PlaceRef, textOfPlace } from '../model/place.ts';
import type { Component, Selector } from '../model/policy.ts';
import { fail, pass, unknown, type Verdict } from '../model/verdict.ts';
import type { Selection } from './select.ts';

/** Whether as many resources exist as the component asks for. What could not be listed is neither there nor missing. */
export function judgeCount(selection: Selection, place: PlaceRef): Verdict {
  const { component, resources, unsure, blind } = selection;
  const { min, max } = component.count;
  const [least, most] = [
    resources.length,
    blind ? Number.POSITIVE_INFINITY : resources.length + unsure.length,
  ];
  const evidence = { expected: expectation(component), actual: least };
  if (max !== undefined && least > max) return surplus(selection);
  if (most < min) return fail(shortfall(component, least, place), evidence);
  if (least >= min && (max === undefined || most <= max)) return pass(`${least} found`);
  const reason = blind ?? unsure[0]?.reason;
  return unknown(reason?.message ?? 'the count could not be told', reason?.unseen);
}

/** Of what is unclaimed it is the names that tell what to do. */
function surplus({ component, resources }: Selection): Verdict {
  const [names, expected] = [resources.map(({ name }) => name), expectation(component)];
  const isOne = names.length === 1;
  return component.unclaimed
    ? fail(`${names.join(', ')} ${isOne ? 'is' : 'are'} selected by no component`, {
        expected,
        actual: names,
      })
    : fail(`${names.length} match${isOne ? 'es' : ''} ${subject(component)}`, {
        expected,
        actual: names.length,
      });
}

function shortfall(component: Component, found: number, place: PlaceRef): string {
  const where = textOfPlace(place);
  return `${found === 0 ? 'nothing' : `only ${found}`} matches ${subject(component)} in ${where}`;
}

export function expectation({ count: { min, max } }: Component): string {
  if (max === 0) return 'none';
  if (max === undefined) return `at least ${min}`;
  return min === max ? `exactly ${min}` : `${min} to ${max}`;
}

function subject({ select, type }: Component): string {
  const keys = Object.entries(select).map(([key, value]) => `${key} ${textOf(value)}`);
  return keys.length > 0 ? keys.join(', ') : type;
}

function textOf(value: Selector[string]): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join('|');
  return Object.entries(value)
    .map(([tag, wanted]) => `${tag}=${Array.isArray(wanted) ? wanted.join('|') : String(wanted)}`)
    .join(' ');
}
