import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import type { Exchange } from '../../src/aws/exchange.ts';
import { auditWith, offencesIn, operations, recorded } from './audit-of.ts';

type Spoil = (items: readonly unknown[]) => unknown;

// Of the list, or the one thing, that an answer exists for.
const everyWay: Readonly<Record<string, Spoil>> = {
  'is left out': () => undefined,
  'is null': () => null,
  'is a text': () => 'text',
  'is a number': () => 5,
  'is an object without members': () => ({}),
  'is a list of null': () => [null],
  'is a list of an object without members': () => [{}],
  'is a list of an empty text': () => [''],
  'is a list of a number': () => [5],
  'is a list of lists': () => [[]],
  'has null before its items': (items) => [null, ...items],
  'has an object without members after its items': (items) => [...items, {}],
  'has a text after its items': (items) => [...items, ''],
  'has items whose lists are null': (items) =>
    items.map(
      each(
        Array.isArray,
        () => [null],
        (item) => item,
      ),
    ),
  'has items whose lists are texts': (items) =>
    items.map(
      each(
        Array.isArray,
        () => 'text',
        (item) => item,
      ),
    ),
  'has items whose texts are numbers': (items) => items.map(each(isText, () => 5)),
  'has items that are all about something else': (items) => items.map(each(isText, () => 'else')),
};

const isText = (value: unknown): boolean => typeof value === 'string';

const each =
  (is: (value: unknown) => boolean, other: () => unknown, otherwise: (item: unknown) => unknown = other) =>
  (item: unknown): unknown =>
    typeof item === 'object' && item !== null
      ? Object.fromEntries(
          Object.entries(item).map(([key, value]) => [key, is(value) ? other() : (value as unknown)]),
        )
      : otherwise(item);

/** Undefined where the answer holds nothing that could be spoilt so. */
function spoiled({ service, operation: name, input, answer }: Exchange, way: string, spoil: Spoil) {
  const operation = operations.get(`${service}:${name}`);
  if (answer.kind !== 'output' || !operation?.answers) return undefined;
  const held = (answer.output as Readonly<Record<string, unknown>>)[operation.answers];
  // Where nothing was asked about in particular, anything is an answer.
  if (way.endsWith('else') && (operation.belongs?.({}, input) ?? true)) return undefined;
  if (held === undefined || (operation.mayBeNothing && /left out|null/.test(way))) return undefined;
  const value = spoil(Array.isArray(held) ? held : [held]);
  const other = Array.isArray(held) || !Array.isArray(value) ? value : value[0];
  return isDeepStrictEqual(other, held) ? undefined : { ...answer.output, [operation.answers]: other };
}

test.each(Object.entries(everyWay))(
  'an answer whose content %s makes no verdict, hides none and crashes nothing',
  async (way, spoil) => {
    const evidence = await recorded('kiosk-drifted');
    const before = await auditWith(evidence);
    const offences: string[] = [];
    for (const exchange of evidence.exchanges) {
      const output = spoiled(exchange, way, spoil);
      if (!output) continue;
      const operation = `${exchange.service}:${exchange.operation}`;
      const after = await auditWith(evidence, exchange, { kind: 'output', output });
      offences.push(...offencesIn(before, after, operation).map((what) => `${operation}: ${what}`));
    }
    expect(offences).toEqual([]);
  },
);
