import { objectAt } from '../documents/json-object.ts';
import { valueAt, type Words } from '../documents/shape-wording.ts';
import type { Path } from '../documents/slip.ts';
import { nearest } from '../documents/wording.ts';
import { type Catalogue, rulesOf } from './catalogue.ts';
import { guessType } from './type-guess.ts';

/** What messages call the parts of a policy. */
export const policyWords: Words = {
  whole: 'a policy',
  subject: ([room, name, ...inside]) =>
    room === 'components' && name !== undefined && inside.length === 0
      ? `component ${JSON.stringify(name)}`
      : undefined,
  lacking,
  needing,
  keys: (path) => (path.at(-1) === 'components' ? 'component name' : undefined),
  synonyms: {
    minimum: ['min', 'minAcu'],
    maximum: ['max', 'maxAtLeast'],
    max: ['maxAtLeast'],
    minCapacity: ['min', 'minAcu'],
    maxCapacity: ['maxAtLeast', 'maxAcuAtLeast'],
    atLeast: ['min'],
    atMost: ['max'],
    name: ['title'],
    id: ['name'],
    identifier: ['name'],
    service: ['name'],
    serviceName: ['name'],
    label: ['tags', 'title'],
    labels: ['tags'],
    exclude: ['not'],
    except: ['not'],
    selector: ['select'],
    filter: ['select'],
    where: ['select'],
    match: ['select'],
    resources: ['components'],
    checks: ['rules'],
    require: ['rules'],
    requires: ['rules'],
    requirements: ['rules'],
    properties: ['expect'],
    why: ['because', 'reason'],
    rationale: ['because', 'reason'],
    justification: ['reason'],
    controls: ['satisfies'],
    until: ['expires'],
    expiry: ['expires'],
    approver: ['approvedBy'],
    exemptions: ['exceptions'],
    waivers: ['exceptions'],
  },
  choice: (path, value, choices) => (isType(path) ? guessType(value, choices) : nearest(value, choices)),
  remedy,
};

function remedy(path: Path, value: unknown): string | undefined {
  const [room, , part, ...inside] = path;
  if (room !== 'components') return undefined;
  if (part === 'rules' && inside.length === 1 && value === false)
    return 'leave it out where it is not required';
  if (part !== 'count' || inside.length > 0 || typeof value !== 'string') return undefined;
  const [, sign, number] = /^(>=|<=|=)?\s*([0-9]+)\+?$/.exec(value) ?? [];
  if (number === undefined) return undefined;
  if (sign === '>=' || value.endsWith('+')) return `write { "min": ${number} }`;
  return sign === '<=' ? `write { "max": ${number} }` : `write ${number}`;
}

const isType = ([room, , part, ...inside]: Path): boolean =>
  room === 'components' && part === 'type' && inside.length === 0;

/** With what other types have: a rule of one is looked for in another. */
export const policyWordsOf = (catalogue: Catalogue): Words => ({
  ...policyWords,
  elsewhere([room, , part, ...inside], key) {
    if (room !== 'components' || part !== 'rules' || inside.length > 0) return undefined;
    const types = [...catalogue.selectors.keys()].filter((type) =>
      rulesOf(catalogue, type).some(({ name }) => name === key),
    );
    return types.length > 0 ? `it is a rule of ${types.join(', ')}` : undefined;
  },
});

function lacking([room, name, part, rule, ...inside]: Path, document: unknown): string | undefined {
  if (room !== 'components' || inside.length > 0) return undefined;
  if (part === undefined) return 'a component has no';
  const type = String(objectAt(objectAt(document, 'components'), String(name))['type']);
  if (part === 'select' && (rule === undefined || rule === 'not')) return `${type} has no selector`;
  if (part !== 'rules') return undefined;
  return rule === undefined ? `${type} has no rule` : `rule ${rule} has no parameter`;
}

function needing(path: Path, document: unknown): string | undefined {
  const [room, , part, rule] = path;
  if (part === 'rules' && path.length === 4) return `rule ${rule}`;
  if (room !== 'exceptions') return undefined;
  const { id } = (valueAt(document, path) ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? `exception ${id}` : undefined;
}
