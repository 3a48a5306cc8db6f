/** The prover as it ships, bundled: how long it takes over a web ACL at AWS's limits, once warm. */
import { spawnSync } from 'node:child_process';
import { proveGeoBlock, proveRateLimit } from '../src/web-acl/prove.ts';
import { adversary, families, uses } from '../test/web-acl/adversaries.ts';
import { largeWebAcl } from './large-web-acl.ts';

const runs = 31;
const document = largeWebAcl();
const questions = {
  'a geo block that holds': () => proveGeoBlock(document, { countries: ['AA', 'JP'] }),
  'a geo block that does not': () => proveGeoBlock(document, { countries: ['ZZ'] }),
  'a rate limit that holds': () => proveRateLimit(document, { requests: 2000, seconds: 300 }),
};

const bare = timesOf(() => spawnSync(process.execPath, ['-e', '0']), wall);
console.log(
  `\nproofs over a web ACL at the limits of AWS: processor time of ${runs} runs, against the start of bare node`,
);
console.log(`  ${'node -e 0 (wall)'.padEnd(28)} ${figures(bare)}`);
for (const [name, prove] of Object.entries(questions)) {
  prove();
  console.log(`  ${name.padEnd(28)} ${figures(timesOf(prove, processor))}  ${prove().verdict}`);
}

printAdversaries();

/** Each once, as an audit meets it. */
function printAdversaries(): void {
  console.log(
    '\nweb ACLs made to cost time: processor time of one proof, the longest first; and the peak of memory of all',
  );
  const proofs = Object.entries(families).flatMap(([family, make]) =>
    Object.keys(uses).map((use) => {
      const hard = adversary(make(), use);
      const start = processor();
      const { verdict } = proveGeoBlock(hard, { countries: ['KP'] });
      return { name: `${family}, ${use}`, verdict, time: processor() - start };
    }),
  );
  for (const { name, verdict, time } of proofs.toSorted((a, b) => b.time - a.time).slice(0, 15)) {
    console.log(`  ${name.padEnd(80)} ${time.toFixed(0).padStart(6)} ms  ${verdict}`);
  }
  const unknown = proofs.filter(({ verdict }) => verdict === 'unknown').length;
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(`  ${proofs.length} proofs, ${unknown} of them unknown; peak ${peak.toFixed(0)} MB`);
}

function timesOf(run: () => unknown, clock: () => number): readonly number[] {
  const times = Array.from({ length: runs }, () => {
    const start = clock();
    run();
    return clock() - start;
  });
  return times.toSorted((a, b) => a - b);
}

function wall(): number {
  return performance.now();
}

function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function figures(times: readonly number[]): string {
  const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
  const base = bare[Math.floor(bare.length / 2)] ?? Number.NaN;
  const ratio = `×${(median / base).toFixed(2)}`;
  return `least ${(times[0] ?? Number.NaN).toFixed(1).padStart(6)} ms, median ${median.toFixed(1).padStart(6)} ms  ${ratio}`;
}
