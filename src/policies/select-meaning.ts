import { type JsonObject, objectAt } from '../documents/json-object.ts';
import { atKey, atValue, type Path, type Slip } from '../documents/slip.ts';
import { orElse, shown } from '../documents/wording.ts';
import { matchesGlob } from '../text/glob.ts';
import { expressionIn } from './expression.ts';
import { NAME_SIGNS, slipsOfTexts, textsIn } from './selected-text.ts';

/** The values that a key's property may have; undefined where that may be whatever text. */
export type ValuesOf = (key: string) => readonly string[] | undefined;

/** What no schema can say of `select`: what would be looked for in vain. */
export function slipsOfSelect(
  component: JsonObject,
  path: Path,
  valuesOf: ValuesOf = () => undefined,
): readonly Slip[] {
  const select = objectAt(component, 'select');
  const unwanted = objectAt(select, 'not');
  return [
    ...slipsOfTexts(select, path),
    ...slipsOfTexts(unwanted, [...path, 'not']),
    ...slipsOfValues(select, path, valuesOf),
    ...slipsOfValues(unwanted, [...path, 'not'], valuesOf),
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

/** A key whose property has a few values may be any of them, in whatever case, or a pattern of some. */
function slipsOfValues(select: JsonObject, path: Path, valuesOf: ValuesOf): readonly Slip[] {
  return Object.entries(select).flatMap(([key, wanted]) => {
    const values = valuesOf(key);
    if (!values) return [];
    return textsIn(wanted, [...path, key]).flatMap(([place, text]) => {
      const isOne = values.some((value) => matchesGlob(value.toLowerCase(), text.toLowerCase()));
      if (isOne || expressionIn(text, NAME_SIGNS)) return [];
      return [atValue(place, `"${key}" is never ${shown(text)}${orElse(text, values)}`)];
    });
  });
}

function slipsOfNames(select: JsonObject, path: Path): readonly Slip[] {
  return textsIn(select['name'], [...path, 'name']).flatMap(([place, text]) =>
    text.startsWith('arn:')
      ? [atValue(place, `${shown(text)} is an ARN and no name; select it by "arn"`)]
      : [],
  );
}

/** A cluster or a load balancer is compared by its name. */
function slipsOfArns(select: JsonObject, path: Path): readonly Slip[] {
  return Object.entries(select).flatMap(([key, value]) => {
    if (key === 'arn')
      return textsIn(value, [...path, key]).flatMap(([place, text]) =>
        /^[A-Za-z0-9_-]+$/.test(text) && !/-[0-9a-f]+$/.test(text)
          ? [atValue(place, `"arn" goes by the ARN, not by a name; select it by "name"`)]
          : [],
      );
    if (key === 'name' || typeof value !== 'string' || !value.startsWith('arn:')) return [];
    const [, name] = /:(?:cluster\/|loadbalancer\/(?:app|net|gwy)\/)([^/]+)/.exec(value) ?? [];
    const remedy = name === undefined ? '' : `; write ${JSON.stringify(name)}`;
    return [atValue([...path, key], `"${key}" goes by the name, not by the ARN${remedy}`)];
  });
}
