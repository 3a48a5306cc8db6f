import { asText, isObject, type JsonObject, objectAt } from '../documents/json-object.ts';
import { once } from '../documents/once.ts';
import { atKey, atValue, type Path, type Slip, soundBut } from '../documents/slip.ts';
import { type Names, namesBut, namesOf, orElse, shown } from '../documents/wording.ts';
import { withDefaults } from '../model/params.ts';
import type { Rule, RuleMistake } from '../model/rule.ts';
import { belongs } from './belongs.ts';
import { type Catalogue, rulesOf } from './catalogue.ts';
import { slipsOfExpect } from './expectation.ts';
import { paramsOf } from './requirement.ts';
import { slipsOfSelect, type ValuesOf } from './select-meaning.ts';
import { severalOf, slipsOfEach } from './selected-text.ts';

/** Whether the first pass found nothing wrong at a path or inside it. */
export type IsSound = (path: Path) => boolean;

/** What no schema can say of a policy's components. It judges what is sound, whatever else is wrong. */
export function slipsOfComponents(
  document: unknown,
  catalogue: Catalogue,
  isSound: IsSound,
): readonly Slip[] {
  const components = objectAt(document, 'components');
  const ofType = namesByType(components);
  return Object.entries(components).flatMap(([name, component]) => {
    if (!isObject(component)) return [];
    const path = ['components', name];
    const rules = objectAt(component, 'rules');
    return [
      ...slipsOfBounds([...path, 'count'], component['count']),
      ...slipsOfProperties(component, path, catalogue, document),
      ...slipsOfSelect(component, [...path, 'select'], valuesBy(catalogue, component)).filter((slip) =>
        isSound(slip.path),
      ),
      ...rulesOf(catalogue, asText(component['type'])).flatMap((rule) =>
        rule.name in rules
          ? slipsOfRule({
              rule,
              value: rules[rule.name],
              path: [...path, 'rules', rule.name],
              components,
              ofType,
              isSound,
            })
          : [],
      ),
    ];
  });
}

/** Of the keys that select by a property, its values. */
const valuesBy =
  ({ selectors, propertiesOf }: Catalogue, { type }: JsonObject): ValuesOf =>
  (key) => {
    const selector = selectors.get(asText(type))?.[key];
    const property = selector && propertiesOf(asText(type))?.properties[selector.property];
    return property?.type.kind === 'text' ? property.type.values : undefined;
  };

/** The names of the components of a type, made ready when the first message asks for them. */
function namesByType(components: JsonObject): (type: string) => Names {
  const known = new Map<string, Names>();
  return (type) => {
    const isOfType = (name: string) => objectAt(components, name)['type'] === type;
    const names = known.get(type) ?? namesOf(Object.keys(components).filter(isOfType));
    known.set(type, names);
    return names;
  };
}

function slipsOfProperties(
  component: JsonObject,
  path: Path,
  catalogue: Catalogue,
  document: unknown,
): readonly Slip[] {
  const known = catalogue.propertiesOf(asText(component['type']));
  const elsewhere = (key: string) => belongs(catalogue, [...path, 'expect'], key, document);
  return known ? slipsOfExpect(component, path, known, elsewhere) : [];
}

function slipsOfBounds(path: Path, count: unknown): readonly Slip[] {
  if (!isObject(count)) return [];
  const { min, max } = count;
  if (typeof min !== 'number' || typeof max !== 'number' || min <= max) return [];
  return [atValue([...path, 'max'], `"max" must be at least "min", which is ${min}, not ${max}`)];
}

interface Asked {
  readonly rule: Rule;
  readonly value: unknown;
  readonly path: Path;
  readonly components: JsonObject;
  /** The components of a type. */
  readonly ofType: (type: string) => Names;
  readonly isSound: IsSound;
}

function slipsOfRule(asked: Asked): readonly Slip[] {
  const { rule, value, path, isSound } = asked;
  const params = paramsOf(rule, value);
  const place = (name: string): Path => (isObject(value) ? [...path, name] : path);
  const relations = Object.entries(rule.params).flatMap(([name, { relation }]) =>
    relation && isSound(place(name)) ? slipsOfRelations(asked, place(name), relation, params[name]) : [],
  );
  const texts = Object.entries(rule.params).flatMap(([name, { schema }]) =>
    isObject(schema['items']) && !('pattern' in schema['items']) && isSound(place(name))
      ? slipsOfEach(params[name], place(name), PATTERN_SIGNS)
      : [],
  );
  if (!rule.mistakes || !isSound(path)) return [...relations, ...texts];
  const own = rule
    .mistakes(withDefaults(rule.params, params))
    .map((mistake) => placed(mistake, params, { path, place }))
    .filter((slip) => soundBut(texts)(slip.path));
  return [...relations, ...texts, ...own];
}

/**
 * What patterns of paths and hosts hold:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
const PATTERN_SIGNS = './$~+';

/** Its place is the item it is about, or the parameter that the sentence names. */
function placed(
  mistake: RuleMistake,
  params: JsonObject,
  { path, place }: { path: Path; place: (name: string) => Path },
): Slip {
  if (typeof mistake !== 'string') return atValue([...place(mistake.param), mistake.item], mistake.message);
  const named = Object.keys(params).find((name) => new RegExp(`\\b${name}\\b`).test(mistake));
  return named !== undefined && place(named).length > path.length
    ? atValue(place(named), mistake)
    : atKey(path, mistake);
}

/** One component, or a list of them. */
function slipsOfRelations(asked: Asked, place: Path, relation: string, named: unknown): readonly Slip[] {
  const { ofType } = asked;
  if (!Array.isArray(named))
    return slipsOfRelation(asked, place, { relation, right: () => ofType(relation) }, named);
  const right = once(() => namesBut(ofType(relation), new Set(named)));
  return named.flatMap((one, index) => slipsOfRelation(asked, [...place, index], { relation, right }, one));
}

function slipsOfRelation(
  { rule, path, components }: Asked,
  place: Path,
  { relation, right }: { readonly relation: string; readonly right: () => Names },
  named: unknown,
): readonly Slip[] {
  if (typeof named !== 'string' || named === '') return [];
  const asks = `component "${path[1]}" is ${rule.name} ${shown(named)}`;
  if (!Object.hasOwn(components, named))
    return [
      atValue(
        place,
        () => `${asks}, which is no component here${relatedHint(named, right(), { relation, place })}`,
      ),
    ];
  const { type } = objectAt(components, named);
  if (type === relation || typeof type !== 'string') return [];
  return [atValue(place, `${asks}, which is of type ${type}; it must be of type ${relation}`)];
}

function relatedHint(
  named: string,
  right: Names,
  { relation, place }: { readonly relation: string; readonly place: Path },
): string {
  if (right.forms.length === 0) return `; add one of type ${relation}`;
  const several = severalOf(named, right.sorted())?.map((one) => JSON.stringify(one));
  if (several === undefined) return orElse(named, right, `there are, of type ${relation}`);
  const isElement = typeof place.at(-1) === 'number';
  return `; write ${isElement || several.length === 1 ? several.join(', ') : `[${several.join(', ')}]`}`;
}
