import { type AlertSettings, defaultAlerts } from '../../src/model/alerts.ts';
import type { Change, Drift, Ending } from '../../src/model/drift.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Incident, Route, Telling } from '../../src/model/incident.ts';
import type { Policy } from '../../src/model/policy.ts';
import { fail } from '../../src/model/verdict.ts';
import { incidents } from '../../src/pipeline/incidents.ts';
import { finding, resource } from './audits.ts';

export const here = { account: '111122223333', region: 'sa-east-1' };
export const alertsRoute: Route = { name: 'alerts', notifier: 'slack', to: 'C0ALERTS', mentions: {} };
export const pagerRoute: Route = {
  name: 'pager',
  notifier: 'slack',
  to: 'C0PAGER',
  mentions: { critical: ['@here', 'S0123456789'] },
};

export const settings = (more: Partial<AlertSettings> = {}): AlertSettings => ({
  ...defaultAlerts,
  routes: [alertsRoute, pagerRoute],
  fallback: 'alerts',
  bySeverity: { critical: ['pager'] },
  names: { [here.account]: 'production' },
  ...more,
});

export const policy = (more: Partial<Policy> = {}): Policy => ({
  id: 'elastic-web-platform',
  title: 'Elastic web platform',
  scope: {},
  components: [],
  exceptions: [],
  file: 'policies/elastic-web-platform.json',
  sha256: 'a'.repeat(64),
  ...more,
});

export const service = (name: string, more: Partial<Finding> = {}): Finding =>
  finding({
    component: 'services',
    check: 'autoscaling',
    resource: resource('AWS::ECS::Service', `kiosk/${name}`),
    verdict: fail('MinCapacity is 1', { expected: 'at least 2', actual: 1, path: 'MinCapacity' }),
    why: 'A lunch rush comes in minutes.',
    fix: 'Register a scalable target with MinCapacity 2.',
    ...more,
  });

export const firewall = (more: Partial<Finding> = {}): Finding =>
  finding({
    component: 'firewall',
    check: 'geo-block',
    severity: 'critical',
    resource: resource(
      'AWS::WAFv2::WebACL',
      'kiosk-waf',
      'arn:aws:wafv2:sa-east-1:111122223333:regional/webacl/kiosk-waf/0a1b',
    ),
    verdict: fail(
      'GET /health from KP is allowed by rule health-check (priority 0) before geo-block (priority 1)',
      {
        expected: 'every request from CU, IR, KP, SY is blocked',
        actual: { country: 'KP', path: '/health' },
        request: `'{"country":"KP","path":"/health"}'`,
      },
    ),
    because: 'Sanctions screening and abuse protection at the edge',
    fix: 'Move geo-block before health-check, or exclude those countries there.',
    ...more,
  });

const between = { after: '2026-11-23T14:00:00.000Z', until: '2026-11-23T14:05:00.000Z' };

export const opened = (one: Finding): Change => ({ kind: 'opened', finding: one, since: between });
export const closed = (one: Finding, why: Ending = 'fixed'): Change => ({
  kind: 'closed',
  finding: one,
  why,
  openedAt: between.until,
  since: between,
});
export const unverified = (one: Finding): Change => ({
  kind: 'unverified',
  finding: one,
  unseen: { kind: 'refused', operation: 'ecs:DescribeServices', reason: 'AccessDeniedException' },
  since: between,
});
export const cannotSee = (type: string | null): Change => ({
  kind: 'cannot-see',
  place: here,
  type,
  unseen: {
    kind: 'refused',
    operation: 'ecs:ListServices',
    reason: 'AccessDeniedException',
    permission: 'ecs:ListServices',
  },
  hides: 7,
  since: between,
});
export const canSee = (type: string | null): Change => ({
  kind: 'can-see',
  place: here,
  type,
  since: between,
});

export const drift = (changes: readonly Change[], more: Partial<Drift> = {}): Drift => ({
  audit: '2026-11-23T14:05:00.000Z-1',
  place: here,
  baseline: false,
  changes,
  ...more,
});

export const at = (time: string): Date => new Date(time.length <= 5 ? `2026-11-23T${time}:00.000Z` : time);

/** The first message of an incident that opens with these findings, ready to be told. */
export function tellingOf(findings: readonly Finding[], more: Partial<Telling> = {}): Telling {
  const context = { settings: settings(), policies: [policy()] };
  const { outbox } = incidents([], drift(findings.map(opened)), at('14:05'), context);
  const [item] = outbox;
  if (!item) throw new Error('nothing is said');
  const { id: key, kind, notice } = item;
  const route = item.route === 'pager' ? pagerRoute : alertsRoute;
  return { key, kind, route, notice, ref: null, uncertainSince: null, detours: [], ...more };
}

/** Plays drifts one after the other, and keeps the incidents between them as a store would. */
export function story(more: Partial<AlertSettings> = {}, policies: readonly Policy[] = [policy()]) {
  const marks: string[] = [];
  const known = new Map<string, Incident>();
  return {
    known,
    /** Who acknowledged each open incident. */
    marks,
    play(time: string, changes: readonly Change[], of: Partial<Drift> = {}) {
      const given = new Map([...known.keys()].map((id) => [id, [...marks]]));
      const context = { settings: settings(more), policies, marks: given };
      const told = incidents([...known.values()], drift(changes, of), at(time), context);
      for (const incident of told.incidents) known.set(incident.id, incident);
      return told.outbox;
    },
  };
}
