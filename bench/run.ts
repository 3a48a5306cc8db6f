/** `npm run bench`: prints figures, judges nothing. Counts are exact; times are ratios within one run. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { startMoto } from '../test/aws/emulator/moto.ts';
import { startProxy } from '../test/aws/emulator/proxy.ts';
import { buildPlatform } from '../test/aws/platform/build.ts';

const policy = 'policies/elastic-web-platform.json';
const runs = 15;

await printCalls();
printRatios();

/** The calls of one audit of 1 load balancer, 1 web ACL, 12 services, 1 Redis group, 1 EFS, 1 Aurora cluster. */
async function printCalls(): Promise<void> {
  const moto = await startMoto();
  const proxy = await startProxy(moto.endpoint);
  const region = 'sa-east-1';
  await buildPlatform(proxy.endpoint, { region, services: 12 });
  proxy.clear();
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: proxy.endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
  };
  const audit = spawn(process.execPath, ['dist/main.js', 'audit', policy], { env, stdio: 'ignore' });
  const [status] = (await once(audit, 'exit')) as [number];
  const counts = Object.entries(proxy.counts()).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  console.log(
    `calls of an audit of the platform with 12 services: ${proxy.calls().length} (exit status ${status})`,
  );
  for (const [operation, count] of counts) console.log(`  ${String(count).padStart(3)}  ${operation}`);
  await Promise.all([proxy.stop(), moto.stop()]);
}

function printRatios(): void {
  const commands = {
    'node -e 0': ['-e', '0'],
    'plumbline --version': ['dist/main.js', '--version'],
    'plumbline validate': ['dist/main.js', 'validate'],
    'plumbline audit, from evidence': ['dist/main.js', 'audit', policy, '--evidence', 'examples/kiosk'],
  };
  const times = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const [name, args] of Object.entries(commands)) times.get(name)?.push(timeOf(args));
  }
  const bare = medianOf(times.get('node -e 0') ?? []);
  console.log(`\nmedian of ${runs} runs, in turn, against bare node`);
  for (const [name, values] of times) {
    const median = medianOf(values);
    console.log(`  ${name.padEnd(32)} ${median.toFixed(0).padStart(5)} ms  ×${(median / bare).toFixed(2)}`);
  }
}

function timeOf(args: readonly string[]): number {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
