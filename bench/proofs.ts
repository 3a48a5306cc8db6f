/** The prover as it ships, bundled: how long it takes over a web ACL at AWS's limits, once warm. */
import { spawnSync } from 'node:child_process';
import { proveGeoBlock, proveRateLimit } from '../src/web-acl/prove.ts';
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
