import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { runAudit } from '../../../src/audit.ts';
import type { Evidence } from '../../../src/aws/evidence.ts';
import { openLive } from '../../../src/aws/open-live.ts';
import { replay } from '../../../src/aws/replay.ts';
import { statusOf } from '../../../src/commands/exit-status.ts';
import { registered } from '../../../src/commands/registered.ts';
import type { Audit } from '../../../src/model/audit.ts';
import type { Source } from '../../../src/model/ports.ts';
import { loadPolicies } from '../../../src/pipeline/load-policies.ts';
import { collectors, rules, selectors, volatile } from '../../../src/registry.generated.ts';
import json from '../../../src/reporters/json.ts';
import table from '../../../src/reporters/table.ts';
import { drive } from '../../support/drive.ts';

type Environment = Readonly<Record<string, string>>;

// The SDK reads its settings from the environment, when it is asked: each audit of several at once has its own.
const environments = new AsyncLocalStorage<Environment>();
const own = process.env;
Object.defineProperty(process, 'env', { get: () => environments.getStore() ?? own });

const credentials = {
  AWS_REGION: 'sa-east-1',
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_EC2_METADATA_DISABLED: 'true',
  HOME: '/nonexistent',
};

const { policies } = loadPolicies(
  [
    'policies/elastic-web-platform.json',
    'policies/internal-service.jsonc',
    'policies/screened-traffic.jsonc',
    'test/aws/matrix/everything.json',
  ],
  { ...registered, now: new Date(), read: (path) => readFileSync(path, 'utf8') },
);

type Judged =
  | { readonly audit: Audit; readonly status: number; readonly text: string }
  | { readonly thrown: string };

export type Outcome = Judged & { readonly seconds: number };

interface Over {
  readonly deadline?: number;
  /** The folder to record in. */
  readonly record?: string;
}

/** What the policies say of the account that the endpoints of this environment show. */
export async function auditOver(
  environment: Environment,
  { deadline = 300_000, record }: Over = {},
): Promise<Outcome> {
  const began = performance.now();
  const { signal } = new AbortController();
  const outcome = await environments.run({ ...credentials, ...environment }, () =>
    audited(() => openLive({ version: '0', collectors, signal, deadline, record })),
  );
  return { ...outcome, seconds: (performance.now() - began) / 1000 };
}

/** What they say of a recording. */
export function auditOf(evidence: Evidence): Promise<Judged> {
  const { signal } = new AbortController();
  return audited(() => replay(evidence, { collectors, signal }));
}

async function audited(open: () => Promise<Source>): Promise<Judged> {
  try {
    const source = await open();
    const audit = await runAudit({ policies, rules, selectors, volatile, source, drive, version: '0' });
    const options = { width: 0, color: false, verbose: true };
    const text = json.render(audit, options) + table.render(audit, options);
    return { audit, status: statusOf(audit), text };
  } catch (error) {
    return { thrown: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
