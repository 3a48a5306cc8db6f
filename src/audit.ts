import type { Audit } from './model/audit.ts';
import type { Finding } from './model/finding.ts';
import type { Inventory } from './model/inventory.ts';
import type { Policy } from './model/policy.ts';
import type { Progress, Source, SourcePlace } from './model/ports.ts';
import type { Rule } from './model/rule.ts';
import { acceptUnread } from './pipeline/accept.ts';
import { askedBy } from './pipeline/asked.ts';
import { basesOf, claimsOf, lookedAt, type Volatile } from './pipeline/claims.ts';
import { coverageOf } from './pipeline/coverage.ts';
import type { Drive } from './pipeline/drive.ts';
import { evaluatePlan } from './pipeline/evaluate.ts';
import { complaintsAbout, type TagsOf } from './pipeline/except.ts';
import { planAudit } from './pipeline/plan.ts';
import { placesFor, policiesAt, uncovered } from './pipeline/scope.ts';
import type { SelectorKeys } from './pipeline/select.ts';
import { tagsIn } from './pipeline/tags.ts';

export interface AuditInput {
  readonly policies: readonly Policy[];
  /** Set where these are a part of what there is. */
  readonly partial?: Audit['partial'];
  readonly rules: readonly Rule[];
  readonly selectors: SelectorKeys;
  readonly volatile: Volatile;
  readonly source: Source;
  readonly version: string;
  readonly progress?: (event: Progress) => void;
  readonly drive: Drive;
}

/** The whole program: in each place plan what to ask, ask, and judge the answers; then put the places together. */
export async function runAudit(input: AuditInput): Promise<Audit> {
  const { policies, rules, partial, selectors, source, version } = input;
  const started = source.now();

  const places = placesFor(policies, source.places, selectors);
  const audited = await Promise.all(places.map((place) => auditPlace(input, place, started)));
  const tagsOf = tagsIn(audited.flatMap(({ inventory }) => inventory ?? []));
  const findings = policies.flatMap((policy) => findingsOf(policy, audited, places, started, tagsOf));
  const evidence = await source.finish(policies);

  return {
    plumbline: version,
    id: started.toISOString(),
    startedAt: started.toISOString(),
    finishedAt: source.now().toISOString(),
    places: (places.length > 0 ? places : source.places).map(({ account, region, name }) => ({
      account,
      region,
      name,
    })),
    policies: policies.map((policy) => askedBy(policy, rules)),
    ...(partial && { partial }),
    calls: source.calls(),
    unread: audited.flatMap(({ unread }) => unread),
    findings,
    claims: audited.flatMap(({ claims }) => claims),
    looked: audited.flatMap(({ looked }) => looked),
    bases: audited.flatMap(({ bases }) => bases),
    ...(evidence && { evidence }),
  };
}

interface AuditedPlace {
  /** Held only where an exception is by tags: there may be thousands. */
  readonly inventory: Inventory | undefined;
  readonly unread: Audit['unread'];
  readonly findings: readonly Finding[];
  readonly claims: Audit['claims'];
  readonly looked: Audit['looked'];
  readonly bases: Audit['bases'];
}

/** A policy holds in each place of its scope by itself: what stands in another place does not stand in for it. */
async function auditPlace(
  { policies, rules, selectors, volatile, source, progress, drive }: AuditInput,
  place: SourcePlace,
  now: Date,
): Promise<AuditedPlace> {
  const plan = planAudit(policiesAt(policies, place, selectors), rules);
  const inventory = await source.inventory(plan.wants, place, progress);
  const findings = await drive(evaluatePlan({ plan, inventory, place, selectors, volatile, now }));
  const isByTags = policies.some(({ exceptions }) => exceptions.some(({ tags }) => tags !== undefined));
  return {
    inventory: isByTags ? inventory : undefined,
    unread: acceptUnread(coverageOf(inventory), findings, plan, selectors),
    findings,
    claims: claimsOf({ plan, inventory, selectors, volatile, now }),
    looked: lookedAt({ plan, inventory }, place),
    bases: basesOf(plan),
  };
}

function findingsOf(
  policy: Policy,
  audited: readonly AuditedPlace[],
  places: readonly SourcePlace[],
  now: Date,
  tagsOf: TagsOf,
): Finding[] {
  const own = audited.flatMap(({ findings }) => findings.filter((finding) => finding.policy === policy.id));
  const judged = [...own, ...uncovered(policy, places)];
  return [...judged, ...complaintsAbout(policy, judged, now, tagsOf)];
}
