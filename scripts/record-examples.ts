/** `npm run examples:record`: builds the platform in an emulator and records it whole, then with five breaks. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { startMoto } from '../test/aws/emulator/moto.ts';
import { startProxy } from '../test/aws/emulator/proxy.ts';
import { applyMutation } from '../test/aws/mutations/apply.ts';
import { mutations } from '../test/aws/mutations/every.ts';
import { buildPlatform } from '../test/aws/platform/build.ts';

const region = 'sa-east-1';

/** One for each of five systems, none of which hides another. */
const breaks = [
  'MinCapacity falls to 1',
  'a path is allowed before the geo block',
  'throughput is bursting',
  'one mount target of three is deleted',
  'the reader is made anew in the zone of the writer',
];

const moto = await startMoto();
const proxy = await startProxy(moto.endpoint, { managedRuleGroups: true });
await record('examples/kiosk', []);
await moto.reset();
await record('examples/kiosk-drifted', breaks);
await Promise.all([proxy.stop(), moto.stop()]);

async function record(folder: string, names: readonly string[]): Promise<void> {
  const changes = names.map((name) => {
    const mutation = mutations.find((candidate) => candidate.name === name);
    if (!mutation) throw new Error(`no change is called "${name}"`);
    return mutation;
  });
  const variant = Object.assign({}, ...changes.map((change) => change.variant ?? {}));
  const platform = await buildPlatform(proxy.endpoint, { region, variant });
  for (const change of changes) await applyMutation(proxy.endpoint, platform, change);
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: proxy.endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
  };
  // No recording is written over another.
  rmSync(folder, { recursive: true, force: true });
  const args = ['dist/main.js', 'audit', 'policies/elastic-web-platform.json', '--record', folder];
  await once(spawn(process.execPath, args, { env, stdio: 'inherit' }), 'exit');
}
