import { isDate } from 'node:util/types';
import type { Exchange } from '../../../src/aws/exchange.ts';

/** What is made of one member; nothing where it cannot be spoilt in that way. */
export interface Spoiling {
  readonly name: string;
  readonly spoil: (value: unknown) => { readonly value: unknown } | undefined;
}

const when = (is: boolean, value: unknown) => (is ? { value } : undefined);
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !isDate(value) &&
  !ArrayBuffer.isView(value);

export const spoilings: readonly Spoiling[] = [
  { name: 'left out', spoil: () => ({ value: undefined }) },
  { name: 'null', spoil: () => ({ value: null }) },
  { name: 'unheard of', spoil: (value) => when(typeof value === 'string', 'unheard-of') },
  { name: 'an empty text', spoil: (value) => when(typeof value === 'string', '') },
  { name: 'a text of another case', spoil: (value) => otherCase(value) },
  { name: 'a number', spoil: (value) => when(typeof value !== 'number', 5) },
  { name: 'negative', spoil: (value) => when(typeof value === 'number', -1) },
  { name: 'no number', spoil: (value) => when(typeof value === 'number', Number.NaN) },
  { name: 'a text', spoil: (value) => when(typeof value !== 'string', 'true') },
  { name: 'an empty list', spoil: (value) => when(Array.isArray(value) && value.length > 0, []) },
  { name: 'a list of null', spoil: (value) => when(Array.isArray(value), [null]) },
  { name: 'a list of {}', spoil: (value) => when(Array.isArray(value), [{}]) },
  { name: 'a list', spoil: (value) => when(!Array.isArray(value), [value]) },
  { name: '{}', spoil: (value) => when(isPlain(value), {}) },
  { name: 'with a member nobody knows', spoil: (value) => strange(value) },
];

const otherCase = (value: unknown) => {
  if (typeof value !== 'string') return undefined;
  const other = value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase();
  return when(other !== value, other);
};

const strange = (value: unknown) => (isPlain(value) ? { value: { ...value, UnheardOf: {} } } : undefined);

/** `Listeners[].DefaultActions[].Type`, of every member however deep. */
export function pathsIn(value: unknown, at = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${at}[]`));
  if (!isPlain(value)) return [];
  return Object.entries(value)
    .filter(([key, member]) => member !== undefined && key !== '$metadata' && !key.includes('.'))
    .flatMap(([key, member]) => {
      const path = at ? `${at}.${key}` : key;
      return [path, ...pathsIn(member, path)];
    });
}

/** The answers to an operation with the member at the path spoilt so often at most; undefined where nothing is. */
export function spoilt(
  exchanges: readonly Exchange[],
  operation: string,
  path: string,
  { spoil }: Spoiling,
  most: number,
): readonly Exchange[] | undefined {
  const steps = path.split(/(?=\[\])|\./);
  let times = 0;
  const spoilOne = (value: unknown): unknown => {
    const given = times < most ? spoil(value) : undefined;
    if (!given) return value;
    times += 1;
    return given.value;
  };
  const changed = exchanges.map((exchange) =>
    `${exchange.service}:${exchange.operation}` === operation && exchange.answer.kind === 'output'
      ? { ...exchange, answer: { ...exchange.answer, output: at(steps, exchange.answer.output, spoilOne) } }
      : exchange,
  );
  return times === 0 ? undefined : changed;
}

function at<T>([step, ...rest]: readonly string[], value: T, change: (value: unknown) => unknown): T {
  if (step === undefined) return change(value) as T;
  if (step === '[]') return (Array.isArray(value) ? value.map((item) => at(rest, item, change)) : value) as T;
  return isPlain(value) && Object.hasOwn(value, step)
    ? { ...value, [step]: at(rest, value[step], change) }
    : value;
}
