import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { credentials } from './platform/clients.ts';

export interface Finding {
  readonly component: string;
  readonly check: string;
  readonly place: { readonly account: string; readonly region: string } | null;
  readonly resource: { readonly name: string } | null;
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  readonly message: string;
}

export interface Unread {
  readonly operation: string;
  readonly permission: string | null;
  readonly reason: string;
  readonly message: string | null;
}

/** The parts of `--format json` that these tests look at. */
export interface AuditDocument {
  readonly coverage: { readonly unread: readonly Unread[] };
  readonly findings: readonly Finding[];
}

export interface Audited {
  readonly status: number;
  readonly document: AuditDocument;
}

const root = join(import.meta.dirname, '../..');

export const shippedPolicy = 'policies/elastic-web-platform.json';
export const exactPolicy = 'test/aws/kiosk.json';

/** The program is audited as users run it: bundled. */
export function buildProgram(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root });
}

/** Runs `plumbline audit` on the account at `endpoint`, in a process of its own. */
export async function auditOver(
  endpoint: string,
  policy: string,
  region = 'sa-east-1',
  ...more: readonly string[]
): Promise<Audited> {
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const args = ['dist/main.js', 'audit', policy, '--format', 'json', ...more];
  return new Promise((resolve, reject) => {
    const options = { cwd: root, env, maxBuffer: 2 ** 26, timeout: 240_000 };
    const child = execFile(process.execPath, args, options, (_error, stdout, stderr) => {
      const status = child.exitCode ?? -1;
      // Nobody watches: whatever is said there is a warning of Node's or a fault.
      if (!stdout.startsWith('{') || stderr !== '')
        reject(new Error(`exit status ${status}, no document alone:\n${stdout}${stderr}`));
      else resolve({ status, document: JSON.parse(stdout) as AuditDocument });
    });
  });
}

/** What makes a finding the same finding in another audit. */
export const identityOf = ({ component, check, resource }: Finding): string =>
  `${component}/${check} ${resource?.name ?? ''}`.trim();

/** One line for each finding with this verdict. */
export function findingsThat(verdict: Finding['verdict'], { findings }: AuditDocument): readonly string[] {
  return findings
    .filter((finding) => finding.verdict === verdict)
    .map((finding) => `${identityOf(finding)}: ${finding.message}`);
}
