import { type PlaceRef, textOfPlace } from '../model/place.ts';
import type { Component } from '../model/policy.ts';
import { remedyForState } from '../model/remedy.ts';
import { type Resource, stateText } from '../model/resource.ts';
import { settlingOf } from '../model/settling.ts';
import { fail, pass, unknown, type Verdict } from '../model/verdict.ts';
import { type Missed, nearestTo } from './nearest.ts';
import { refOf } from './ref.ts';
import type { Selection } from './select.ts';
import { textOfSelect } from './select-text.ts';

/**
 * Whether as many resources exist as the component asks for. To exist is to serve: what is broken is as good as
 * missing, what is on its way may come to be. What could not be listed is neither there nor missing.
 */
export function judgeCount(selection: Selection, place: PlaceRef, now: Date, seen: Seen): Verdict {
  const { component, resources, unsure, blind } = selection;
  const { min, max = Number.POSITIVE_INFINITY } = component.count;
  if (resources.length > max) return surplus(selection);
  const idle = resources.filter(({ condition }) => condition && !condition.serves);
  const coming = idle.flatMap((resource) => settlingOf(resource, now) ?? []);
  const serving = resources.length - idle.length;
  const most = blind ? Number.POSITIVE_INFINITY : serving + coming.length + unsure.length;
  const stuck = idle.filter((resource) => !settlingOf(resource, now));
  if (most < min) return shortfall(selection, { serving, idle, stuck, missing: min - most }, place, seen);
  if (serving >= min && !blind && resources.length + unsure.length <= max) return pass(`${serving} found`);
  if (serving >= min && max === Number.POSITIVE_INFINITY) return pass(`${serving} found`);
  const reason = blind ?? unsure[0]?.reason;
  if (reason) return unknown(reason.message, reason.unseen);
  return unknown(coming.map(({ message }) => message).join(', '), coming[0]);
}

/** What there is of the type, and what selects it. */
export interface Seen {
  readonly there: readonly Resource[];
  readonly keys: Missed['keys'];
}

/** Of what is too much it is the names that tell what to do. */
function surplus({ component, resources }: Selection): Verdict {
  const [names, expected] = [resources.map(({ name }) => name), expectation(component)];
  const offenders = resources.map(refOf);
  const isOne = names.length === 1;
  return component.unclaimed
    ? fail(`${names.join(', ')} ${isOne ? 'is' : 'are'} selected by no component`, {
        expected,
        actual: names,
        offenders,
        fix: 'Remove what nobody answers for, or add a component that selects it.',
      })
    : fail(`${names.length} match${isOne ? 'es' : ''} ${subject(component)}: ${listed(names)}`, {
        expected,
        actual: names.length,
        offenders,
        fix:
          component.count.max === 0
            ? 'Remove what must not be there, or narrow `select`.'
            : 'Remove what is too many, or narrow `select`, or raise `count`.',
      });
}

const mostNames = 20;

const listed = (names: readonly string[]): string =>
  names.length > mostNames
    ? `${names.slice(0, mostNames).join(', ')} … and ${names.length - mostNames} more`
    : names.join(', ');

interface Lacking {
  readonly serving: number;
  readonly idle: readonly Resource[];
  /** Those of them that do not come to serve by themselves. */
  readonly stuck: readonly Resource[];
  /** How many more there should be than serve, or may come to. */
  readonly missing: number;
}

function shortfall(
  { component, resources, unsure }: Selection,
  { serving, idle, stuck, missing }: Lacking,
  place: PlaceRef,
  { there, keys }: Seen,
): Verdict {
  const facts = {
    expected: expectation(component),
    actual: unsure.length > 0 ? `${serving} to ${serving + unsure.length}` : serving,
    offenders: idle.map(refOf),
    fix: mendingOf(stuck, missing),
  };
  const states = idle.map(({ name, condition }) => `${name} is ${stateText(condition?.state)}`);
  if (serving === 0 && states.length > 0) return fail(states.join(', '), facts);
  const found = `${matchesOf(component, serving, unsure.length)} in ${textOfPlace(place)}`;
  const near = component.unclaimed ? '' : nearestTo({ component, selected: resources, there, keys });
  return fail([near === '' ? found : `${found}: ${near}`, ...states].join(', '), facts);
}

/** What does not serve is mended; where that is not enough, more is missing. */
function mendingOf(stuck: readonly Resource[], missing: number): string {
  const remedies = stuck.map(({ name, condition, type }) => remedyForState(name, condition, type));
  const more = remedies.length - mostRemedies;
  return [
    ...remedies.slice(0, mostRemedies),
    ...(more > 0 ? [`And so with ${more} more.`] : []),
    ...(missing > stuck.length
      ? ['Create what is missing, or correct `select` where it goes by another name.']
      : []),
  ].join(' ');
}

const mostRemedies = 5;

/** What may match, for what decides could not be read, is not said to be missing. */
function matchesOf(component: Component, serving: number, unsure: number): string {
  const most = serving + unsure;
  if (unsure > 0) return `at most ${most} match${most === 1 ? 'es' : ''} ${subject(component)}`;
  const isOfType = textOfSelect(component.select) === '' && !component.unclaimed;
  if (serving === 0)
    return isOfType ? `there is no ${component.type}` : `nothing matches ${subject(component)}`;
  return `${serving === 1 ? 'only 1 matches' : `only ${serving} match`} ${subject(component)}`;
}

export function expectation({ count: { min, max } }: Component): string {
  if (max === 0) return 'none';
  if (max === undefined) return `at least ${min}`;
  return min === max ? `exactly ${min}` : `${min} to ${max}`;
}

const subject = ({ select, type }: Component): string => textOfSelect(select) || type;
