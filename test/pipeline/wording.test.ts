import { expect, test } from '@jest/globals';
import { newsOf } from '../../src/pipeline/incidents/wording.ts';
import { resource } from '../support/audits.ts';

test.each([
  ['a part that came', null, { Name: 'health', Action: { Allow: {} } }, 'Rules[x] of kiosk-waf was added'],
  ['a part that went', { Block: {} }, undefined, 'Rules[x] of kiosk-waf was removed'],
  ['a value that changed', 4, 1, 'Rules[x] of kiosk-waf: 4 → 1'],
  ['a value that came', null, 'a', 'Rules[x] of kiosk-waf: none → a'],
  ['a choice that changed', { Allow: {} }, { Block: {} }, 'Rules[x] of kiosk-waf: Allow → Block'],
])('%s is told in a line', (_, before, after, told) => {
  expect(
    newsOf({
      kind: 'property',
      policy: 'shop',
      component: 'firewall',
      resource: resource('AWS::WAFv2::WebACL', 'kiosk-waf'),
      path: 'Rules[x]',
      before,
      after,
      since: { after: '2026-11-23T14:00:00.000Z', until: '2026-11-23T14:05:00.000Z' },
    }),
  ).toBe(told);
});
