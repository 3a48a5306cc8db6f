import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditOver, buildProgram, exactPolicy, findingsThat, shippedPolicy } from './audit-over.ts';
import { openStation, type Station } from './emulator/station.ts';
import { buildPlatform } from './platform/build.ts';

let station: Station;

beforeAll(async () => {
  buildProgram();
  station = await openStation();
}, 300_000);

afterAll(() => station.close(), 60_000);

describe.each([
  ['sa-east-1', 6],
  ['eu-central-1', 12],
])('the whole platform in %s, with %i services', (region, services) => {
  beforeAll(async () => {
    await station.moto.reset();
    await buildPlatform(station.proxy.endpoint, { region, services });
  }, 60_000);

  test.each([shippedPolicy, exactPolicy])('passes %s whole', async (policy) => {
    const { status, document } = await auditOver(station.proxy.endpoint, policy, region);
    expect(findingsThat('fail', document)).toEqual([]);
    expect(findingsThat('unknown', document)).toEqual([]);
    expect(document.coverage.unread).toEqual([]);
    expect(status).toBe(0);
  });

  test('takes at most 28 calls', async () => {
    station.proxy.clear();
    await auditOver(station.proxy.endpoint, shippedPolicy, region);
    expect(station.proxy.calls().length).toBeLessThanOrEqual(28);
    expect(station.proxy.calls().filter((call) => call.region !== region)).toEqual([]);
  });
});

test('an account with nothing in it has nothing that is required', async () => {
  await station.moto.reset();
  const { status, document } = await auditOver(station.proxy.endpoint, shippedPolicy);
  const missing = document.findings.filter(({ verdict }) => verdict === 'fail');
  expect(missing.map(({ component, check }) => `${component}/${check}`)).toEqual([
    'services/count',
    'edge/count',
    'firewall/count',
    'sessions/count',
    'files/count',
    'database/count',
  ]);
  expect(status).toBe(1);
});
