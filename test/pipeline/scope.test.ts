import { describe, expect, test } from '@jest/globals';
import { runAudit } from '../../src/audit.ts';
import { createInventory } from '../../src/model/inventory.ts';
import { globalRegion, type PlaceRef } from '../../src/model/place.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { Source, SourcePlace } from '../../src/model/ports.ts';
import type { Resource } from '../../src/model/resource.ts';
import { drive } from '../support/drive.ts';
import { bigEnough, componentOf, nextTo, policyOf, refusal, thing } from '../support/world.ts';

const saoPaulo = { account: '111122223333', region: 'sa-east-1' };
const ireland = { account: '111122223333', region: 'eu-west-1' };
const other = { account: '444455556666', region: 'sa-east-1' };
const at = ({ account, region }: PlaceRef, resource: Resource): Resource => ({
  ...resource,
  account,
  region,
});

/** A source whose places hold these things; it keeps which places it was asked about. */
function sourceOf(places: readonly SourcePlace[], things: readonly Resource[]) {
  const asked: string[] = [];
  const source: Source = {
    places,
    async inventory(wants, { account, region, unidentified }) {
      asked.push(region);
      const here = things.filter((one) => one.account === account && one.region === region);
      const blind = unidentified ? [{ ...unidentified, account, region, type: 'AWS::Test::Thing' }] : [];
      return createInventory(here, blind, wants);
    },
    permissions: async () => [],
    now: () => new Date('2026-11-24T12:00:00Z'),
    calls: () => ({ asked: 0, answered: 0, refused: 0, reused: 0 }),
    finish: async () => undefined,
  };
  return { source, asked };
}

const edge = {
  description: 'Where it stands.',
  property: 'Scope',
  global: ['EDGE'],
  values: ['EDGE', 'LOCAL'],
};
const selectors = new Map([['AWS::Test::Thing', { scope: edge }]]);

async function said(policy: Policy, places: readonly SourcePlace[], things: readonly Resource[]) {
  const { source, asked } = sourceOf(places, things);
  const rules = [bigEnough, nextTo];
  const audit = await runAudit({
    policies: [policy],
    rules,
    selectors,
    volatile: new Map(),
    source,
    version: '0',
    drive,
  });
  const lines = audit.findings.map(({ check, component, place, verdict }) =>
    [
      place ? `${place.account.slice(0, 4)}/${place.region}` : '-',
      component ?? '-',
      check,
      verdict.status,
    ].join(' '),
  );
  return { lines, asked, audit };
}

describe('a policy holds in each place by itself', () => {
  test('what stands in one region is missing in the other', async () => {
    const things = [at(saoPaulo, thing('a', { Size: 2 }))];
    const { lines } = await said(policyOf([componentOf({ 'big-enough': {} })]), [saoPaulo, ireland], things);
    expect(lines).toEqual([
      '1111/sa-east-1 things count pass',
      '1111/sa-east-1 things big-enough pass',
      '1111/eu-west-1 things count fail',
    ]);
  });
  test('a relation reaches no other place, and one id in two accounts is two things', async () => {
    const things = [at(saoPaulo, thing('a')), at(other, thing('a'))];
    const policy = policyOf([
      componentOf({ 'next-to': { neighbour: 'near' } }),
      componentOf({}, { name: 'near', select: { name: 'b' }, count: { min: 0 } }),
    ]);
    const { lines } = await said(policy, [saoPaulo, other], [...things, at(other, thing('b'))]);
    expect(lines.filter((line) => line.includes('next-to'))).toEqual([
      '1111/sa-east-1 things next-to fail',
      '4444/sa-east-1 things next-to pass',
      '4444/sa-east-1 things next-to pass',
    ]);
  });
  test('an exception that is used in one place is not unused', async () => {
    const exception = {
      id: 'EX',
      component: 'things',
      check: 'big-enough',
      reason: 'r',
      approvedBy: 'a',
      expires: '2027-06-01',
    };
    const things = [at(saoPaulo, thing('a', { Size: 1 })), at(ireland, thing('a', { Size: 2 }))];
    const policy = policyOf([componentOf({ 'big-enough': {} })], { exceptions: [exception] });
    expect(
      (await said(policy, [saoPaulo, ireland], things)).lines.filter((line) => line.startsWith('-')),
    ).toEqual([]);
    expect((await said(policy, [ireland], things)).lines.filter((line) => line.startsWith('-'))).toEqual([
      '- things exception.EX fail',
    ]);
  });
});

