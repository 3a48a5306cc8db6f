import type { Finding } from '../../src/model/finding.ts';
import { type BlindSpot, createInventory } from '../../src/model/inventory.ts';
import { component as componentParam, integer } from '../../src/model/params.ts';
import type { Component, Policy } from '../../src/model/policy.ts';
import { createResource, type Resource } from '../../src/model/resource.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { Gap } from '../../src/model/unseen.ts';
import { fail, pass } from '../../src/model/verdict.ts';
import { atOnce } from '../../src/pipeline/drive.ts';
import { evaluatePlan } from '../../src/pipeline/evaluate.ts';
import { complaintsAbout } from '../../src/pipeline/except.ts';
import { planAudit } from '../../src/pipeline/plan.ts';
import { tagsIn } from '../../src/pipeline/tags.ts';

const place = { account: '111122223333', region: 'sa-east-1' };
export const refusal = {
  kind: 'refused',
  operation: 'test:Read',
  reason: 'AccessDeniedException',
  permission: 'test:Read',
} as const;

/** A made-up resource: tests of the engine must not lean on any real type. */
export function thing(
  name: string,
  properties: object = {},
  more: Partial<Resource> & { gap?: string } = {},
): Resource {
  const gaps: Gap[] = more.gap ? [{ property: more.gap, ...refusal }] : [];
  return createResource({
    type: 'AWS::Test::Thing',
    id: `arn:${name}`,
    name,
    ...place,
    tags: {},
    properties,
    gaps,
    ...more,
  } as never);
}

export const hiddenThings: BlindSpot = { type: 'AWS::Test::Thing', ...place, ...refusal };

const base = {
  type: 'AWS::Test::Thing' as never,
  title: '',
  why: 'Why.',
  fix: 'Fix.',
  severity: 'high',
} as const;
const sizeOf = ({ properties }: Resource) => (properties as { readonly Size: number }).Size;

export const bigEnough: Rule = {
  ...base,
  name: 'big-enough',
  reads: ['Size'],
  params: { min: integer('The least size.', 2) },
  check(resource, { params }) {
    const size = sizeOf(resource);
    return size >= Number(params['min'])
      ? pass(`Size is ${size}`)
      : fail(`Size is ${size}`, { path: 'Size' });
  },
};

export const nextTo: Rule = {
  ...base,
  name: 'next-to',
  reads: [],
  params: { neighbour: componentParam('AWS::Test::Thing', 'The neighbour.') },
  check(_, { params }) {
    const { ids } = params['neighbour'] as { readonly ids: () => readonly string[] };
    return ids().length > 0 ? pass() : fail('nothing is near');
  },
};

export const crashing: Rule = {
  ...base,
  name: 'crashing',
  reads: [],
  params: {},
  check() {
    throw new TypeError('x is undefined');
  },
};

export function componentOf(
  rules: Readonly<Record<string, object>>,
  more: Partial<Component> = {},
): Component {
  return {
    name: 'things',
    type: 'AWS::Test::Thing',
    satisfies: [],
    select: {},
    count: { min: 1 },
    rules: Object.entries(rules).map(([rule, params]) => ({ rule, params: params as never, satisfies: [] })),
    expect: {},
    ...more,
  };
}

export function policyOf(components: readonly Component[], more: Partial<Policy> = {}): Policy {
  return { id: 'p', title: 'P', scope: {}, components, exceptions: [], file: 'p.json', sha256: '', ...more };
}

const volatile = new Map([['AWS::Test::Thing', { State: 'it moves through its states' }]]);

export function judged(
  policy: Policy,
  resources: readonly Resource[],
  blindSpots: readonly BlindSpot[] = [],
  now = new Date('2026-11-24T12:00:00Z'),
): Finding[] {
  const plan = planAudit([policy], [bigEnough, nextTo, crashing]);
  const inventory = createInventory(resources, blindSpots);
  const findings = atOnce(evaluatePlan({ plan, inventory, place, selectors: new Map(), volatile, now }));
  return [...findings, ...complaintsAbout(policy, findings, now, tagsIn([inventory]))];
}

/** `check resource: status message`, the part of a finding most tests are about. */
export const linesOf = (findings: readonly Finding[]): string[] =>
  findings.map(
    ({ check, resource, verdict }) =>
      `${check} ${resource?.name ?? '-'}: ${verdict.status} ${verdict.message}`,
  );
