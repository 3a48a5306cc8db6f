import { ANY, type Form, formsOf, stepsOf, type Unset, unsetOf, type Where } from '../src/model/meaning.ts';
import type { Members, Property, Shows, ValueType } from '../src/model/property.ts';
import { ANY_SIGN } from '../src/policies/expression.ts';

/** What is known of a type's properties. */
interface Known {
  readonly properties: Members;
  readonly definitions: ReadonlyMap<string, Members>;
}

/**
 * What a collector says of its answers, put into the catalogue: what may be null, which signs texts hold as themselves, and
 * notes in our words. Throws where a path leads to no property, so that the two cannot part.
 */
export function withAnswers(
  { properties, definitions }: Known,
  answers: Shows,
): Known & { readonly notes: Readonly<Record<string, readonly string[]>> } {
  const nullable = new Set<Property>();
  const notes: Record<string, string[]> = {};
  const note = (path: string, text: string) => {
    notes[path] = [...(notes[path] ?? []), text];
  };
  for (const [path, unset] of unsetOf(answers)) {
    const found = propertyAt({ properties, definitions }, path);
    if (isNone(unset) && found) nullable.add(found);
    note(path, unsetText(unset));
  }
  for (const [path, form] of formsOf(answers)) {
    const found = propertyAt({ properties, definitions }, path);
    // Of words that are listed `validate` takes those alone.
    const isListed = found?.type.kind === 'text' && found.type.values !== undefined;
    if (!isListed) note(path, formTexts[form]);
  }
  const signs = new Map(
    signsOf({ properties, definitions }, answers).flatMap(([found, held]) =>
      textsIn(found, definitions).map((one) => [one, held] as const),
    ),
  );
  const begins = new Map(
    Object.entries(answers.begins ?? {}).flatMap(([start, names]) =>
      names.map((name) => [memberCalled({ properties, definitions }, name), start] as const),
    ),
  );
  const marked = (members: Members): Members =>
    Object.fromEntries(
      Object.entries(members).map(([name, one]) => [
        name,
        {
          ...one,
          type: beginning(withSigns(one.type, signs.get(one)), begins.get(one)),
          ...(nullable.has(one) && { mayBeNone: true }),
        },
      ]),
    );
  return {
    properties: marked(properties),
    definitions: new Map([...definitions].map(([name, members]) => [name, marked(members)])),
    notes,
  };
}

/** What is compared to the letter holds any sign. */
function signsOf(known: Known, { signs = {}, forms = {} }: Shows): readonly (readonly [Property, string])[] {
  const named = Object.entries(signs).flatMap(([held, names]) =>
    names.map((name) => [memberCalled(known, name), held] as const),
  );
  const literal = (forms.literal ?? []).flatMap((path) => {
    const found = propertyAt(known, path);
    return found ? [[found, ANY_SIGN] as const] : [];
  });
  return [...named, ...literal];
}

/** A property of the type, or a member of a definition: `Matcher.HttpCode`. */
function memberCalled({ properties, definitions }: Known, name: string): Property {
  const all = [
    ...Object.entries(properties),
    ...[...definitions].flatMap(([of, members]) =>
      Object.entries(members).map(([member, one]) => [`${of}.${member}`, one] as const),
    ),
  ];
  const [, found] = all.find(([one]) => one === name) ?? [];
  if (!found) throw new Error(`${name} is no property`);
  return found;
}

/** A property, and all that are in what it holds. */
function textsIn(
  property: Property,
  definitions: Known['definitions'],
  above: readonly string[] = [],
): readonly Property[] {
  const inner = elementOf(property.type);
  const name = inner.kind === 'named' ? inner.name : '';
  if (above.includes(name)) return [];
  const members = Object.values(definitions.get(name) ?? {});
  return [property, ...members.flatMap((one) => textsIn(one, definitions, [...above, name]))];
}

function beginning(type: ValueType, begins: string | undefined): ValueType {
  if (begins === undefined) return type;
  if (type.kind === 'list') return { ...type, of: beginning(type.of, begins) };
  return type.kind === 'text' && !type.values ? { ...type, begins } : type;
}

function withSigns(type: ValueType, signs: string | undefined): ValueType {
  if (signs === undefined) return type;
  if (type.kind === 'list' || type.kind === 'map') return { ...type, of: withSigns(type.of, signs) };
  return type.kind === 'text' && !type.values ? { ...type, signs } : type;
}

const isNone = (unset: Unset): boolean => unset.kind === 'decided' || unset.value === null;

function unsetText({ where, throughout, ...unset }: Unset): string {
  const notSet = throughout ? 'not set, or what it stands in is not' : 'not set';
  const when = where ? `${notSet}, where ${whereText(where)}` : notSet;
  return unset.kind === 'decided'
    ? `${when}: ${unset.by} decides`
    : `${when}: \`${JSON.stringify(unset.value)}\``;
}

const whereText = (where: Where): string =>
  Object.entries(where)
    .map(([path, value]) => {
      if (value === ANY) return `there is ${path}`;
      return `${path} is ${[value].flat().map(String).join(' or ')}`;
    })
    .join(' and ');

const formTexts: Readonly<Record<Form, string>> = {
  case: 'capitals do not count',
  ARN: 'an ARN; its name or id will do',
  version: '`16` is any 16',
  literal: '`*` and `?` are themselves',
};

/** Undefined below what may be JSON of any shape. */
function propertyAt({ properties, definitions }: Known, path: string): Property | undefined {
  let members: Members | 'any' | undefined = properties;
  let property: Property | undefined;
  for (const step of propertiesOn(path)) {
    if (members === 'any') return undefined;
    property = members?.[step.replace(/\[\]$/, '')];
    if (!property) throw new Error(`${path} is no property: ${step}`);
    members = membersOf(step.endsWith('[]') ? elementOf(property.type) : property.type, definitions);
  }
  return property;
}

function propertiesOn(path: string): readonly string[] {
  const [first = '', second = '', ...rest] = stepsOf(path);
  return first === 'Live' ? [`Live.${second}`, ...rest] : stepsOf(path);
}

const elementOf = (type: ValueType): ValueType => (type.kind === 'list' ? type.of : type);

function membersOf(type: ValueType, definitions: Known['definitions']): Members | 'any' | undefined {
  if (type.kind === 'any') return 'any';
  return type.kind === 'named' ? definitions.get(type.name) : undefined;
}
