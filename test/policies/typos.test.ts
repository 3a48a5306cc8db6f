import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { registered } from '../../src/commands/registered.ts';
import type { Property, TypeProperties, ValueType } from '../../src/model/property.ts';
import { membersOf, nearestPath, pathsOf } from '../../src/policies/nearest-path.ts';
import { resolvePath } from '../../src/policies/property-path.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';
import { policySchema } from '../../src/policies/schema.ts';

const { catalogue } = registered;
const types = [...catalogue.selectors.keys()];
const knownOf = (type: string) => catalogue.propertiesOf(type) as TypeProperties;

const document = (type: string, expected: object) => ({
  version: 1,
  id: 'p',
  title: 'P',
  components: { it: { type, expect: expected } },
});
const mistakes = (type: string, expected: object) =>
  readPolicy(
    { file: 'p.json', text: JSON.stringify(document(type, expected)), sha256: '' },
    { ...registered, now: new Date('2026-11-24T12:00:00Z') },
  ).mistakes.map(({ message }) => message);

// What an editor holds a policy against; its `errorMessage` is for us.
const editor = new Ajv({ strict: false, validateFormats: false }).compile(
  policySchema(catalogue, catalogue.propertiesOf),
);

/** How else people write a name: as other tools do, or a level too deep or too high. */
const writings: Readonly<Record<string, (name: string) => string>> = {
  'with a small letter': (name) => name.charAt(0).toLowerCase() + name.slice(1),
  'in small letters': (name) => name.toLowerCase(),
  'with underscores': (name) => name.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase(),
  'with hyphens': (name) => name.replace(/(?<=[a-z])[A-Z]/g, '-$&'),
  'in the singular or the plural': (name) => (name.endsWith('s') ? name.slice(0, -1) : `${name}s`),
  'with a letter left out': (name) => name.slice(0, 2) + name.slice(3),
  'with a space': (name) => `${name} `,
};

/** Two letters exchanged in the middle of the last name, or one put twice. */
function mistyped(path: string): string {
  const at = path.lastIndexOf('.') + 1 + Math.floor((path.length - path.lastIndexOf('.') - 1) / 2);
  const [a = '', b = ''] = [path[at - 1], path[at]];
  return a === b || a === '.'
    ? `${path.slice(0, at)}${b}${path.slice(at)}`
    : `${path.slice(0, at - 1)}${b}${a}${path.slice(at + 1)}`;
}

describe.each(types)('%s', (type) => {
  const known = knownOf(type);
  const paths = pathsOf(known).filter((path) => propertyAt(known, path).type.kind !== 'any');

  test('no mistyped property validates, and each is told with the one that was meant', () => {
    for (const path of paths) {
      const typo = mistyped(path);
      if (resolvePath(known, typo).status === 'found') throw new Error(`${typo} is a property`);
      const said = mistakes(type, { [typo]: sampleOf(known, path) });
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(`"${typo}"`);
      expect([typo, editor(document(type, { [typo]: sampleOf(known, path) }))]).toEqual([typo, false]);
    }
  });

  test('a property is found in no other writing', () => {
    const found = paths.flatMap((path) => {
      const at = path.lastIndexOf('.') + 1;
      const [above, name] = [path.slice(0, at), path.slice(at)];
      const others = Object.values(writings).map((write) => above + write(name));
      return [...others, `Properties.${path}`, `${path}.Value`].filter(
        (other) => !paths.includes(other) && resolvePath(known, other).status === 'found',
      );
    });
    expect(found.filter((path) => !isFree(known, path))).toEqual([]);
  });

  test('most typos are told with the one that was meant', () => {
    const right = paths.filter((path) => nearestPath(known, mistyped(path)) === path);
    expect(right.length / paths.length).toBeGreaterThan(0.9);
  });

  test('a value of the right type validates, and one of another does not', () => {
    for (const path of paths) {
      const sample = sampleOf(known, path);
      expect([path, mistakes(type, { [path]: sample })]).toEqual([path, []]);
      expect([path, editor(document(type, { [path]: sample }))]).toEqual([path, true]);
      const wrong = typeof sample === 'string' ? 7 : 'wrong';
      expect([path, mistakes(type, { [path]: wrong }).length]).toEqual([path, 1]);
      expect([path, editor(document(type, { [path]: wrong }))]).toEqual([path, false]);
    }
  });
});

/** Inside JSON, and under names that people give, any key is a name of its own. */
function isFree(known: TypeProperties, path: string): boolean {
  const parts = path.split('.');
  return parts.some((_, at) => {
    const above = resolvePath(known, parts.slice(0, at).join('.'));
    return above.status === 'found' && ['any', 'map'].includes(above.property.type.kind);
  });
}

function propertyAt(known: TypeProperties, path: string): Property {
  const resolved = resolvePath(known, path);
  if (resolved.status === 'lost') throw new Error(`${path} is lost`);
  return resolved.property;
}

function sampleOf(known: TypeProperties, path: string): unknown {
  return sample(known, propertyAt(known, path).type);
}

function sample(known: TypeProperties, type: ValueType): unknown {
  switch (type.kind) {
    case 'text':
      return type.values?.[0] ?? `${type.begins ?? ''}*`;
    case 'time':
      return '2026-*';
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'list':
      return { none: { not: sample(known, type.of) } };
    case 'map':
      return { key: sample(known, type.of) };
    default:
      return Object.fromEntries(
        Object.entries(membersOf(known, type) ?? {})
          .slice(0, 1)
          .map(([name, member]) => [name, sampleInside(known, member.type)]),
      );
  }
}

// A structure in a structure is there.
const sampleInside = (known: TypeProperties, type: ValueType): unknown =>
  membersOf(known, type) ? {} : sample(known, type);
