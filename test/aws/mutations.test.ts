import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Audited, auditOver, buildProgram, exactPolicy, findingsThat } from './audit-over.ts';
import { openStation, type Station } from './emulator/station.ts';
import { applyMutation } from './mutations/apply.ts';
import { mutations } from './mutations/every.ts';
import type { Mutation } from './mutations/mutation.ts';
import { buildPlatform } from './platform/build.ts';
import { poolOf } from './pool.ts';

// Two emulators halve the time: a case is one Python process building and one Node process auditing.
let stations: readonly Station[] = [];
const audits = new Map<Mutation, Promise<Audited>>();

beforeAll(async () => {
  buildProgram();
  stations = [await openStation(), await openStation()];
  const lend = poolOf(stations);
  for (const mutation of mutations) {
    const audit = lend((station) => auditWith(mutation, station));
    audit.catch(() => undefined); // its own test says so
    audits.set(mutation, audit);
  }
}, 300_000);

afterAll(async () => {
  await Promise.all(stations.map((station) => station.close()));
}, 60_000);

async function auditWith(mutation: Mutation, { moto, proxy }: Station): Promise<Audited> {
  await moto.reset();
  const platform = await buildPlatform(proxy.endpoint, mutation.variant ? { variant: mutation.variant } : {});
  await applyMutation(proxy.endpoint, platform, mutation);
  return auditOver(proxy.endpoint, exactPolicy);
}

async function auditOf(mutation: Mutation): Promise<Audited> {
  const audit = await audits.get(mutation);
  if (!audit) throw new Error('the emulator did not start');
  return audit;
}

const breaks = mutations.filter((mutation) => mutation.breaks !== 'none');
const harmless = mutations.filter((mutation) => mutation.breaks === 'none');

test.each(breaks)(
  '$name: $breaks fails',
  async (mutation) => {
    const { status, document } = await auditOf(mutation);
    const found = document.findings.filter(
      ({ component, check, verdict }) => `${component}/${check}` === mutation.breaks && verdict === 'fail',
    );
    expect(found).not.toEqual([]);
    expect(status & 3).not.toBe(0);
  },
  300_000,
);

test.each(harmless)(
  '$name: nothing fails',
  async (mutation) => {
    const { status, document } = await auditOf(mutation);
    expect(findingsThat('fail', document)).toEqual([]);
    expect(findingsThat('unknown', document)).toEqual([]);
    expect(status).toBe(0);
  },
  300_000,
);
