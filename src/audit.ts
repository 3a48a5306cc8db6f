import type { Audit } from './model/audit.ts';
import type { Policy } from './model/policy.ts';
import type { Session } from './model/ports.ts';
import type { Rule } from './model/rule.ts';
import { type Collectors, collectInventory, type Progress } from './pipeline/collect.ts';
import { coverageOf } from './pipeline/coverage.ts';
import type { Drive } from './pipeline/drive.ts';
import { evaluation } from './pipeline/evaluate.ts';
import { planAudit } from './pipeline/plan.ts';
import type { SelectorKeys } from './pipeline/select.ts';

export interface AuditInput {
  readonly policies: readonly Policy[];
  readonly rules: readonly Rule[];
  readonly collectors: Collectors;
  readonly selectors: SelectorKeys;
  readonly session: Session;
  readonly version: string;
  readonly progress?: (event: Progress) => void;
  readonly drive: Drive;
}

/** The whole program: plan what to ask, ask AWS, judge the answers. */
export async function runAudit(input: AuditInput): Promise<Audit> {
  const { policies, rules, collectors, selectors, session, version, progress, drive } = input;
  const started = session.now();

  const plan = planAudit(policies, rules);
  const inventory = await collectInventory(plan, collectors, session.places, progress);
  const { places } = session;
  const findings = await drive(evaluation({ plan, inventory, places, selectors, now: started }));
  await session.finish(policies.map(({ id, sha256 }) => ({ id, sha256 })));

  return {
    plumbline: version,
    id: started.toISOString(),
    startedAt: started.toISOString(),
    finishedAt: session.now().toISOString(),
    places: session.places.map(({ account, region }) => ({ account, region })),
    policies: policies.map(({ id, title, sha256 }) => ({ id, title, sha256 })),
    calls: session.calls(),
    unread: coverageOf(inventory),
    findings,
  };
}