describe('the scope of a policy', () => {
  const scoped = (scope: Policy['scope']) =>
    policyOf([componentOf({}), componentOf({}, { name: 'more' })], { scope });
  test.each([
    [
      'an account and a region of which one was looked at',
      { accounts: ['111122223333', '444455556666'], regions: ['sa-east-1'] },
      ['444455556666/sa-east-1'],
    ],
    ['a region nobody looked at', { regions: ['sa-east-1', 'eu-west-1'] }, ['eu-west-1']],
    ['an account nobody looked at', { accounts: ['444455556666'] }, ['444455556666']],
    ['one that was looked at whole', { accounts: ['111122223333'], regions: ['sa-east-1'] }, []],
    ['one without bounds', {}, []],
  ])('%s: what was not looked at is unknown, once', async (_, scope, missing) => {
    const { audit } = await said(scoped(scope), [saoPaulo], [at(saoPaulo, thing('a'))]);
    const unseen = audit.findings.filter(({ component }) => component === null);
    expect(unseen.map(({ check }) => check)).toEqual(missing.map((where) => `scope.${where}`));
    expect(unseen.every(({ verdict }) => verdict.status === 'unknown')).toBe(true);
  });
  test('a place outside the scope is not asked about', async () => {
    const { asked, lines } = await said(scoped({ regions: ['sa-east-1'] }), [saoPaulo, ireland], []);
    expect(asked).toEqual(['sa-east-1']);
    expect(lines.every((line) => line.startsWith('1111/sa-east-1'))).toBe(true);
  });
  test('an account that could not be told may be the one in scope: all is unknown, nothing missing', async () => {
    const hidden = { account: 'unknown', region: 'sa-east-1', unidentified: refusal };
    const { audit } = await said(scoped({ accounts: ['111122223333'] }), [hidden], []);
    expect(audit.findings.map(({ verdict }) => verdict.status)).toEqual(['unknown', 'unknown']);
  });
  test('an account that is known and could not be entered is no other account', async () => {
    const hidden = { account: '444455556666', region: 'sa-east-1', unidentified: refusal };
    const { audit, asked } = await said(scoped({ accounts: ['111122223333'] }), [hidden], []);
    expect(asked).toEqual([]);
    expect(audit.findings.map(({ check, verdict }) => [check, verdict.status])).toEqual([
      ['scope.111122223333', 'unknown'],
    ]);
  });
  test('an exception may be used where nobody looked', async () => {
    const exception = {
      id: 'EX',
      component: 'things',
      check: 'count',
      reason: 'r',
      approvedBy: 'a',
      expires: '2027-06-01',
    };
    const policy = { ...scoped({ regions: ['sa-east-1', 'eu-west-1'] }), exceptions: [exception] };
    const { lines } = await said(policy, [saoPaulo], [at(saoPaulo, thing('a'))]);
    expect(lines.filter((line) => line.includes('exception'))).toEqual([]);
  });
});

describe('what belongs to no region', () => {
  const global = { account: '111122223333', region: globalRegion };
  const policy = (scope: string | string[], count = { min: 1 }) =>
    policyOf([componentOf({}, { select: { scope }, count }), componentOf({}, { name: 'local' })]);
  const things = [at(saoPaulo, thing('a', { Scope: 'LOCAL' })), at(global, thing('e', { Scope: 'EDGE' }))];
  test('is judged in a place of its own, once for each account, whatever the regions', async () => {
    const { lines, asked } = await said(policy('EDGE'), [saoPaulo, ireland], things);
    expect(asked).toEqual(['sa-east-1', 'eu-west-1', 'global']);
    expect(lines).toEqual([
      '1111/sa-east-1 local count pass',
      '1111/eu-west-1 local count fail',
      '1111/global things count pass',
    ]);
  });
  test('is forbidden there by a count of none', async () => {
    const { lines } = await said(policy('EDGE', { min: 0, max: 0 } as never), [saoPaulo], things);
    expect(lines).toContain('1111/global things count fail');
  });
  test('is not asked about where no policy selects it', async () => {
    expect((await said(policy('LOCAL'), [saoPaulo], things)).asked).toEqual(['sa-east-1']);
  });
  test('and what does are both places of a component that selects either', async () => {
    expect((await said(policy(['EDGE', 'LOCAL']), [saoPaulo], things)).lines).toEqual([
      '1111/sa-east-1 things count pass',
      '1111/sa-east-1 local count pass',
      '1111/global things count pass',
    ]);
  });
  test('a relation to it from a region is unknown, not missing', async () => {
    const related = policyOf([
      componentOf({ 'next-to': { neighbour: 'far' } }),
      componentOf({}, { name: 'far', select: { scope: 'EDGE' } }),
    ]);
    expect((await said(related, [saoPaulo], things)).lines).toContain(
      '1111/sa-east-1 things next-to unknown',
    );
  });
});
