/** `npm run example`: audits a healthy platform and a drifted one from evidence, and shows what came between them. */
import { spawnSync } from 'node:child_process';

const policy = 'policies/elastic-web-platform.json';

show(['audit', policy, '--evidence', 'examples/kiosk'], 0);
show(['audit', policy, '--evidence', 'examples/kiosk-drifted'], 1);
show(['diff', 'examples/kiosk', 'examples/kiosk-drifted', policy], 1);

/** Its output is the terminal's own: in colour, and as wide. */
function show(args: readonly string[], expectedStatus: number): void {
  console.log(`\n$ plumbline ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, ['dist/main.js', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  console.log(`\nexit status ${status}`);
  if (status !== expectedStatus)
    throw new Error(`${args.join(' ')}: exit status ${status}, not ${expectedStatus}`);
}
