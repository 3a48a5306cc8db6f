import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runAudit } from '../src/audit.ts';
import { type Evidence, readEvidence } from '../src/aws/evidence.ts';
import { replay } from '../src/aws/replay.ts';
import { registered } from '../src/commands/registered.ts';
import type { Audit } from '../src/model/audit.ts';
import { identityOf } from '../src/model/finding.ts';
import { nothingKnown } from '../src/model/known.ts';
import { compare } from '../src/pipeline/compare.ts';
import { loadPolicies } from '../src/pipeline/load-policies.ts';
import { sightingsOf } from '../src/pipeline/sightings.ts';
import type { PolicyDocument } from '../src/policies/document.ts';
import { readPolicy } from '../src/policies/read-policy.ts';
import { collectors, rules, selectors, volatile } from '../src/registry.generated.ts';
import { drive } from './support/drive.ts';

const now = new Date('2026-11-24T12:00:00Z');
const document = JSON.parse(readFileSync('policies/elastic-web-platform.json', 'utf8')) as PolicyDocument;
const { components } = document;

async function audit(evidence: Evidence): Promise<Audit> {
  const read = (file: string) => readFileSync(file, 'utf8');
  const options = { ...registered, read, now };
  const { policies, mistakes } = loadPolicies(['policies/elastic-web-platform.json'], options);
  expect(mistakes).toEqual([]);
  const source = await replay(evidence, { collectors, signal: new AbortController().signal });
  return runAudit({ policies, rules, selectors, volatile, source, version: '0', drive });
}

const verdictsOf = ({ findings }: Audit) =>
  new Map(findings.map((finding) => [identityOf(finding), finding.verdict.status]));
/** What of the drift between two audits is more than that something cannot be seen. */
const toldBetween = (before: Audit, after: Audit) =>
  sightingsOf(after).flatMap((sighting, at) => {
    const was = sightingsOf(before)[at] ?? sighting;
    const { known } = compare(nothingKnown(was.place), was);
    const { changes } = compare(known, { ...sighting, at: after.finishedAt }).drift;
    return changes.filter(({ kind }) => kind !== 'cannot-see' && kind !== 'unverified');
  });
const failing = ({ findings }: Audit) =>
  findings.flatMap(({ component, check, verdict }) =>
    verdict.status === 'fail' ? [`${component}/${check}`] : [],
  );

// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
});

test('the healthy platform holds, and all of it was read', async () => {
  const healthy = await audit(await readEvidence('examples/kiosk'));
  expect(failing(healthy)).toEqual([]);
  expect(healthy.findings.filter(({ verdict }) => verdict.status === 'unknown')).toEqual([]);
  expect(healthy.unread).toEqual([]);
});

test('the drifted platform shows its five breaks, one of which opens the web ACL twice', async () => {
  expect(failing(await audit(await readEvidence('examples/kiosk-drifted')))).toEqual([
    'services/autoscaling',
    'firewall/rate-limit',
    'firewall/geo-block',
    'files/elastic-throughput',
    'files/mount-target-in-every-az-of',
    'database/instances-over-azs',
  ]);
});

describe.each(['examples/kiosk', 'examples/kiosk-drifted'])('%s, with one answer of AWS refused', (dir) => {
  let evidence: Evidence;
  let whole: Audit;
  beforeAll(async () => {
    evidence = await readEvidence(dir);
    whole = await audit(evidence);
  });

  test('no verdict becomes a pass or a failure, and the coverage names the operation and that it was not recorded', async () => {
    const before = verdictsOf(whole);
    for (const hidden of evidence.exchanges) {
      const exchanges = evidence.exchanges.filter((exchange) => exchange !== hidden);
      const blind = await audit({ ...evidence, exchanges });
      const invented = [...verdictsOf(blind)].filter(
        ([identity, status]) => status !== 'unknown' && before.get(identity) !== status,
      );
      const question = `${hidden.service}:${hidden.operation}`;
      expect([question, invented]).toEqual([question, []]);
      expect(toldBetween(whole, blind)).toEqual([]);
      expect(blind.unread).toContainEqual(
        expect.objectContaining({
          operation: question,
          kind: 'not-in-evidence',
        }),
      );
    }
  });
});

test.each(Object.keys(components))('evidence of the whole policy judges %s alone', async (name) => {
  const text = JSON.stringify({ ...document, exceptions: [], components: withOthers(name) });
  const { policy } = readPolicy({ file: 'part.json', sha256: '', text }, { ...registered, now });
  const evidence = await readEvidence('examples/kiosk');
  const source = await replay(evidence, { collectors, signal: new AbortController().signal });
  const policies = policy ? [policy] : [];
  const { findings, unread } = await runAudit({
    policies,
    rules,
    selectors,
    volatile,
    source,
    version: '0',
    drive,
  });
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.filter(({ verdict }) => verdict.status !== 'pass')).toEqual([]);
  expect(unread).toEqual([]);
});

/** A component, and what of others it names. */
function withOthers(name: string): object {
  const own = JSON.stringify(components[name]?.rules ?? {});
  const others = Object.entries(components).filter(
    ([other]) => other !== name && own.includes(JSON.stringify(other)),
  );
  return {
    [name]: components[name],
    ...Object.fromEntries(others.map(([other, { type, select }]) => [other, { type, select }])),
  };
}
