import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { auditOver, buildProgram, findingsThat } from './audit-over.ts';
import { openStation, type Station } from './emulator/station.ts';
import { applyMutation } from './mutations/apply.ts';
import { call, type SdkCall } from './mutations/mutation.ts';
import { buildPlatform } from './platform/build.ts';

const policy = 'policies/screened-traffic.jsonc';

let station: Station;

beforeAll(async () => {
  buildProgram();
  station = await openStation();
}, 300_000);

afterAll(() => station.close(), 60_000);

async function auditWith(...calls: readonly SdkCall[]) {
  await station.moto.reset();
  const platform = await buildPlatform(station.proxy.endpoint);
  await applyMutation(station.proxy.endpoint, platform, { name: 'a change', breaks: 'none', calls });
  return auditOver(station.proxy.endpoint, policy);
}

const elb = (operation: string, params: object, save = {}) =>
  call('elasticloadbalancing', operation, { ...params }, save);

test('every request to the platform is screened', async () => {
  const { status, document } = await auditWith();
  expect(findingsThat('fail', document)).toEqual([]);
  expect(findingsThat('unknown', document)).toEqual([]);
  expect(status).toBe(0);
}, 60_000);

const balancer = (Type: string) => ({
  Name: 'aside',
  Type,
  Scheme: 'internet-facing',
  Subnets: '$network.publicSubnets',
});

test.each([
  [
    'the web ACL is passed by while it cannot be asked',
    'entrances/waf-fails-closed kiosk',
    elb('ModifyLoadBalancerAttributes', {
      LoadBalancerArn: '$edge.arn',
      Attributes: [{ Key: 'waf.fail_open.enabled', Value: 'true' }],
    }),
  ],
  [
    'another load balancer has no web ACL',
    'entrances/protected-by aside',
    elb('CreateLoadBalancer', balancer('application')),
  ],
  [
    'a network load balancer can have none',
    'other-entrances/count',
    elb('CreateLoadBalancer', balancer('network')),
  ],
])(
  '%s',
  async (_, broken, change) => {
    const { status, document } = await auditWith(change);
    const failed = findingsThat('fail', document);
    expect(failed.map((finding) => finding.replace(/: .*/s, ''))).toEqual([broken]);
    expect(status).toBe(1);
  },
  60_000,
);

test('an internal load balancer is nobody’s way in', async () => {
  const { status } = await auditWith(
    elb('CreateLoadBalancer', { ...balancer('network'), Scheme: 'internal' }),
  );
  expect(status).toBe(0);
}, 60_000);
