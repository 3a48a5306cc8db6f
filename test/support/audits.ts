import type { Audit } from '../../src/model/audit.ts';
import type { Finding, ResourceRef } from '../../src/model/finding.ts';
import { fail, pass, unknown } from '../../src/model/verdict.ts';

const here = { account: '111122223333', region: 'sa-east-1' };

export const resource = (type: string, name: string, id = `arn:aws:x:::${name}`): ResourceRef => ({
  type,
  id,
  name,
  ...here,
});

export const finding = (more: Partial<Finding>): Finding => ({
  policy: 'elastic-web-platform',
  component: 'edge',
  check: 'https-only',
  severity: 'high',
  place: here,
  resource: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', 'kiosk'),
  type: more.resource?.type ?? 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  verdict: pass(),
  because: null,
  satisfies: [],
  why: null,
  fix: null,
  exception: null,
  ...more,
});

export const audit = (more: Partial<Audit>): Audit => ({
  plumbline: '0.1.0',
  id: '2026-11-23T14:05:00.000Z-1',
  startedAt: '2026-11-23T14:05:00.000Z',
  finishedAt: '2026-11-23T14:05:02.100Z',
  places: [here],
  policies: [{ id: 'elastic-web-platform', title: 'Elastic web platform', sha256: 'a'.repeat(64) }],
  calls: { asked: 31, answered: 31, refused: 0, reused: 12 },
  unread: [],
  findings: [],
  claims: [],
  looked: [],
  bases: [],
  ...more,
});

const service = (name: string) => resource('AWS::ECS::Service', `kiosk/${name}`);
const firewall = resource('AWS::WAFv2::WebACL', 'kiosk-waf');
const files = { ...resource('AWS::EFS::FileSystem', 'fs-0a1b'), label: 'kiosk-files' };
const scaling = 'Register a scalable target with MinCapacity 2.';

/** Something of everything: a bypassed firewall, services that do not scale, a missing part, a denied read. */
export const leaning: Audit = audit({
  calls: { asked: 31, answered: 30, refused: 1, reused: 12 },
  claims: [
    {
      policy: 'elastic-web-platform',
      component: 'firewall',
      resource: firewall,
      properties: { Scope: 'REGIONAL' },
      hidden: ['Live.IPSets'],
      unsure: false,
      moving: false,
    },
  ],
  looked: [{ type: 'AWS::WAFv2::WebACL', ...here, seen: 1, unseen: null }],
  unread: [
    {
      type: 'AWS::EFS::FileSystem',
      ...here,
      property: 'Live.Policy',
      kind: 'refused',
      operation: 'elasticfilesystem:DescribeFileSystemPolicy',
      reason: 'AccessDeniedException',
      permission: 'elasticfilesystem:DescribeFileSystemPolicy',
    },
  ],
  findings: [
    finding({ check: 'count', resource: null }),
    finding({}),
    finding({
      component: 'services',
      check: 'autoscaling',
      resource: service('menu-sync'),
      verdict: fail('no scalable target is registered', { expected: 'at least 2', actual: undefined }),
      why: 'A lunch rush comes in minutes.',
      fix: scaling,
    }),
    ...['cart', 'menu', 'orders', 'pay', 'print', 'scan', 'tax'].map((name) =>
      finding({
        component: 'services',
        check: 'autoscaling',
        resource: service(name),
        verdict: fail('MinCapacity is 1', { expected: 'at least 2', actual: 1, path: 'MinCapacity' }),
        why: 'A lunch rush comes in minutes.',
        fix: scaling,
      }),
    ),
    finding({ component: 'services', check: 'fargate', resource: service('menu-sync') }),
    finding({
      component: 'services',
      check: 'fargate',
      resource: service('login'),
      verdict: pass('FARGATE'),
    }),
    finding({
      component: 'firewall',
      check: 'geo-block',
      severity: 'critical',
      resource: firewall,
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
    }),
    finding({
      component: 'sessions',
      check: 'count',
      severity: 'critical',
      resource: null,
      type: 'AWS::ElastiCache::ReplicationGroup',
      verdict: fail('nothing matches tags app=kiosk in 111122223333/sa-east-1', { expected: 'at least 1' }),
    }),
    finding({
      component: 'files',
      check: 'tls-required',
      resource: files,
      verdict: unknown(
        'could not read Live.Policy: elasticfilesystem:DescribeFileSystemPolicy answered AccessDeniedException',
        {
          kind: 'refused',
          operation: 'elasticfilesystem:DescribeFileSystemPolicy',
          reason: 'AccessDeniedException',
          permission: 'elasticfilesystem:DescribeFileSystemPolicy',
        },
      ),
    }),
    finding({
      component: 'database',
      check: 'encrypted',
      resource: resource('AWS::RDS::DBCluster', 'kiosk-db'),
      verdict: fail('StorageEncrypted is false', { expected: true, actual: false, path: 'StorageEncrypted' }),
      exception: { id: 'EX-14', expires: '2027-01-31' },
    }),
  ],
});

const edge = {
  title: 'The way in',
  line: 4,
  checks: {
    count: { title: 'There must be none', line: null, satisfies: ['A'] },
    'https-only': { title: 'Speaks HTTPS alone', line: 9, satisfies: ['A'] },
  },
};

/** What a policy says of itself, judged in part on a recording. */
export const asked: Audit = audit({
  places: [{ ...here, name: 'production' }],
  evidence: {
    kind: 'replayed',
    digest: `sha256:${'abc'.padEnd(64, '0')}`,
    format: 2,
    plumbline: '1.2.3',
    recordedAt: '2026-11-23T14:05:00.000Z',
    policies: [],
  },
  partial: {
    policies: null,
    components: ['edge'],
    leftOut: { components: ['elastic-web-platform/files'], controls: ['B'] },
  },
  policies: [
    {
      id: 'elastic-web-platform',
      title: 'Elastic web platform',
      sha256: 'a'.repeat(64),
      file: 'p.json',
      owner: { team: 'platform' },
      components: { edge },
      exceptions: { 'EX-1': { reason: 'A migration is on its way', approvedBy: 'cto', line: 20 } },
    },
  ],
  findings: [
    finding({
      check: 'count',
      resource: null,
      satisfies: ['A'],
      verdict: fail('1 matches', {
        offenders: [resource('AWS::ElasticLoadBalancingV2::LoadBalancer', 'old')],
      }),
    }),
    finding({
      satisfies: ['A'],
      verdict: fail('no'),
      exception: { id: 'EX-1', expires: '2027-01-31' },
    }),
  ],
});

const evil = 'kiosk\u001b[2J\u009b31m\u202e\u2066\u0007\r\nx\u200b\u0000\u007f\u{e0041}';
const evilRefusal = { kind: 'refused', operation: evil, reason: evil, message: evil } as const;

/** Every text in it steers a terminal, and reads as another where it does not. */
export const hostile: Audit = audit({
  places: [{ account: evil, region: evil }],
  policies: [{ id: 'elastic-web-platform', title: evil, sha256: '' }],
  unread: [{ type: evil, account: evil, region: evil, property: evil, ...evilRefusal }],
  findings: [
    finding({
      component: evil,
      check: evil,
      resource: resource('AWS::ECS::Service', evil, evil),
      verdict: fail(evil, { expected: { [evil]: [evil] }, actual: evil, path: evil }),
      because: evil,
      fix: evil,
    }),
    finding({ component: evil, check: 'other', verdict: unknown(evil, evilRefusal) }),
    finding({ component: evil, check: 'fine', verdict: pass(evil) }),
    finding({ check: 'old', verdict: fail(evil), exception: { id: evil, expires: evil } }),
  ],
});
