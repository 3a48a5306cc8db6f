import { asText, isObject, type JsonObject, objectAt } from '../documents/json-object.ts';
import { atKey, atValue, type Path, type Slip } from '../documents/slip.ts';
import { compact, shown } from '../documents/wording.ts';
import type { Members, TypeProperties, ValueType } from '../model/property.ts';
import { comparisonCalled } from './comparison-guess.ts';
import { slipsOfOperand } from './comparison-operand.ts';
import { slipOfForeign } from './foreign-slip.ts';
import { type Named, slipOfAttributes, slipsOfHollow } from './hollow.ts';
import { membersOf } from './nearest-path.ts';
import { listInstead, memberCalled, membersInstead, pathInstead, slipOfUnfit } from './other-shape.ts';
import { resolvePath, writtenInside } from './property-path.ts';
import { slipsOfScalar, words } from './scalar-meaning.ts';

/** What of a component's `expect` no resource of the type can have: properties, and values. */
export function slipsOfExpect(
  component: JsonObject,
  path: Path,
  known: TypeProperties,
  belongs: (key: string) => string | undefined,
): readonly Slip[] {
  const type = asText(component['type']);
  return Object.entries(objectAt(component, 'expect')).flatMap(([name, wanted]) => {
    const place = [...path, 'expect', name];
    const resolved = resolvePath(known, name);
    if (resolved.status === 'lost') {
      const list = `\`plumbline types ${type.split('::').at(-1)}\` lists them`;
      const why = () => {
        const instead = pathInstead(known, name, wanted, Object.hasOwn(takes, name));
        const lost = instead === undefined ? resolved.why() : undefined;
        return lost ?? `is no property of it; ${instead ?? belongs(name.split('.')[0] ?? name) ?? list}`;
      };
      return [atKey(place, () => `"${name}" of ${type} ${why()}`)];
    }
    return slipsOfValue(known, { ...resolved.property, name }, wanted, place);
  });
}

function slipsOfValue(known: TypeProperties, property: Named, wanted: unknown, path: Path): readonly Slip[] {
  const { type, name, mayBeNone } = property;
  if (type.kind === 'any') return [];
  if (wanted === null)
    return mayBeNone ? [] : [atValue(path, `"${name}" is never null: it must be ${words(type)}`)];
  const members = membersOf(known, type);
  const listed = members && slipOfAttributes(property, members, wanted, path);
  if (listed) return [listed];
  const compared = isObject(wanted) ? slipsOfObject(known, property, wanted, path) : undefined;
  return compared ?? slipsOfLiteral(known, property, members, wanted, path);
}

/** Undefined where it is the value itself. */
function slipsOfObject(
  known: TypeProperties,
  property: Named,
  wanted: JsonObject,
  path: Path,
): readonly Slip[] | undefined {
  const members = membersOf(known, property.type);
  const hollow = slipsOfHollow(property, wanted, path);
  if (hollow.length > 0) return hollow;
  const foreign = slipOfForeign(property, wanted, path, {
    names: Object.keys(members ?? {}),
    ours: Object.keys(takes),
    // What is refused next is not advised.
    isSound: (value) => slipsOfValue(known, property, value, path).length === 0,
  });
  if (foreign) return [foreign];
  return isMeantAsComparison(wanted, property.type, members)
    ? slipsOfComparisons(known, property, wanted, path)
    : undefined;
}

const slipsOfComparisons = (
  known: TypeProperties,
  property: Named,
  wanted: JsonObject,
  path: Path,
): readonly Slip[] =>
  Object.entries(wanted).flatMap(([kind, value]) =>
    slipsOfComparison(known, property, kind, value, [...path, kind]),
  );

function slipsOfLiteral(
  known: TypeProperties,
  property: Named,
  members: Members | undefined,
  wanted: unknown,
  path: Path,
): readonly Slip[] {
  const { type, name } = property;
  if (type.kind === 'list') return slipsOfList(known, property, type.of, wanted, path);
  if (Array.isArray(wanted)) return slipsOfChoices(known, property, wanted, path);
  if (members) return slipsOfMembers(known, property, members, wanted, path);
  if (type.kind === 'map')
    return isObject(wanted)
      ? Object.entries(wanted).flatMap(([key, value]) =>
          slipsOfValue(known, { type: type.of, name: key }, value, [...path, key]),
        )
      : [atValue(path, `"${name}" must be an object of names and values, not ${shown(wanted)}`)];
  return slipsOfScalar(property, wanted, path);
}

/** CloudFormation's members begin with capitals, comparisons never do. */
function isMeantAsComparison(wanted: JsonObject, type: ValueType, members: Members | undefined): boolean {
  const keys = Object.keys(wanted);
  if (keys.length === 0) return false;
  if (keys.every((key) => Object.hasOwn(takes, key))) return true;
  if (keys.some((key) => Object.hasOwn(takes, key))) return true;
  if (type.kind === 'map' || !keys.some(isLower)) return false;
  const names = new Set(Object.keys(members ?? {}).map(compact));
  return !keys.some((key) => names.has(compact(key)));
}

