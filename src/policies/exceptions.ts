import { isObject, type JsonObject, objectAt } from '../documents/json-object.ts';
import { once } from '../documents/once.ts';
import { atValue, type Path, type Slip } from '../documents/slip.ts';
import { type Names, namesOf, orElse, shown } from '../documents/wording.ts';
import type { IsSound } from './meaning.ts';
import { isEnabled } from './requirement.ts';
import { severalOf, slipsOfEach, slipsOfTags } from './selected-text.ts';

/** What no schema can say of a policy's exceptions. */
export function slipsOfExceptions(document: unknown, isSound: IsSound): readonly Slip[] {
  const exceptions = listIn(document);
  const excepted = exceptable(objectAt(document, 'components'));
  const taken = new Set<unknown>();
  return exceptions.flatMap((exception, index) => {
    const path = ['exceptions', index];
    const isTaken = taken.has(exception['id']);
    taken.add(exception['id']);
    return [
      ...(isTaken ? slipsOfId(exception, path) : []),
      ...slipsOfTarget(exception, path, excepted),
      ...slipsOfEach(exception['resources'], [...path, 'resources']),
      ...slipsOfTags(exception['tags'], [...path, 'tags']),
      ...(isSound([...path, 'expires']) ? slipsOfDate(exception, path) : []),
    ];
  });
}

/**
 * Exceptions that hold no more. The policy is as sound as it was the day before, so an audit goes on, without
 * them; only `validate` calls it a mistake.
 */
export function expiredExceptions(document: unknown, now: Date): readonly Slip[] {
  const today = now.toISOString().slice(0, 10);
  return listIn(document).flatMap((exception, index) => {
    const { expires } = exception;
    if (!isDay(expires) || expires >= today) return [];
    const message = `${nameOf(exception)} expired on ${expires}; renew it with a new approval or remove it`;
    return [atValue(['exceptions', index, 'expires'], message)];
  });
}

function slipsOfId({ id }: JsonObject, path: Path): readonly Slip[] {
  if (typeof id !== 'string') return [];
  return [
    atValue(
      [...path, 'id'],
      `exception id ${shown(id)} is taken by an exception above; give it one of its own`,
    ),
  ];
}

interface Exceptable {
  /** Undefined where there is no such component. */
  readonly checksOf: (component: string) => Checks | undefined;
  readonly components: () => Names;
}

interface Checks {
  readonly all: ReadonlySet<string>;
  readonly names: () => Names;
}

/** What was meant, or, where several were, that one exception is of one. */
const eachApart = (text: string, names: Names): string =>
  severalOf(text, names.sorted()) ? '; each takes an exception of its own' : orElse(text, names);

/** Many exceptions may be of one component: its checks are listed once. */
function exceptable(components: JsonObject): Exceptable {
  const known = new Map<string, Checks>();
  return {
    components: once(() => namesOf(Object.keys(components))),
    checksOf(component) {
      if (!Object.hasOwn(components, component)) return undefined;
      const checks = known.get(component) ?? checksIn(objectAt(components, component));
      known.set(component, checks);
      return checks;
    },
  };
}

function slipsOfTarget(exception: JsonObject, path: Path, excepted: Exceptable): readonly Slip[] {
  const { component, check } = exception;
  if (typeof component !== 'string' || component === '') return [];
  const excepts = `${nameOf(exception)} excepts`;
  const checks = excepted.checksOf(component);
  if (checks === undefined) {
    const hint = () => eachApart(component, excepted.components());
    return [
      atValue(
        [...path, 'component'],
        () => `${excepts} ${shown(component)}, which is no component here${hint()}`,
      ),
    ];
  }
  if (typeof check !== 'string' || check === '' || checks.all.has(check)) return [];
  const hint = () => eachApart(check, checks.names());
  return [
    atValue(
      [...path, 'check'],
      () => `${excepts} ${shown(check)}, which is no check of "${component}"${hint()}`,
    ),
  ];
}

function checksIn(component: JsonObject): Checks {
  const rules = Object.entries(objectAt(component, 'rules'));
  const all = [
    'count',
    ...rules.flatMap(([name, value]) => (isEnabled(value) ? [name] : [])),
    ...Object.keys(objectAt(component, 'expect')).map((property) => `expect.${property}`),
  ];
  return { all: new Set(all), names: once(() => namesOf(all)) };
}

function slipsOfDate(exception: JsonObject, path: Path): readonly Slip[] {
  const { expires } = exception;
  if (typeof expires !== 'string' || isDay(expires)) return [];
  const message = `"expires" must be a day of the calendar such as "2027-01-31", not ${shown(expires)}`;
  return [atValue([...path, 'expires'], message)];
}

/** `Date` takes 2026-02-30 for the second of March. */
function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const nameOf = ({ id }: JsonObject): string => (typeof id === 'string' ? `exception ${id}` : 'an exception');

function listIn(document: unknown): readonly JsonObject[] {
  const exceptions = isObject(document) ? document['exceptions'] : [];
  // What is no object is reported by the first pass, and must not shift the indexes of the others.
  return Array.isArray(exceptions) ? exceptions.map((one: unknown) => (isObject(one) ? one : {})) : [];
}
