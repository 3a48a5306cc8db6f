import { type JsonObject, objectAt } from '../documents/json-object.ts';
import { atKey, atValue, type Path, type Slip } from '../documents/slip.ts';
import { shown } from '../documents/wording.ts';

/** What no schema can say of `select`: what would be looked for in vain. */
export function slipsOfSelect(component: JsonObject, path: Path): readonly Slip[] {
  const select = objectAt(component, 'select');
  const unwanted = objectAt(select, 'not');
  return [
    ...slipsOfNames(select, path),
    ...slipsOfNames(unwanted, [...path, 'not']),
    ...slipsOfArns(select, path),
    ...slipsOfArns(unwanted, [...path, 'not']),
    ...Object.entries(unwanted).flatMap(([key, value]) =>
      JSON.stringify(select[key]) === JSON.stringify(value)
        ? [atKey([...path, 'not', key], `"not" leaves out all that "${key}" selects; remove one of them`)]
        : [],
    ),
  ];
}

function slipsOfNames(select: JsonObject, path: Path): readonly Slip[] {
  const each = ['name', 'cluster'].flatMap((key): readonly (readonly [Path, unknown])[] => {
    const value = select[key];
    return Array.isArray(value)
      ? value.map((one, index) => [[...path, key, index], one] as const)
      : [[[...path, key], value]];
  });
  return each.flatMap(([place, text]) => {
    const wrong = typeof text === 'string' ? wrongWithName(text, place.includes('cluster')) : undefined;
    return wrong === undefined ? [] : [atValue(place, `${shown(text)} ${wrong}`)];
  });
}

/** An ARN of a cluster is told with its name. */
function wrongWithName(text: string, isCluster: boolean): string | undefined {
  if (text.startsWith('arn:')) return isCluster ? undefined : 'is an ARN and no name; select it by "arn"';
  if (text.trim() !== text) return 'begins or ends with a space, as no name does';
  if (text.includes('|')) return `reads as several names; write ${JSON.stringify(text.split('|'))}`;
  return /^[\^!]|\$$|^\/.*\/$|\.[*+]/.test(text)
    ? 'reads as a regular expression; in a name only * and ? are wild'
    : undefined;
}

/** A cluster or a load balancer is compared by its name. */
function slipsOfArns(select: JsonObject, path: Path): readonly Slip[] {
  return Object.entries(select).flatMap(([key, value]) => {
    if (key === 'name' || key === 'arn' || typeof value !== 'string' || !value.startsWith('arn:')) return [];
    const [, name] = /:(?:cluster\/|loadbalancer\/(?:app|net|gwy)\/)([^/]+)/.exec(value) ?? [];
    const remedy = name === undefined ? '' : `; write ${JSON.stringify(name)}`;
    return [atValue([...path, key], `"${key}" goes by the name, not by the ARN${remedy}`)];
  });
}
