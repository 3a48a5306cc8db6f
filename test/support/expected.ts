import { describe, expect, test } from '@jest/globals';
import { propertiesOf } from '../../src/commands/registered-types.ts';
import { parse } from '../../src/documents/parse.ts';
import { meaningOf } from '../../src/model/meaning.ts';
import type { Collector } from '../../src/model/ports.ts';
import type { TypeProperties } from '../../src/model/property.ts';
import type { Resource } from '../../src/model/resource.ts';
import { judgeExpectation } from '../../src/pipeline/expect.ts';
import { slipsOfExpect } from '../../src/policies/expectation.ts';
import { collectAll, type Exchange, replayPlace } from './replay.ts';

/** A property of CloudFormation, what a policy expects of it, and how that ends. */
export type Row = readonly [path: string, wanted: unknown, status: 'pass' | 'fail' | 'unknown'];

/**
 * Holds what a policy may expect, as CloudFormation's documentation has it, against what the collector makes of answers
 * as AWS gives them. Each must be a policy that `validate` lets through.
 */
export function holdExpectations(
  sentence: string,
  collector: Collector,
  exchanges: readonly Exchange[],
  rows: readonly Row[],
): void {
  describe(sentence, () => {
    const known = propertiesOf(collector.type) as TypeProperties;
    const roots = rows.map(([path]) =>
      path
        .split('.')
        .slice(0, path.startsWith('Live.') ? 2 : 1)
        .join('.'),
    );
    const asked = [...new Set(roots)].filter((root) => collector.asks.some((ask) => ask.for?.includes(root)));
    const reading = () => collectAll(collector, replayPlace(exchanges), asked);

    test.each(rows)('%s held against %j: %s', async (...[path, wanted, status]: Row) => {
      const expected = { type: collector.type, expect: { [path]: wanted } };
      expect(slipsOfExpect(expected, [], known, () => undefined)).toEqual([]);
      const [resource] = await reading();
      const text = JSON.stringify(wanted);
      const value = parse(text, { comments: false, whole: 'a policy' }).value;
      const verdict = judgeExpectation(resource as Resource, path, value, meaningOf(collector.shows));
      expect(verdict).toMatchObject({ status });
    });
  });
}
