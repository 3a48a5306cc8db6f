import { readFileSync } from 'node:fs';
import { runAudit } from '../../src/audit.ts';
import { type Evidence, readEvidence } from '../../src/aws/evidence.ts';
import type { Answer, Exchange } from '../../src/aws/exchange.ts';
import { replay } from '../../src/aws/replay.ts';
import { statusOf } from '../../src/commands/exit-status.ts';
import { registered } from '../../src/commands/registered.ts';
import type { Audit } from '../../src/model/audit.ts';
import type { Finding } from '../../src/model/finding.ts';
import { nameOf, type Operation } from '../../src/model/operation.ts';
import { loadPolicies } from '../../src/pipeline/load-policies.ts';
import { collectors, rules, selectors, volatile } from '../../src/registry.generated.ts';
import { drive } from '../support/drive.ts';

const now = new Date('2026-11-26T12:00:00Z');
const { policies } = loadPolicies(['policies/elastic-web-platform.json'], {
  ...registered,
  now,
  read: (path) => readFileSync(path, 'utf8'),
});

// biome-ignore lint/suspicious/noExplicitAny: operations of every kind
type AnyAsked = Operation<any, any>;

/** Every operation that a collector asks, by its name. */
export const operations: ReadonlyMap<string, AnyAsked> = await operationsAsked();

// One after another: jest cannot link modules that are imported at once.
async function operationsAsked(): Promise<ReadonlyMap<string, AnyAsked>> {
  const found = new Map<string, AnyAsked>();
  for (const load of collectors.values())
    for (const { operation } of (await load()).asks) found.set(nameOf(operation), operation);
  return found;
}

export const recorded = (name: 'kiosk' | 'kiosk-drifted'): Promise<Evidence> =>
  readEvidence(`examples/${name}`);

/** An audit of a recording in which one question is answered otherwise. */
export async function auditWith(
  { manifest, exchanges }: Evidence,
  spoilt?: Exchange,
  answer?: Answer,
): Promise<Audit> {
  const given = exchanges.map((exchange) =>
    exchange === spoilt && answer ? { ...exchange, answer } : exchange,
  );
  const signal = new AbortController().signal;
  const source = await replay({ manifest, exchanges: given }, { collectors, signal });
  return runAudit({ policies, rules, selectors, volatile, source, version: '0', drive });
}

/** What the audit says though an answer was spoilt, and may not say: a new pass, a new failure, a failure hidden, or nothing of it. */
export function offencesIn(before: Audit, after: Audit, operation: string): readonly string[] {
  const was = new Map(before.findings.map((finding) => [identityOf(finding), finding.verdict.status]));
  const is = new Map(after.findings.map((finding) => [identityOf(finding), finding.verdict.status]));
  const hidden = before.findings.filter(
    (finding) =>
      finding.verdict.status === 'fail' &&
      !is.has(identityOf(finding)) &&
      is.get(identityOf({ ...finding, resource: null })) !== 'unknown',
  );
  const changed = after.findings.flatMap((finding) => {
    const [status, known] = [finding.verdict.status, was.get(identityOf(finding))];
    return status === 'unknown' || status === known
      ? []
      : [`${identityOf(finding)} was ${known}, is ${status}: ${finding.verdict.message}`];
  });
  const named = after.unread.some((fact) => 'operation' in fact && fact.operation === operation);
  return [
    ...changed,
    ...hidden.map((finding) => `${identityOf(finding)} is hidden`),
    ...(named ? [] : [`${operation} is not told as unread`]),
    ...((statusOf(after) & 2) === 0 ? ['the exit status does not say that anything is unread'] : []),
  ];
}

const identityOf = ({ component, check, resource }: Finding): string =>
  `${component}/${check} of ${resource?.name ?? '-'}`;
