import { expect, test } from '@jest/globals';
import type { Change } from '../../src/model/drift.ts';
import { driftText } from '../../src/reporters/drift/text.ts';
import { closed, drift, opened, service } from '../support/alerts.ts';
import { audit } from '../support/audits.ts';

const textOf = (changes: readonly Change[], width = 0): string =>
  driftText(
    {
      before: audit({}),
      after: audit({}),
      judgedBy: ['given', 'given'],
      drifts: [drift(changes)],
      policies: [],
      byPolicy: [],
    },
    { width, color: false },
  );

test('what happened alike to several resources is told once, and of one with its name', () => {
  const text = textOf([opened(service('menu')), opened(service('cart')), closed(service('pay'))]);
  expect(text).toContain('✗ opened services/autoscaling 2 resources   high\n');
  expect(text).toMatch(/\n {6}\S*menu, \S*cart\n/);
  expect(text).toMatch(/✓ closed services\/autoscaling \S*pay {3}high\n/);
});

test('it ends with how many of each there are, and how bad what opened is', () => {
  const low = service('cart', { severity: 'low' });
  const text = textOf([opened(service('menu')), opened(low), closed(service('pay'))]);
  expect(text).toMatch(/\n\n2 opened \(1 high, 1 low\), 1 closed\n$/);
});

test('resources that came are counted, and named below', () => {
  const change = (name: string): Change => ({
    kind: 'resource',
    policy: 'shop',
    component: 'services',
    resource: service(name).resource as NonNullable<ReturnType<typeof service>['resource']>,
    what: 'added',
    since: { after: null, until: '2026-11-23T14:05:00.000Z' },
  });
  const text = textOf(['a', 'b', 'c', 'd', 'e', 'f'].map(change));
  expect(text).toContain('+ services 6 resources added\n');
  expect(text).toContain('… and 1 more\n\n6 changes\n');
});

test('of several policies a component is told with its own, within the terminal', () => {
  const other = service('menu', { policy: 'a-policy-with-a-name-that-is-rather-long' });
  const changes = [opened(service('menu')), opened(other)];
  const text = textOf(changes);
  expect(text).toMatch(/✗ opened elastic-web-platform\/services\/autoscaling \S*menu {3}high\n/);
  expect(text).toMatch(/✗ opened a-policy-with-a-name-that-is-rather-long\/services\/autoscaling /);
  const lines = textOf(changes, 80).split('\n');
  expect(lines).toContain('  ✗ opened a-policy-with-a-name-that-is-rather-long/services/autoscaling');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
