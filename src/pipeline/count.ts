import { type PlaceRef, textOfPlace } from '../model/place.ts';
import type { Component, Selector } from '../model/policy.ts';
import type { Resource } from '../model/resource.ts';
import { settlingOf } from '../model/settling.ts';
import { fail, pass, unknown, type Verdict } from '../model/verdict.ts';
import type { Selection } from './select.ts';

/**
 * Whether as many resources exist as the component asks for. To exist is to serve: what is broken is as good as
 * missing, what is on its way may come to be. What could not be listed is neither there nor missing.
 */
export function judgeCount(selection: Selection, place: PlaceRef, now: Date): Verdict {
  const { component, resources, unsure, blind } = selection;
  const { min, max = Number.POSITIVE_INFINITY } = component.count;
  if (resources.length > max) return surplus(selection);
  const idle = resources.filter(({ condition }) => condition && !condition.serves);
  const coming = idle.flatMap((resource) => settlingOf(resource, now) ?? []);
  const serving = resources.length - idle.length;
  const most = blind ? Number.POSITIVE_INFINITY : serving + coming.length + unsure.length;
  if (most < min) return shortfall(component, serving, idle, place);
  if (serving >= min && !blind && resources.length + unsure.length <= max) return pass(`${serving} found`);
  if (serving >= min && max === Number.POSITIVE_INFINITY) return pass(`${serving} found`);
  const reason = blind ?? unsure[0]?.reason;
  if (reason) return unknown(reason.message, reason.unseen);
  return unknown(coming.map(({ message }) => message).join(', '), coming[0]);
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

function shortfall(
  component: Component,
  serving: number,
  idle: readonly Resource[],
  place: PlaceRef,
): Verdict {
  const facts = { expected: expectation(component), actual: serving };
  const states = idle.map(({ name, condition }) => `${name} is ${condition?.state}`);
  if (serving === 0 && states.length > 0) return fail(states.join(', '), facts);
  const found = `${serving === 0 ? 'nothing' : `only ${serving}`} matches ${subject(component)} in ${textOfPlace(place)}`;
  return fail([found, ...states].join(', '), facts);
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
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.join('|');
  return Object.entries(value)
    .map(([tag, wanted]) => `${tag}=${Array.isArray(wanted) ? wanted.join('|') : String(wanted)}`)
    .join(' ');
}
