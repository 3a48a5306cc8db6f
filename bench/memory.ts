/**
 * `npm run bench:memory [DAYS]`: what a quiet platform that is audited every five minutes costs in the store, in bytes
 * and in milliseconds a run. Tasks come and go meanwhile, as they do. A year takes a while; without DAYS it is a month.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runAudit } from '../src/audit.ts';
import { openEvidence } from '../src/aws/replay.ts';
import { readPolicies } from '../src/commands/read-policies.ts';
import { shellOf } from '../src/commands/shell.ts';
import type { Audit } from '../src/model/audit.ts';
import { compare } from '../src/pipeline/compare.ts';
import { atOnce } from '../src/pipeline/drive.ts';
import { sightingsOf } from '../src/pipeline/sightings.ts';
import { collectors, rules, selectors, volatile } from '../src/registry.generated.ts';
import { openMemory } from '../src/stores/open-memory.ts';

const days = Number(process.argv[2] ?? 30);
const every = 5 * 60 * 1000;
const start = Date.parse('2026-01-01T00:00:00Z');
const shell = shellOf(process);

const recorded = await auditOf('examples/kiosk');
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const name = process.env['PLUMBLINE_STORE'] ?? join(folder, 'plumbline.db');
const memory = await openMemory(name, { plumbline: '0', now: new Date(start) });
const spent: number[] = [];
const before = process.cpuUsage();
for (let run = 0; run < (days * 24 * 60 * 60 * 1000) / every; run++) {
  const audit = later(recorded, run);
  const begin = performance.now();
  await memory.remember(sightingsOf(audit), (known) => {
    const compared = sightingsOf(audit).flatMap((sighting, at) => {
      const before = known[at];
      return before ? [compare(before, sighting)] : [];
    });
    const changes = compared.flatMap(({ drift }) => (drift.baseline ? [] : drift.changes));
    if (changes.length > 0) throw new Error(`a quiet platform changed: ${JSON.stringify(changes[0])}`);
    return { known: compared.map((one) => one.known), incidents: [], outbox: [] };
  });
  spent.push(performance.now() - begin);
}
const { user, system } = process.cpuUsage(before);
await memory.close();
print();
rmSync(folder, { recursive: true });

async function auditOf(evidence: string): Promise<Audit> {
  const policies = readPolicies(['policies/elastic-web-platform.json'], shell);
  if (!policies) throw new Error('the policy is not sound');
  const source = await openEvidence(evidence, { collectors, signal: shell.signal });
  return runAudit({
    policies,
    rules,
    selectors,
    volatile,
    source,
    version: '0',
    drive: async (work) => atOnce(work),
  });
}

/** The same audit later, with a delay of up to some seconds, and other numbers of tasks in what holds. */
function later(audit: Audit, run: number): Audit {
  const at = new Date(start + run * every + ((run * 7919) % 4000)).toISOString();
  const findings = audit.findings.map((finding, index) =>
    finding.verdict.status === 'pass' && index % 10 === 0
      ? { ...finding, verdict: { ...finding.verdict, message: `${3 + ((run + index) % 5)} tasks run` } }
      : finding,
  );
  return { ...audit, id: at, startedAt: at, finishedAt: at, findings };
}

function print(): void {
  const sorted = spent.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  const bytes = name.startsWith('postgres')
    ? 0
    : readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  const { findings, claims } = recorded;
  console.log(
    `${days} days, ${spent.length} audits of ${findings.length} findings and ${claims.length} claimed resources`,
  );
  console.log(`  store: ${(bytes / 1e6).toFixed(2)} MB`);
  console.log(
    `  milliseconds a run: p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(0.9999)}; of the processor ${((user + system) / 1000 / spent.length).toFixed(1)} on average`,
  );
}
