import { describe, expect, test } from '@jest/globals';
import {
  allow,
  createBudget,
  isSpent,
  portion,
  spend,
  TooComplex,
  within,
} from '../../src/web-acl/budget.ts';
import { explain } from '../../src/web-acl/explain.ts';
import { proveGeoBlock, proveRateLimit, walkRequest } from '../../src/web-acl/prove.ts';
import { acl, bytes, rule } from './acls.ts';
import { adversary, families } from './adversaries.ts';

const familyOf = (name: string) => {
  const make = families[name];
  if (make === undefined) throw new Error(`there is no family "${name}"`);
  return make();
};
const documentOf = (family: string, use: string) => adversary(familyOf(family), use);
const geoOf = (family: string, use: string) => proveGeoBlock(documentOf(family, use), { countries: ['KP'] });

describe('web ACLs at the limits of AWS', () => {
  test.each([
    ['thirteen searches with ten transformations each', 'allow all together', 'violated'],
    ['thirteen searches with ten transformations each', 'allow any but the others', 'violated'],
    ['twenty-five regex pattern sets', 'allow each', 'violated'],
    ['three hundred regexes', 'allow each', 'violated'],
    ['sixteen hundred regexes', 'block each', 'violated'],
    ['empty groups a thousand times a thousand times', 'block each', 'violated'],
  ])('%s, %s: %s', (family, use, verdict) => {
    expect(geoOf(family, use).verdict).toBe(verdict);
  });

  test.each([
    ['alternatives without end', 'block each'],
    ['a nest beyond the stack', 'block each'],
  ])('%s, %s: too complex, and said to be', (family, use) => {
    const document = documentOf(family, use);
    const unknown = { verdict: 'unknown', reason: 'too complex' };
    expect(proveGeoBlock(document, { countries: ['KP'] })).toEqual(unknown);
    expect(proveRateLimit(document, { requests: 2000, seconds: 300 })).toEqual(unknown);
  });

  test('what was proved before does not change what a proof may cost', () => {
    const asked = ['twenty-five regex pattern sets', 'allow each'] as const;
    expect(geoOf(...asked)).toEqual(geoOf(...asked));
  });

  test('what is too complex to prove is too complex to explain and to walk', () => {
    const document = documentOf('alternatives without end', 'block each');
    expect(explain(document, {})).toBeNull();
    const request = { country: 'KP', path: '/' } as Parameters<typeof walkRequest>[1];
    expect(walkRequest(document, request)).toEqual({ outcome: 'unknown', steps: [] });
  });

  test('names of two hundred cookies and headers are read', () => {
    const { statements } = familyOf('names of two hundred cookies, and of as many headers');
    const document = adversary({ statements: statements.slice(0, 4) }, 'block each');
    expect(proveGeoBlock(document, { countries: ['KP'] }).verdict).toBe('violated');
  });
});

test('a transformation that most values pass unharmed is taken to pass them', () => {
  const statement = bytes({ UriPath: {} }, 'CONTAINS', '/admin', 'NORMALIZE_PATH', 'CMD_LINE');
  const proof = proveGeoBlock({ WebACL: acl([rule(0, statement, 'Block')]) }, { countries: ['KP'] });
  expect(proof).toMatchObject({ verdict: 'violated', witness: { path: '/' } });
});

describe('a budget', () => {
  test('is used up by all who spend from it', () => {
    const budget = createBudget(10);
    spend(budget, 4);
    spend(budget, 6);
    expect(() => spend(budget, 1)).toThrow(TooComplex);
  });
  test('gives a search its part, and what that leaves to others', () => {
    const budget = createBudget(10);
    expect(within(budget, 3, () => spend(budget, 4))).toBeNull();
    expect(budget.steps).toBe(6);
    expect(within(budget, 3, () => within(budget, 100, () => spend(budget, 4)))).toBeNull();
    expect(within(budget, 3, () => 'found')).toBe('found');
    spend(budget, 2);
    expect(() => spend(budget, 1)).toThrow(TooComplex);
  });
  test('lets a search end early, and is not used up by that', () => {
    const budget = createBudget(10);
    const whole = allow(budget, 5);
    const part = portion(whole, 2);
    spend(budget, 3);
    expect([isSpent(part), isSpent(whole)]).toEqual([true, false]);
    spend(budget, 3);
    expect(isSpent(portion(whole, 100))).toBe(true);
  });
  test('hides no fault of ours', () => {
    const fault = () => {
      throw new TypeError('a fault');
    };
    expect(() => within(createBudget(1), 1, fault)).toThrow('a fault');
  });
});
