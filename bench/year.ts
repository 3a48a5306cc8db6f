/**
 * `npm run bench:year [RUNS]`: a year of hourly audits (8,760) of a platform that something breaks on every six hours, for three:
 * each incident is told, edited and resolved, and all of it is kept. What grows with age shows in the last tenth beside the
 * first. PLUMBLINE_STORE names a Postgres database.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runAudit } from '../src/audit.ts';
import { openEvidence } from '../src/aws/replay.ts';
import { readPolicies } from '../src/commands/read-policies.ts';
import { shellOf } from '../src/commands/shell.ts';
import { defaultAlerts } from '../src/model/alerts.ts';
import type { Audit } from '../src/model/audit.ts';
import type { Finding } from '../src/model/finding.ts';
import type { Incident } from '../src/model/incident.ts';
import { fail } from '../src/model/verdict.ts';
import { defaultSettings } from '../src/pipeline/compare/comparing.ts';
import { atOnce } from '../src/pipeline/drive.ts';
import { alertsOf, follow } from '../src/pipeline/follow.ts';
import { sightingsOf } from '../src/pipeline/sightings.ts';
import { collectors, rules, selectors, volatile } from '../src/registry.generated.ts';
import { openMemory } from '../src/stores/open-memory.ts';

const runs = Number(process.argv[2] ?? 8760);
const hour = 60 * 60 * 1000;
const start = Date.parse('2026-01-01T00:00:00Z');
const shell = shellOf(process);
const policies = readPolicies(['policies/elastic-web-platform.json'], shell) ?? [];
const route = { name: 'platform', notifier: 'slack', to: 'C0123456789', mentions: {} };
const context = {
  settings: { ...defaultAlerts, routes: [route], fallback: route.name, bySeverity: {}, names: {} },
  policies,
};

const recorded = await auditOf('examples/kiosk');
const folder = mkdtempSync(join(tmpdir(), 'plumbline-year-'));
const name = process.env['PLUMBLINE_STORE'] ?? join(folder, 'plumbline.db');
const memory = await openMemory(name, { plumbline: '0', now: new Date(start) });
const times: number[] = [];
const told: number[] = [];
let messages = 0;
for (let run = 0; run < runs; run++) {
  const audit = later(recorded, run);
  const begin = performance.now();
  await keep(audit);
  const kept = performance.now();
  await tell(audit);
  times.push(kept - begin);
  told.push(performance.now() - kept);
}
await memory.close();
const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
rmSync(folder, { recursive: true });
console.log(`${runs} hourly audits of ${recorded.findings.length} findings, ${messages} messages`);
if (bytes > 0) console.log(`  store: ${(bytes / 1e6).toFixed(2)} MB`);
for (const [what, all] of [
  ['keeping an audit', times],
  ['telling what came of it', told],
] as const) {
  const tenth = Math.ceil(runs / 10);
  console.log(`  ${what}, milliseconds: ${shares(all)}`);
  console.log(`    the first tenth: ${shares(all.slice(0, tenth))}`);
  console.log(`    the last tenth: ${shares(all.slice(-tenth))}`);
}

async function keep(audit: Audit): Promise<void> {
  const sightings = sightingsOf(audit);
  await memory.remember(sightings, (known, open) => {
    const following = follow(sightings, known, () => defaultSettings);
    const { incidents, outbox } = alertsOf(
      following,
      open as readonly Incident[],
      new Date(audit.startedAt),
      context,
    );
    return { ...following, incidents, outbox };
  });
}

async function tell({ startedAt: at }: Audit): Promise<void> {
  for (const item of await memory.outbox.waiting()) {
    await memory.outbox.begin(item, { at, notBefore: at });
    messages += 1;
    await memory.outbox.delivered(item.id, at, { channel: route.to, ts: `${messages}` });
  }
}

/** Every six hours another check breaks, for three. */
function later(audit: Audit, run: number): Audit {
  const at = new Date(start + run * hour).toISOString();
  const holding = audit.findings.filter(({ verdict }) => verdict.status === 'pass');
  const broken = run % 6 < 3 ? holding[Math.floor(run / 6) % holding.length] : undefined;
  const findings = audit.findings.map((finding) => (finding === broken ? failing(finding) : finding));
  return { ...audit, id: `${at}-1`, startedAt: at, finishedAt: at, findings };
}

function failing(finding: Finding): Finding {
  const facts = { expected: 'what it was', actual: 'something else' };
  return { ...finding, verdict: fail('it was changed', facts) };
}

async function auditOf(evidence: string): Promise<Audit> {
  const source = await openEvidence(evidence, { collectors, signal: shell.signal });
  const drive = async <T>(work: Generator<void, T>) => atOnce(work);
  return runAudit({ policies, rules, selectors, volatile, source, version: '0', drive });
}

function shares(all: readonly number[]): string {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(0.9999)}`;
}
