import { expect, test } from '@jest/globals';
import { validate } from '../../src/commands/config-validator.ts';
import { registered } from '../../src/commands/registered.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';

const policy = {
  version: 1,
  id: 'a',
  title: 'A',
  owner: { team: 't' },
  scope: { accounts: ['111122223333'] },
  severity: 'high',
  components: {
    db: {
      type: 'AWS::RDS::DBCluster',
      select: { name: ['a'], tags: { app: ['x'] }, not: { engine: 'x' } },
      count: { min: 1, max: 2 },
      rules: { 'serverless-v2': { minAcu: 1, severity: 'low', satisfies: ['a'] } },
      expect: {
        Engine: ['mysql'],
        Port: { atLeast: 1, atMost: 3 },
        EngineVersion: { atLeastVersion: '1' },
        EnableCloudwatchLogsExports: { includes: ['a'] },
        ServerlessV2ScalingConfiguration: { MinCapacity: 2 },
      },
    },
    menu: { type: 'AWS::ECS::Service', rules: { behind: ['edge'], autoscaling: true } },
    edge: { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', rules: { 'protected-by': 'acl' } },
    acl: { type: 'AWS::WAFv2::WebACL', rules: { 'geo-block': ['KP'], 'rate-limit': { requests: 1 } } },
  },
  exceptions: [
    {
      id: 'x',
      component: 'db',
      check: 'count',
      reason: 'Long enough a reason',
      approvedBy: 'cto',
      expires: '2027-01-01',
      resources: ['a'],
      tags: { a: 'b' },
      accepts: 'unknown',
    },
  ],
};

const config = {
  version: 1,
  policies: ['policies'],
  accounts: [{ name: 'a', regions: ['eu-west-1'], roleArn: 'arn:aws:iam::111122223333:role/x' }],
  schedule: { cron: '0 6 * * *' },
  evidence: { folder: 'x' },
  store: 'x.db',
  alerts: {
    routes: { a: { slack: { channel: 'C0123456789' } } },
    fallback: 'a',
    quiet: [{ start: '02:00', end: '04:00', timezone: 'Europe/Berlin', accounts: ['111122223333'] }],
  },
};

/** What the parser makes of an object has no prototype, and so no text. */
const junk = ['{}', '[{}]', '[1, {}]', '[null]', 'null', 'true', '"x"', '{ "constructor": {} }'];

/** The document with each of its values in turn replaced by a mark. */
function* marked(value: unknown): Generator<unknown> {
  yield '@@';
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value))
    for (const one of marked(member)) {
      const changed = { ...value, [key]: one };
      yield Array.isArray(value) ? Object.values(changed) : changed;
    }
}

const textsOf = (document: object): readonly string[] =>
  [...marked(document)].flatMap((one) => junk.map((text) => JSON.stringify(one).replace('"@@"', text)));

test.each([
  [
    'a policy',
    policy,
    (text: string) =>
      readPolicy(
        { file: 'p.json', text, sha256: '' },
        { ...registered, now: new Date('2026-11-24T12:00:00Z') },
      ),
  ],
  ['a configuration', config, (text: string) => readConfig({ file: 'c.json', text }, validate)],
])('whatever stands anywhere in %s is a mistake or none, and no fault of ours', (_, document, read) => {
  const texts = textsOf(document);
  expect(texts.length).toBeGreaterThan(100);
  for (const text of texts) expect([text, Array.isArray(read(text).mistakes)]).toEqual([text, true]);
});
