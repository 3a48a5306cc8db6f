import type { WebAclDocument } from '../../src/web-acl/model.ts';
import { acl, allOf, anyOf, geo, label, not, rule } from './acls.ts';
import { otherFamilies } from './adversary-others.ts';
import { type Family, upTo } from './adversary-shapes.ts';
import { textFamilies } from './adversary-texts.ts';

/**
 * Web ACLs within AWS's limits (5,000 WCU, ten transformations a statement, search strings of 200 bytes, pattern sets
 * of ten expressions, 10,000 addresses a set, 50 references) made to cost a prover time or memory.
 */
export const families: Readonly<Record<string, () => Family>> = { ...textFamilies, ...otherFamilies };

/** How what is asked decides: each statement blocks, exempts or labels by itself, or all do together. */
export const uses: Readonly<Record<string, (statements: readonly object[]) => readonly object[]>> = {
  'block each': blockEach,
  'allow each': (statements) => [...statements.map((each, at) => rule(at, each, 'Allow')), last],
  'allow all together': (statements) => [allowing(allOf(...statements, geo('KP', 'US'))), last],
  'allow any but the others': (statements) => [
    allowing(
      allOf(
        anyOf(...statements.slice(0, statements.length / 2), geo('ZZ')),
        ...statements.slice(statements.length / 2).map(not),
        geo('KP', 'US'),
      ),
    ),
    last,
  ],
  'label and allow': (statements) => [
    ...statements.map((each, at) => rule(at, each, 'Count', { RuleLabels: [{ Name: `l${at % 100}` }] })),
    rule(
      9990,
      allOf(
        ...upTo(Math.min(90, statements.length)).map((at) =>
          at % 2 ? not(label(`l${at}`)) : anyOf(label(`l${at}`), label(`l${at + 1}`)),
        ),
        geo('KP', 'US'),
      ),
      'Allow',
    ),
    last,
  ],
};

const last = rule(9999, geo('KP'), 'Block');
const allowing = (statement: object) => rule(9998, statement, 'Allow');

export function adversary(family: Family, use: string): WebAclDocument {
  const { statements, more = {} } = family;
  // A rate-based statement stands in a rule by itself.
  const isRate = statements.some((each) => 'RateBasedStatement' in each);
  const rules = isRate ? [...blockEach(statements), last] : uses[use]?.(statements);
  return { WebACL: acl([...(rules ?? [])]), ...more };
}

function blockEach(statements: readonly object[]): readonly object[] {
  return statements.map((each, at) => rule(at, each, 'Block'));
}
