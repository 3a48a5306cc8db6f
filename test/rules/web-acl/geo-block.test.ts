import { expect, test } from '@jest/globals';
import rule from '../../../rules/web-acl/geo-block.ts';
import { testRule } from '../../support/test-rule.ts';
import { allowOffice, geo, group, ipSet, managed, rate, ruleGroup, webAcl } from '../../support/web-acls.ts';

const params = { countries: ['CU', 'KP'] };
const block = geo(1, ['CU', 'IR', 'KP', 'SY']);
const office = (...Addresses: string[]) => ({
  IPSets: { [ipSet('office')]: { Name: 'office', IPAddressVersion: 'IPV4', Addresses } },
});

testRule(rule, {
  passes: {
    'a rule blocks the countries': {
      given: webAcl([block]),
      params,
      seeing: 'every request from CU, KP is blocked',
    },
    'a managed group nobody asked about comes last': {
      given: webAcl([block, rate(2, 2000), managed(10)]),
      params,
    },
    'a rule group blocks them': {
      given: webAcl([group(1, 'countries')], {
        RuleGroups: { [ruleGroup('countries')]: { Rules: [block] } },
      }),
      params,
    },
    'who is let in before is nobody': { given: webAcl([allowOffice(0), block], office()), params },
    'who is let in before is exempt': {
      given: webAcl([allowOffice(0), block], office('192.0.2.0/24')),
      params: { ...params, except: ['office'] },
      seeing: 'every request from CU, KP is blocked; assuming no client is in IP set `office`',
    },
    'all but the countries to serve are blocked': {
      given: webAcl([geo(0, ['BR'], 'Allow')], {}, { DefaultAction: { Block: {} } }),
      params: { allowOnly: ['BR'] },
      seeing: 'every request from outside BR is blocked',
    },
  },
  fails: {
    'a country is missing': {
      given: webAcl([geo(0, ['CU'])]),
      params,
      because: 'GET / from KP matches no rule that blocks it, and the default action allows it',
      expected: 'every request from CU, KP is blocked',
      path: 'Rules',
    },
    'the rule only counts': {
      given: webAcl([geo(0, ['CU', 'KP'], 'Count')]),
      params,
      because: 'GET / from CU passes: rule `geo` (priority 0) only counts',
    },
    'a rule before it allows': {
      given: webAcl([allowOffice(0), block], office('192.0.2.0/24')),
      params,
      because:
        'GET / from CU is allowed by rule `office` (priority 0) before `geo` (priority 1): 192.0.2.7 is in IP set `office`',
    },
  },
  isUnknown: {
    'its rules cannot be read': {
      given: webAcl([block]),
      params,
      unreadable: ['Rules'],
      because: 'could not read Rules: test:Read answered AccessDeniedException',
    },
    'a rule group before it cannot be read': {
      given: webAcl([group(0, 'own'), block], { RuleGroups: {} }),
      params,
      unreadable: [`Live.RuleGroups.${ruleGroup('own')}`],
      because: `rule group ${ruleGroup('own')} could not be read`,
    },
    'the addresses let in before it cannot be read': {
      given: webAcl([allowOffice(0), block], { IPSets: {} }),
      params,
      unreadable: [`Live.IPSets.${ipSet('office')}`],
      because: `IP set ${ipSet('office')} could not be read`,
    },
    'a managed group before it cannot be read': {
      given: webAcl([managed(0, 'Guard', 'F5'), block], { ManagedRuleGroups: {} }),
      params,
      unreadable: ['Live.ManagedRuleGroups.F5/Guard'],
      because: 'managed rule group F5/Guard could not be read',
    },
  },
});

test.each([
  ['neither list', {}, ['geo-block takes either `countries` or `allowOnly`']],
  [
    'both lists',
    { countries: ['CU'], allowOnly: ['BR'] },
    ['geo-block takes either `countries` or `allowOnly`'],
  ],
  [
    'a code no country has',
    { countries: ['CU', 'QX'] },
    ['"QX" is not a country code of ISO 3166-1; did you mean QA (Qatar)?'],
  ],
  [
    'a group of countries',
    { allowOnly: ['EU'] },
    ['"EU" is not a country code of ISO 3166-1; did you mean EC (Ecuador)?'],
  ],
  ['countries', { countries: ['CU', 'IR', 'KP', 'SY', 'XK'] }, []],
])('finds the mistakes in %s', (_, given, mistakes) => {
  const told = rule.mistakes?.(given).map((one) => (typeof one === 'string' ? one : one.message()));
  expect(told).toEqual(mistakes);
});