const isLower = (key: string): boolean => /^(\$?[a-z][A-Za-z_-]*|[<>=!]+)$/.test(key);

const scalars = ['text', 'integer', 'number', 'boolean', 'time'] as const;
const numeric = ['integer', 'number'] as const;

/** The kinds of values that each comparison is made of. */
const takes: Readonly<Record<string, readonly ValueType['kind'][]>> = {
  not: [...scalars, 'list', 'map', 'object', 'named'],
  oneOf: [...scalars, 'map', 'object', 'named'],
  exactly: [...scalars, 'list', 'map', 'object', 'named'],
  atLeast: numeric,
  atMost: numeric,
  atLeastVersion: ['text'],
  any: ['list'],
  every: ['list'],
  none: ['list'],
  includes: ['list'],
};

function slipsOfComparison(
  known: TypeProperties,
  property: Named,
  kind: string,
  value: unknown,
  path: Path,
): readonly Slip[] {
  const { type, name } = property;
  const fit = Object.keys(takes).filter((one) => takes[one]?.includes(type.kind));
  if (!Object.hasOwn(takes, kind))
    return [
      atKey(path, () => `"${name}" has no comparison "${kind}"${comparisonCalled(kind, fit, type.kind)}`),
    ];
  if (kind === 'atLeast' && fit.includes('atLeastVersion') && /version/i.test(name))
    return [atKey(path, `"atLeast" compares no text; did you mean "atLeastVersion"?`)];
  if (!fit.includes(kind)) {
    const isSound = (one: unknown) => slipsOfValue(known, property, one, path.slice(0, -1)).length === 0;
    return [slipOfUnfit(property, { kind, value, fit, isSound }, path)];
  }
  switch (kind) {
    case 'atLeast':
    case 'atMost':
    case 'atLeastVersion':
      return slipsOfOperand(kind, value, path);
    case 'oneOf':
      return Array.isArray(value) && value.length > 0
        ? slipsOfChoices(known, property, value, path)
        : [atValue(path, `"oneOf" must be a list of values, not ${shown(value)}`)];
    case 'includes':
      return slipsOfIncludes(known, property, value, path);
    case 'any':
    case 'every':
    case 'none':
      return type.kind === 'list' ? slipsOfValue(known, { type: type.of, name }, value, path) : [];
    case 'not':
      return slipsOfValue(known, underNot(property), value, path);
    default:
      return slipsOfValue(known, property, value, path);
  }
}

/** That it is not null says that what it stands in is set. */
const underNot = (property: Named): Named =>
  property.needsHolder ? { ...property, mayBeNone: true } : property;

function slipsOfIncludes(
  known: TypeProperties,
  { type, name }: Named,
  value: unknown,
  path: Path,
): readonly Slip[] {
  if (type.kind !== 'list') return [];
  return Array.isArray(value)
    ? value.flatMap((one, index) => slipsOfValue(known, { type: type.of, name }, one, [...path, index]))
    : slipsOfValue(known, { type: type.of, name }, value, path);
}

function slipsOfList(
  known: TypeProperties,
  { name }: Named,
  of: ValueType,
  wanted: unknown,
  path: Path,
): readonly Slip[] {
  if (!Array.isArray(wanted)) return [atValue(path, listInstead(name, wanted, path))];
  return wanted.flatMap((one, index) => slipsOfValue(known, { type: of, name }, one, [...path, index]));
}

function slipsOfChoices(
  known: TypeProperties,
  property: Named,
  wanted: readonly unknown[],
  path: Path,
): readonly Slip[] {
  if (wanted.length === 0)
    return [atValue(path, `"${property.name}" must be one of at least one value, not an empty list`)];
  return wanted.flatMap((one, index) => slipsOfValue(known, property, one, [...path, index]));
}

function slipsOfMembers(
  known: TypeProperties,
  { name, mayBeNone, needsHolder = mayBeNone === true }: Named,
  members: Members,
  wanted: unknown,
  path: Path,
): readonly Slip[] {
  const names = Object.keys(members);
  if (!isObject(wanted)) return [atValue(path, () => membersInstead(name, members, wanted))];
  return Object.entries(wanted).flatMap(([key, value]) => {
    const nested = () =>
      key.includes('.') ? writtenInside(known, { kind: 'object', members }, key) : undefined;
    const member = Object.hasOwn(members, key) ? members[key] : undefined;
    return member
      ? slipsOfValue(known, { ...member, name: key, isMember: true, needsHolder }, value, [...path, key])
      : [
          atKey(
            [...path, key],
            () => `"${name}" has no "${key}"${nesting(nested()) ?? memberCalled(key, names)}`,
          ),
        ];
  });
}

const nesting = (nested: string | undefined): string | undefined => nested && `; here names nest: ${nested}`;
