import { asText, objectAt } from '../documents/json-object.ts';
import { valueAt } from '../documents/shape-wording.ts';
import type { Path } from '../documents/slip.ts';
import { compact } from '../documents/wording.ts';
import { type Catalogue, rulesOf, typesOf } from './catalogue.ts';
import { pathCalled } from './nearest-path.ts';
import { selectorCalled } from './select-words.ts';

/** Where a key stands that was written one level too high or too low: a part of a sentence; undefined where it is no such key. */
export function belongs(
  catalogue: Catalogue,
  [room, name, part, ...inside]: Path,
  key: string,
  document: unknown,
): string | undefined {
  if (room === undefined) return ofPolicy(catalogue, key, objectAt(document, key)['type']);
  if (room === 'scope' && /^(not|exclude|except|excluding)$/i.test(key))
    return 'it names where the policy holds, and holds nowhere else';
  if (room !== 'components' || name === undefined) return undefined;
  const type = asText(objectAt(objectAt(document, 'components'), String(name))['type']);
  if (part === 'select' && inside[0] === 'not' && key === 'not') return '"not" stands in "select" alone';
  const called =
    part === 'select' ? ofSelect(catalogue, [room, name, part, ...inside], key, document) : undefined;
  if (called !== undefined) return called;
  return inside.length === 0 ? ofComponent({ catalogue, key, type }, part) : undefined;
}

/** What other languages say by a key, in `select` itself and in its `not`. */
function ofSelect(catalogue: Catalogue, path: Path, key: string, document: unknown): string | undefined {
  if (path.length > 4 || (path.length === 4 && path[3] !== 'not')) return undefined;
  const type = asText(objectAt(objectAt(document, 'components'), String(path[1]))['type']);
  const known = ['name', 'arn', 'tags', ...Object.keys(catalogue.selectors.get(type) ?? {})];
  return selectorCalled(key, known, valueAt(document, [...path, key]));
}

/** Where a selector or a rule that there is not may be expected, and of which types there is such a rule. */
export function elsewhere(
  catalogue: Catalogue,
  [room, name, part, ...inside]: Path,
  key: string,
  document: unknown,
): string | undefined {
  if (room !== 'components' || name === undefined || inside.length > 0) return undefined;
  const type = asText(objectAt(objectAt(document, 'components'), String(name))['type']);
  if (part !== 'rules' && part !== 'select') return undefined;
  const types = typesOf(catalogue).filter((one) => rulesOf(catalogue, one).some((rule) => rule.name === key));
  if (part === 'rules' && types.length > 0) return `it is a rule of ${types.join(', ')}`;
  const value = valueAt(document, [room, name, part, key]);
  const tag =
    part === 'select' && typeof value === 'string' ? `a tag stands in "tags": { "${key}": … }` : undefined;
  return below({ catalogue, key, type }, 'expect') ?? tag;
}

function ofComponent(asked: Asked, part: Path[number] | undefined): string | undefined {
  const { key } = asked;
  switch (part) {
    case undefined:
      return inScope(key) ?? ofWhole(key) ?? inCount(key) ?? below(asked, 'select', 'rules', 'expect');
    case 'select':
      return inScope(key) ?? beside(key, part);
    case 'rules':
      if (/^(!|not\b)/.test(key)) return 'a rule that is not required is left out';
      return beside(key, part) ?? below(asked, 'select');
    case 'expect':
      return beside(key, part) ?? below(asked, 'select', 'rules');
    default:
      return undefined;
  }
}

function ofPolicy(catalogue: Catalogue, key: string, type: unknown): string | undefined {
  if (typesOf(catalogue).includes(asText(type))) return `it stands in "components": { "${key}": … }`;
  return inScope(key) ?? (partsOfComponent.includes(key) ? 'it stands in a component' : undefined);
}

const inScope = (key: string): string | undefined => {
  const meant = ['accounts', 'regions'].find((name) => compact(name) === compact(key));
  return meant && `it stands in "scope": { "${meant}": … } of the policy`;
};

const ofWhole = (key: string): string | undefined =>
  ['scope', 'owner', 'exceptions', 'description', 'version'].includes(key)
    ? 'it stands beside "components"'
    : undefined;

const partsOfComponent = ['type', 'because', 'satisfies', 'select', 'unclaimed', 'count', 'rules', 'expect'];

const beside = (key: string, part: string): string | undefined =>
  partsOfComponent.includes(key) && (key !== 'type' || part === 'select') && key !== part
    ? `it stands beside "${part}"`
    : undefined;

const bounds: Readonly<Record<string, string>> = {
  min: 'min',
  minimum: 'min',
  atleast: 'min',
  max: 'max',
  maximum: 'max',
  atmost: 'max',
};

function inCount(key: string): string | undefined {
  const bound = bounds[compact(key)];
  if (bound !== undefined) return `it stands in "count": { "${bound}": … }`;
  return /^(required|mandatory|exists?|present|mustexist)$/.test(compact(key))
    ? 'at least 1 must be there unless "count" says otherwise'
    : undefined;
}

interface Asked {
  readonly catalogue: Catalogue;
  readonly key: string;
  readonly type: string;
}

function below(asked: Asked, ...parts: readonly ('select' | 'rules' | 'expect')[]): string | undefined {
  for (const part of parts) {
    const name = namesIn[part](asked);
    if (name !== undefined) return `it stands in "${part}": { "${name}": … }`;
  }
  return undefined;
}

const called = (names: readonly string[], key: string): string | undefined =>
  names.find((name) => compact(name) === compact(key));

const namesIn: Readonly<Record<'select' | 'rules' | 'expect', (asked: Asked) => string | undefined>> = {
  select: ({ catalogue, key, type }) =>
    called(['name', 'arn', 'tags', ...Object.keys(catalogue.selectors.get(type) ?? {})], key),
  rules: ({ catalogue, key, type }) =>
    called(
      rulesOf(catalogue, type).map(({ name }) => name),
      key,
    ),
  expect: ({ catalogue, key, type }) => {
    const known = catalogue.propertiesOf(type);
    return known && pathCalled(known, key);
  },
};
