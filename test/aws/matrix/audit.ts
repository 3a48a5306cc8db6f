import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { runAudit } from '../../../src/audit.ts';
import { openLive } from '../../../src/aws/open-live.ts';
import { statusOf } from '../../../src/commands/exit-status.ts';
import { registered } from '../../../src/commands/registered.ts';
import type { Audit } from '../../../src/model/audit.ts';
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

export type Outcome =
  | { readonly audit: Audit; readonly status: number; readonly text: string; readonly seconds: number }
  | { readonly thrown: string; readonly seconds: number };

/** What the shipped policies say of the account that the endpoints of this environment show. */
export async function auditOver(environment: Environment, deadline = 300_000): Promise<Outcome> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  return environments.run({ ...credentials, ...environment }, async () => {
    try {
      const { signal } = new AbortController();
      const source = await openLive({ version: '0', collectors, signal, deadline });
      const audit = await runAudit({ policies, rules, selectors, volatile, source, drive, version: '0' });
      const options = { width: 0, color: false, verbose: true };
      const text = json.render(audit, options) + table.render(audit, options);
      return { audit, status: statusOf(audit), text, seconds: seconds() };
    } catch (error) {
      return {
        thrown: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        seconds: seconds(),
      };
    }
  });
}
