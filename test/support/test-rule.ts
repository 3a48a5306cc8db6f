import { describe, expect, test } from '@jest/globals';
import { type BlindSpot, createInventory } from '../../src/model/inventory.ts';
import type { Params, Related } from '../../src/model/params.ts';
import {
  createResource,
  type Resource,
  type ResourceType,
  type ResourceTypes,
} from '../../src/model/resource.ts';
import type { RuleFor } from '../../src/model/rule.ts';
import { Unread } from '../../src/model/unseen.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { judge } from '../../src/pipeline/judge.ts';
import { reads } from '../../src/pipeline/plan.ts';

const place = { account: '111122223333', region: 'sa-east-1' } as const;
const refusal = {
  kind: 'refused',
  operation: 'test:Read',
  reason: 'AccessDeniedException',
  permission: 'test:Read',
} as const;

interface Case<T extends ResourceType> {
  readonly given: ResourceTypes[T];
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
      const { expected, actual, path } = given;
      const evidence = Object.entries({ expected, actual, path }).filter(([, value]) => value !== undefined);
      expect(verdictOn(rule, given)).toMatchObject({
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
    gaps: (given.unreadable ?? []).map((property) => ({ property, ...refusal })),
  } as Resource<T>);
  trapUndeclared(resource.properties, rule.reads);
  const blindSpots: BlindSpot[] = (given.blind ?? []).map((type) => ({ type, ...place, ...refusal }));
  const inventory = createInventory([...(given.alongside ?? [])], blindSpots);
  const names = Object.fromEntries(Object.keys(given.related ?? {}).map((param) => [param, param]));
  const params = { ...names, ...given.params };
  return judge(rule, resource as unknown as Resource, params, inventory, relateTo(given, params)).verdict;
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

/** Catches a rule that looks at a property it does not list in `reads`. */
function trapUndeclared(properties: object, declared: readonly string[]): void {
  const paths = new Set(declared);
  for (const name of Object.keys(properties).filter((key) => !reads(paths, key)))
    Object.defineProperty(properties, name, {
      get: () => {
        throw new Error(`${name} is missing from reads`);
      },
    });
}
