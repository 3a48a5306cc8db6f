import { InvalidArgumentError } from 'commander';
import { isCountryCode, noCountry } from '../web-acl/country-codes.ts';

/** `KP,IR` */
export function codes(text: string): readonly string[] {
  const given = text.split(',').map((code) => code.trim().toUpperCase());
  const wrong = given.find((code) => !isCountryCode(code));
  if (wrong !== undefined) throw new InvalidArgumentError(noCountry(wrong));
  return [...new Set(given)];
}

export interface Rate {
  readonly requests: number;
  readonly seconds: number;
}

/** `2000/300` */
export function rate(text: string): Rate {
  const [, requests, seconds] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (!(requests && seconds)) throw new InvalidArgumentError('It is REQUESTS/SECONDS, such as 2000/300.');
  return { requests: Number(requests), seconds: Number(seconds) };
}

export function json(text: string): Readonly<Record<string, unknown>> {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidArgumentError('It is a JSON object, such as {"country":"KP","path":"/health"}.');
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`It is not valid JSON: ${(error as Error).message}.`);
  }
}

export function seconds(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It is a number of seconds, such as 300.');
  return Number(text);
}

/** `2026-10-01T12:00Z`, or a day for its beginning, as ISO 8601 in UTC. Without a zone a time would be the machine's own. */
export function time(text: string): string {
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const date = new Date(text);
  if (!isTime || Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('It is a time with its zone, such as 2026-10-01T12:00Z.');
  return date.toISOString();
}

export function minutes(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It is a number of minutes, such as 60.');
  return Number(text);
}

/** `sha256:` and 64 hexadecimal digits, in small letters. */
export function digest(text: string): string {
  const given = text.toLowerCase();
  if (!/^sha256:[0-9a-f]{64}$/.test(given))
    throw new InvalidArgumentError(
      'It is sha256: and 64 hexadecimal digits, as plumbline audit --record prints it.',
    );
  return given;
}

/** `a,b`, or the option several times. Names of ours hold no comma. */
export const names = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text.split(',').map((name) => name.trim()),
];
