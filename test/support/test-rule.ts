import { describe, expect, test } from '@jest/globals';
import { type BlindSpot, createInventory } from '../../src/model/inventory.ts';
import type { Params, Related } from '../../src/model/params.ts';
import {
  type Condition,
  createResource,
  type Resource,
  type ResourceType,
  type ResourceTypes,
  sealUnasked,
} from '../../src/model/resource.ts';
import type { RuleFor } from '../../src/model/rule.ts';
import { Unread } from '../../src/model/unseen.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { reads } from '../../src/model/wants.ts';
import { fixFor } from '../../src/pipeline/fix.ts';
import { judge } from '../../src/pipeline/judge.ts';

const place = { account: '111122223333', region: 'sa-east-1' } as const;
const refusal = {
  kind: 'refused',
  operation: 'test:Read',
  reason: 'AccessDeniedException',
  permission: 'test:Read',
} as const;

/** The clock that cases are judged by. */
export const testNow = new Date('2026-11-24T12:00:00Z');

interface Case<T extends ResourceType> {
  readonly given: ResourceTypes[T];
  /** What AWS says of the state of the resource. */
  readonly condition?: Condition;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Dotted paths AWS would not show. */
  readonly unreadable?: readonly string[];
  readonly alongside?: readonly Resource[];
  /** Types whose list AWS refused. */
  readonly blind?: readonly string[];
  /** The ids a relation's component selects, by parameter; `unread` when that cannot be told. */
  readonly related?: Readonly<Record<string, readonly string[] | 'unread'>>;
}
type Cases<C> = Readonly<Record<string, C>>;
interface Because {
  readonly because: string;
}
interface Failing extends Because {
  readonly expected?: unknown;
  readonly actual?: unknown;
  readonly path?: string;
  /** What mends it, as the engine puts it together. */
  readonly fix?: string;
}

interface Expectations<T extends ResourceType> {
  readonly passes: Cases<Case<T> & { readonly seeing?: string }>;
  readonly fails: Cases<Case<T> & Failing>;
  readonly doesNotApply?: Cases<Case<T> & Because>;
  readonly isUnknown: Cases<Case<T> & Because>;
}

/** Runs every case through the engine's own `judge`, so that gaps and crashes are judged as in production. */
export function testRule<T extends ResourceType, P extends Params>(
  rule: RuleFor<T, P>,
  cases: Expectations<T>,
): void {
  describe(`${rule.type} ${rule.name}`, () => {
    test.each(Object.entries(cases.passes))('passes when %s', (_, given) => {
      const verdict = verdictOn(rule, given);
      expect(verdict).toEqual({ status: 'pass', message: given.seeing ?? expect.any(String) });
    });
    test.each(Object.entries(cases.fails))('fails when %s', (_, given) => {
      const { expected, actual, path, fix } = given;
      const evidence = Object.entries({ expected, actual, path }).filter(([, value]) => value !== undefined);
      const verdict = verdictOn(rule, given);
      if (fix !== undefined) expect(fixFor(verdict, rule.fix)).toBe(fix);
      expect(verdict).toMatchObject({
        status: 'fail',
        message: given.because,
        ...Object.fromEntries(evidence),
      });
    });
    for (const [name, given] of Object.entries(cases.doesNotApply ?? {})) {
      test(`does not apply when ${name}`, () => {
        expect(verdictOn(rule, given)).toEqual({ status: 'not-applicable', message: given.because });
      });
    }
    test.each(Object.entries(cases.isUnknown))('is unknown when %s', (_, given) => {
      expect(verdictOn(rule, given)).toMatchObject({ status: 'unknown', message: given.because });
    });
  });
}

function verdictOn<T extends ResourceType, P extends Params>(rule: RuleFor<T, P>, given: Case<T>): Verdict {
  const resource = createResource({
    type: rule.type,
    id: 'the-id',
    name: 'the-name',
    ...place,
    tags: {},
    properties: given.given,
    condition: given.condition,
    gaps: (given.unreadable ?? []).map((property) => ({ property, ...refusal })),
  } as Resource<T>);
  const blindSpots: BlindSpot[] = (given.blind ?? []).map((type) => ({ type, ...place, ...refusal }));
  const uses: Readonly<Record<string, readonly string[]>> = rule.uses ?? {};
  const alongside = (given.alongside ?? []).map((other) => sealUndeclared(other, uses[other.type] ?? []));
  const inventory = createInventory(alongside, blindSpots, new Set([rule.type, ...Object.keys(uses)]));
  const names = Object.fromEntries(Object.keys(given.related ?? {}).map((param) => [param, param]));
  const params = { ...names, ...given.params };
  const subject = sealUndeclared(resource, rule.reads);
  return judge(rule, subject as unknown as Resource, params, {
    inventory,
    relate: relateTo(given, params),
    now: testNow,
  });
}

function relateTo({ related = {} }: Case<ResourceType>, params: Readonly<Record<string, unknown>>) {
  return (component: string, type: string): Related<string> => ({
    component,
    type,
    ids() {
      const param = Object.keys(related).find((name) => params[name] === component) ?? '';
      const ids = related[param];
      if (!ids) throw new Error(`the case gives no related resources for ${component}`);
      if (ids === 'unread') throw new Unread(`the list of ${type}`, refusal);
      return ids;
    },
  });
}

/** Seals what the rule does not declare, as deep as collectors ask: a rule that looks at it crashes, as in production. */
function sealUndeclared<T extends ResourceType>(
  resource: Resource<T>,
  declared: readonly string[],
): Resource<T> {
  const paths = new Set(declared);
  const undeclared = Object.entries(Object.getOwnPropertyDescriptors(resource.properties)).flatMap(
    ([name, { value }]) => {
      if (!reads(paths, name)) return [name];
      const isWhole = paths.has(name) || typeof value !== 'object' || value === null || Array.isArray(value);
      return isWhole
        ? []
        : Object.keys(value)
            .map((inner) => `${name}.${inner}`)
            .filter((path) => !reads(paths, path));
    },
  );
  return sealUnasked(resource, [...undeclared, ...(paths.has('tags') ? [] : ['tags'])]);
}
