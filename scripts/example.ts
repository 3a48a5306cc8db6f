/** `npm run example`: audits a healthy platform and a drifted one from evidence, and shows what came between them. */
import { spawnSync } from 'node:child_process';

interface Finding {
  readonly component: string;
  readonly check: string;
  readonly resource: { readonly name: string } | null;
  readonly verdict: string;
  readonly message: string;
}

const policy = 'policies/elastic-web-platform.json';

function audit(evidence: string, ...more: readonly string[]) {
  const args = ['dist/main.js', 'audit', policy, '--evidence', evidence, ...more];
  return spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function show(evidence: string, expectedStatus: number): void {
  console.log(`\n$ plumbline audit ${policy} --evidence ${evidence}\n`);
  const { stdout, status } = audit(evidence);
  console.log(stdout);
  console.log(`exit status ${status}`);
  if (status !== expectedStatus) throw new Error(`${evidence}: exit status ${status}, not ${expectedStatus}`);
}

function findingsOf(evidence: string): Map<string, Finding> {
  const { findings } = JSON.parse(audit(evidence, '--format', 'json').stdout) as {
    findings: readonly Finding[];
  };
  return new Map(
    findings.map((finding) => [
      `${finding.component}/${finding.check} ${finding.resource?.name ?? ''}`,
      finding,
    ]),
  );
}

show('examples/kiosk', 0);
show('examples/kiosk-drifted', 1);

const before = findingsOf('examples/kiosk');
const after = findingsOf('examples/kiosk-drifted');
console.log('\nWhat came between them:\n');
for (const key of new Set([...before.keys(), ...after.keys()])) {
  const [was, is] = [before.get(key), after.get(key)];
  if (was?.verdict === is?.verdict) continue;
  console.log(`  ${key.trim()}: ${was?.verdict ?? 'not there'} → ${is?.verdict ?? 'not there'}`);
  if (is) console.log(`    ${is.message}`);
}
