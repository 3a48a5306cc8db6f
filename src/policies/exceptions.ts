import { isObject, type JsonObject, objectAt } from '../documents/json-object.ts';
import { atValue, type Path, type Slip } from '../documents/slip.ts';
import { orElse, shown } from '../documents/wording.ts';
import type { IsSound } from './meaning.ts';
import { isEnabled } from './requirement.ts';
import { severalOf, slipsOfEach, slipsOfTags } from './selected-text.ts';

/** What no schema can say of a policy's exceptions. */
export function slipsOfExceptions(document: unknown, isSound: IsSound): readonly Slip[] {
  const exceptions = listIn(document);
  const components = objectAt(document, 'components');
  return exceptions.flatMap((exception, index) => {
    const path = ['exceptions', index];
    return [
      ...slipsOfId(exception, path, exceptions.slice(0, index)),
      ...slipsOfTarget(exception, path, components),
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

function slipsOfId(exception: JsonObject, path: Path, before: readonly JsonObject[]): readonly Slip[] {
  const { id } = exception;
  if (typeof id !== 'string' || !before.some((other) => other['id'] === id)) return [];
  return [
    atValue(
      [...path, 'id'],
      `exception id ${shown(id)} is taken by an exception above; give it one of its own`,
    ),
  ];
}

function slipsOfTarget(exception: JsonObject, path: Path, components: JsonObject): readonly Slip[] {
  const { component, check } = exception;
  if (typeof component !== 'string' || component === '') return [];
  const excepts = `${nameOf(exception)} excepts`;
  if (!Object.hasOwn(components, component)) {
    const hint = severalOf(component, Object.keys(components))
      ? '; each takes an exception of its own'
      : orElse(component, Object.keys(components));
    return [
      atValue([...path, 'component'], `${excepts} ${shown(component)}, which is no component here${hint}`),
    ];
  }
  const checks = checksOf(objectAt(components, component));
  if (typeof check !== 'string' || check === '' || checks.includes(check)) return [];
  const hint = severalOf(check, checks) ? '; each takes an exception of its own' : orElse(check, checks);
  return [
    atValue([...path, 'check'], `${excepts} ${shown(check)}, which is no check of "${component}"${hint}`),
  ];
}

const checksOf = (component: JsonObject): readonly string[] => [
  'count',
  ...Object.entries(objectAt(component, 'rules')).flatMap(([name, value]) =>
    isEnabled(value) ? [name] : [],
  ),
  ...Object.keys(objectAt(component, 'expect')).map((property) => `expect.${property}`),
];

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
