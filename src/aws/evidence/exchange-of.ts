import { decodeAs } from '../codec.ts';
import type { Exchange } from '../exchange.ts';
import { isAccount, isRegion, isTime } from './manifest.ts';

/** An exchange, or why a line of evidence is none. What the line holds is not repeated. */
export function exchangeOf(line: string, format: 1 | 2): Exchange | { readonly wrong: string } {
  let value: unknown;
  try {
    value = decodeAs(format, line);
  } catch (error) {
    return { wrong: error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message };
  }
  if (!isRecord(value)) return { wrong: 'it is no question with its answer' };
  const member = wrongIn(value, members);
  if (member !== undefined) return { wrong: `it is no question with its answer: ${member}` };
  return value as unknown as Exchange;
}

type Checks = Readonly<Record<string, (value: unknown) => boolean>>;

function wrongIn(value: Readonly<Record<string, unknown>>, checks: Checks): string | undefined {
  const wrong = Object.entries(checks).find(([name, isSound]) => !isSound(value[name]));
  if (wrong) return `${wrong[0]} is not what it is in a recording`;
  return Object.keys(value).every((name) => Object.hasOwn(checks, name))
    ? undefined
    : 'it has a member no recording has';
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const orAbsent = (isSound: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || isSound(value);

const entering: Checks = { operation: (value) => value === 'sts:AssumeRole', about: isText };

const output: Checks = {
  kind: (value) => value === 'output',
  output: isRecord,
  requestId: orAbsent((value) => typeof value === 'string'),
};

const refusal: Checks = {
  kind: (value) => value === 'refusal',
  reason: isText,
  message: orAbsent((value) => typeof value === 'string'),
  requestId: orAbsent((value) => typeof value === 'string'),
  entering: orAbsent((value) => isRecord(value) && wrongIn(value, entering) === undefined),
};

const isAnswer = (value: unknown): boolean =>
  isRecord(value) && wrongIn(value, value['kind'] === 'output' ? output : refusal) === undefined;

const members: Checks = {
  service: (value) => isText(value) && /^[a-z0-9-]+$/.test(value),
  operation: (value) => isText(value) && /^[A-Za-z0-9]+$/.test(value),
  input: isRecord,
  account: isAccount,
  region: isRegion,
  again: orAbsent((value) => value === true),
  time: isTime,
  answer: isAnswer,
};
