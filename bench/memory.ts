/**
 * `npm run bench:memory [DAYS] [PLACES] [MINUTES]`: what a quiet platform that is audited every so many minutes (five)
 * costs in the store, in bytes and in milliseconds a run, and how that compares with a bare transaction of one row at the
 * same time. Tasks come and go meanwhile, as they do. A year takes a while; without DAYS it is a month. PLUMBLINE_STORE
 * names a Postgres database.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type KyselyPlugin, sql } from 'kysely';
import { runAudit } from '../src/audit.ts';
import { openEvidence } from '../src/aws/replay.ts';
import { readPolicies } from '../src/commands/read-policies.ts';
import { shellOf } from '../src/commands/shell.ts';
import type { Audit } from '../src/model/audit.ts';
import { everywhere, type Sighting } from '../src/model/known.ts';
import { compare } from '../src/pipeline/compare.ts';
import { atOnce } from '../src/pipeline/drive.ts';
import { sightingsOf } from '../src/pipeline/sightings.ts';
import { collectors, rules, selectors, volatile } from '../src/registry.generated.ts';
import { createMemory } from '../src/stores/create-memory.ts';
import { migrate } from '../src/stores/migrate.ts';
import { openStore } from '../src/stores/open-memory.ts';

const days = Number(process.argv[2] ?? 30);
const places = Number(process.argv[3] ?? 1);
const every = Number(process.argv[4] ?? 5) * 60 * 1000;
const start = Date.parse('2026-01-01T00:00:00Z');
const shell = shellOf(process);

const recorded = await auditOf('examples/kiosk');
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
const name = process.env['PLUMBLINE_STORE'] ?? join(folder, 'plumbline.db');
const store = await openStore(name);
await migrate(store, { plumbline: '0', now: new Date(start) });
let statements = 0;
const memory = createMemory({ ...store, db: store.db.withPlugin(counting()) });
await sql`create table if not exists bare (id integer, at text)`.execute(store.db);

const [runs, bare]: [number[], number[]] = [[], []];
const before = process.cpuUsage();
for (let run = 0; run < (days * 24 * 60 * 60 * 1000) / every; run++) {
  const sightings = sightingsIn(later(recorded, run));
  const [counted, begin] = [statements, performance.now()];
  await memory.lease(
    sightings.slice(0, -1).map(({ place }) => place),
    { holder: 'bench', lasts: 60_000 },
  );
  await keep(sightings);
  await memory.release('bench');
  runs.push(performance.now() - begin);
  if (run === 1) console.log(`${statements - counted} statements a quiet run, and its transactions' own`);
  if (run % 20 === 0) bare.push(await bareTransaction(run));
}
const { user, system } = process.cpuUsage(before);
const bytes = await sizeOf();
await memory.close();
print();
rmSync(folder, { recursive: true });

async function keep(sightings: readonly Sighting[]): Promise<void> {
  await memory.remember(sightings, (known) => {
    const compared = sightings.flatMap((sighting, at) => {
      const one = known[at];
      return one ? [compare(one, sighting)] : [];
    });
    const changes = compared.flatMap(({ drift }) => (drift.baseline ? [] : drift.changes));
    if (changes.length > 0) throw new Error(`a quiet platform changed: ${JSON.stringify(changes[0])}`);
    return { known: compared.map((one) => one.known), incidents: [], outbox: [] };
  });
}

async function bareTransaction(run: number): Promise<number> {
  const begin = performance.now();
  await sql`insert into bare values (${run}, 'x')`.execute(store.db);
  return performance.now() - begin;
}

function counting(): KyselyPlugin {
  return {
    transformQuery({ node }) {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

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

/** The same platform in each of the places. */
function sightingsIn(audit: Audit): readonly Sighting[] {
  const [first, ...rest] = sightingsOf(audit);
  if (!first) return rest;
  const regions = Array.from({ length: places }, (_, at) => (at === 0 ? first.place.region : `region-${at}`));
  const text = JSON.stringify(first);
  const own = regions.map((region) => JSON.parse(text.replaceAll(first.place.region, region)) as Sighting);
  return [
    ...own,
    ...rest
      .filter(({ place }) => place.account === everywhere.account)
      .map((one) => ({ ...one, place: everywhere })),
  ];
}

async function sizeOf(): Promise<number> {
  if (store.dialect === 'sqlite')
    return readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  const { rows } = await sql<{ bytes: string }>`
    select sum(pg_total_relation_size(oid)) as bytes from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(store.db);
  return Number(rows[0]?.bytes ?? 0);
}

function print(): void {
  const { findings, claims } = recorded;
  const size = `${findings.length} findings and ${claims.length} claimed resources`;
  console.log(`${days} days, ${runs.length} audits of ${places} places of ${size}`);
  console.log(`  store: ${(bytes / 1e6).toFixed(2)} MB`);
  const processor = (user + system) / 1000 / runs.length;
  console.log(`  milliseconds a run: ${shares(runs)}; of the processor ${processor.toFixed(1)} on average`);
  // What grows with age shows in the last month beside the first.
  const aMonth = (30 * 24 * 60 * 60 * 1000) / every;
  if (runs.length >= 2 * aMonth) {
    console.log(`    in the first 30 days: ${shares(runs.slice(0, aMonth))}`);
    console.log(`    in the last 30 days: ${shares(runs.slice(-aMonth))}`);
  }
  console.log(`  of a bare transaction of one row: ${shares(bare)}`);
}

function shares(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(0.9999)}`;
}
