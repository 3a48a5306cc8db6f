import { isDate } from 'node:util/types';
import type { Operation } from '../model/operation.ts';
import { shapes } from './shapes.generated.ts';

/** An answer that is not made as AWS's model says. The message names where. */
export class Misshapen extends Error {
  override readonly name = 'Misshapen';
}

type Shaped = Pick<Operation<object, object>, 'service' | 'name' | 'ignores'>;

/**
 * The answer as the model has it: members that are null are left out, those the model does not know stay as they
 * are. Throws `Misshapen` for a value of another type, and for an item of a list that is null or has no member.
 */
export function shaped<O extends object>({ service, name, ignores = [] }: Shaped, output: O): O {
  const types = table.get(`${service}:${name}`);
  return types ? (structure({ service, ignores }, types, output, name) as O) : output;
}

type Model = Required<Omit<Shaped, 'name'>>;

function read(model: Model, type: string, value: unknown, at: string): unknown {
  const inner = type.slice(1);
  if (type.startsWith('*')) return list(model, inner, value, at);
  if (type.startsWith('%')) return map(model, inner, value, at);
  const isSimple = simple[type];
  if (!isSimple) return structure(model, table.get(`${model.service}.${type}`) ?? new Map(), value, at);
  if (!isSimple(value)) throw new Misshapen(`${at} is not ${article(type)}`);
  return value;
}

const simple: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && !Number.isNaN(value),
  flag: (value) => typeof value === 'boolean',
  time: (value) => isDate(value) && !Number.isNaN(value.getTime()),
  bytes: (value) => value instanceof Uint8Array,
  any: () => true,
};

const article = (type: string): string =>
  ({ flag: 'true or false', time: 'a time', bytes: 'bytes', text: 'a text' })[type] ?? `a ${type}`;

// What may stand in a list as an empty element, and says nothing to anyone who reads it.
const mayBeBlank = new Set(['LoadBalancerAddresses']);

function list(model: Model, type: string, value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw new Misshapen(`${at} is not a list`);
  const blank = mayBeBlank.has(at.split('.').at(-1) ?? '');
  return value.map((item: unknown, index) => {
    const given = read(model, type, item, `${at}[${index}]`);
    const isBlank =
      typeof given === 'object' && given !== null && !isDate(given) && Object.keys(given).length === 0;
    if (isBlank && !blank) throw new Misshapen(`${at}[${index}] is empty`);
    return given;
  });
}

function map(model: Model, type: string, value: unknown, at: string): object {
  const entries = membersOf(value, at).map(([key, member]) => [
    key,
    read(model, type, member, `${at}.${key}`),
  ]);
  return Object.fromEntries(entries) as object;
}

type Types = ReadonlyMap<string, string>;

function structure(model: Model, types: Types, value: unknown, at: string): object {
  const entries = membersOf(value, at).map(([key, member]) => {
    const type = model.ignores.includes(key) ? undefined : types.get(key);
    return [key, type === undefined ? member : read(model, type, member, `${at}.${key}`)];
  });
  return Object.fromEntries(entries) as object;
}

function membersOf(value: unknown, at: string): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isDate(value))
    throw new Misshapen(`${at} is not an object`);
  return Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
}

const table: ReadonlyMap<string, Types> = new Map(
  Object.entries(shapes).map(([name, shape]) => [
    name,
    new Map(shape.split(' ').map((member) => member.split('=') as [string, string])),
  ]),
);
