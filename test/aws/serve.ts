/** By hand: `node --import tsx test/aws/serve.ts --port 5555` holds the reference platform up until interrupted. */
import { parseArgs } from 'node:util';
import { startMoto } from './emulator/moto.ts';
import { startProxy } from './emulator/proxy.ts';
import { buildPlatform } from './platform/build.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '5555' },
    region: { type: 'string', default: 'sa-east-1' },
    services: { type: 'string', default: '6' },
  },
});

const moto = await startMoto();
const proxy = await startProxy(moto.endpoint, { managedRuleGroups: true }, Number(values.port));
const { region } = values;
const platform = await buildPlatform(proxy.endpoint, { region, services: Number(values.services) });
proxy.clear();

console.error(JSON.stringify(platform, null, 2));
console.log(`export AWS_ENDPOINT_URL=${proxy.endpoint} AWS_REGION=${region}`);
console.log('export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing');

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);

function end(): void {
  console.error(JSON.stringify(proxy.counts(), null, 2));
  void Promise.all([proxy.stop(), moto.stop()]);
}
