import { asText, isObject, objectAt } from '../documents/json-object.ts';
import { valueAt, type Words } from '../documents/shape-wording.ts';
import type { Path } from '../documents/slip.ts';
import { booleanSaid, nearest } from '../documents/wording.ts';
import { matchesGlob } from '../text/glob.ts';
import { belongs, elsewhere } from './belongs.ts';
import type { Catalogue } from './catalogue.ts';
import { expressionIn } from './expression.ts';
import { among } from './expression-slip.ts';
import { takesTrue } from './rule-schema.ts';
import { remedyInSelect } from './select-words.ts';
import { remedyOf } from './selected-text.ts';
import { choiceCalled, synonyms } from './synonyms.ts';
import { guessType, typesCalled } from './type-guess.ts';
import { countWritten, dayWritten, placeWritten, tagsWritten } from './written.ts';

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
  synonyms,
  choice: (path, value, choices) =>
    isType(path) ? guessType(value, choices) : (choiceCalled(value, choices) ?? nearest(value, choices)),
  remedy,
};

function remedy(path: Path, value: unknown, choices?: readonly string[]): string | undefined {
  const [room, , part] = path;
  if (choices && isType(path)) return typeWritten(value, choices);
  if (choices && typeof value === 'string') return remedyAmong(value, choices, path);
  if (path.at(-1) === 'tags' && (room === 'exceptions' || part === 'select')) return tagsWritten(value);
  return remedyInRoom(path, value);
}

function remedyInRoom(path: Path, value: unknown): string | undefined {
  switch (path[0]) {
    case undefined:
      return Array.isArray(value) ? 'each policy is a file of its own' : undefined;
    case 'version':
      return value === '1' ? 'write 1' : undefined;
    case 'scope':
      return placeWritten(path, value);
    case 'components':
      return remedyInComponent(path.slice(2), value);
    default:
      return path.at(-1) === 'expires' ? dayWritten(value) : undefined;
  }
}

function remedyInComponent([part, ...inside]: Path, value: unknown): string | undefined {
  if (part === 'select') return remedyInSelect(inside, value);
  if (part === 'rules' && inside.length === 1) return ruleWritten(value);
  return part === 'count' && inside.length === 0 ? countWritten(value) : undefined;
}

/** A rule asks for so many at least, or at most, by itself. */
function ruleWritten(value: unknown): string | undefined {
  if (value === false) return 'leave it out where it is not required';
  const [, number] = /^(?:>=|<=|at least|at most)?\s*(\d+)\s*(?:\+|or more)?$/.exec(asText(value)) ?? [];
  return typeof value === 'string' && number !== undefined ? `write ${number}` : undefined;
}

function typeWritten(value: unknown, types: readonly string[]): string | undefined {
  if (Array.isArray(value) || /[|,]/.test(asText(value))) return 'each type is a component of its own';
  const called = typesCalled(asText(value), types);
  return called.length > 1 ? `of ${asText(value)} there are ${called.join(', ')}` : undefined;
}

/** What stands in the place of a choice for several, for what it must not be, or for all that begin so: no choice is wild. */
function remedyAmong(value: string, choices: readonly string[], path: Path): string | undefined {
  const meant = spelledOut(among(expressionIn(value)?.value ?? value, choices), choices);
  const takesMore = path[2] === 'select';
  const isPlain = expressionIn(value) === undefined && !/[*?]/.test(value);
  if (meant === undefined || isPlain || (typeof meant !== 'string' && !takesMore)) return undefined;
  return remedyOf({ value: meant }, path).slice(2);
}

function spelledOut(meant: unknown, choices: readonly string[]): unknown {
  if (isObject(meant)) return { not: spelledOut(meant['not'], choices) };
  if (meant === undefined) return undefined;
  const all = choices.filter((choice) => [meant].flat().some((one) => matchesGlob(choice, asText(one))));
  return all.length === 1 ? all[0] : all;
}

const isType = ([room, , part, ...inside]: Path): boolean =>
  room === 'components' && part === 'type' && inside.length === 0;

/** With what the types have: a key of one place is looked for in the others. */
export const policyWordsOf = (catalogue: Catalogue): Words => ({
  ...policyWords,
  belongs: (path, key, document) => belongs(catalogue, path, key, document),
  elsewhere: (path, key, document) => elsewhere(catalogue, path, key, document),
  remedy: (path, value, choices) => switchedOn(catalogue, path, value) ?? remedy(path, value, choices),
});

/** `"yes"` for a rule that needs no parameter is `true`. */
function switchedOn(
  { rules }: Catalogue,
  [room, , part, name, ...inside]: Path,
  value: unknown,
): string | undefined {
  const isOn = room === 'components' && part === 'rules' && inside.length === 0 && typeof value === 'string';
  const takesIt = isOn && booleanSaid(value) && rules.some((rule) => rule.name === name && takesTrue(rule));
  return takesIt ? 'write true' : undefined;
}

function lacking([room, name, part, rule, ...inside]: Path, document: unknown): string | undefined {
  if (room !== 'components' || inside.length > 0) return undefined;
  if (part === undefined) return 'a component has no';
  const type = asText(objectAt(objectAt(document, 'components'), String(name))['type']);
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
