import type { Evidence } from '../../aws/evidence.ts';
import { replay } from '../../aws/replay.ts';
import type { UnreadFact } from '../../model/audit.ts';
import { coverageOf } from '../../pipeline/coverage.ts';
import { loadPolicies } from '../../pipeline/load-policies.ts';
import { planAudit } from '../../pipeline/plan.ts';
import { placesFor, policiesAt, unlooked } from '../../pipeline/scope.ts';
import { collectors, rules, selectors } from '../../registry.generated.ts';
import { byText } from '../../text/by-text.ts';
import { untilInterrupted } from '../interruption.ts';
import { registered } from '../registered.ts';
import type { Shell } from '../shell.ts';

/** What the policies within ask, as this version of plumbline asks it, and the evidence holds no answer to. */
export type Unanswered =
  | {
      readonly kind: 'checked';
      readonly operations: readonly UnansweredOperation[];
      /** What of their scopes nobody looked at: `123456789012/us-east-1`, or an account or a region. */
      readonly places: readonly string[];
    }
  | { readonly kind: 'unchecked'; readonly why: string };

export interface UnansweredOperation {
  /** `wafv2:GetWebACL` */
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** The types that cannot be told of, or not wholly. */
  readonly types: readonly string[];
}

/** Asks the evidence what an audit would ask it, and judges nothing. */
export async function unansweredIn(
  evidence: Evidence,
  copies: readonly { readonly file: string; readonly text: string }[],
  shell: Shell,
): Promise<Unanswered> {
  if (copies.length < evidence.manifest.policies.length)
    return { kind: 'unchecked', why: 'it holds no copy of its policies' };
  const texts = new Map(copies.map(({ file, text }) => [file, text]));
  const read = (file: string) => texts.get(file) ?? [];
  const { policies, mistakes } = loadPolicies([...texts.keys()], { ...registered, read, now: shell.now() });
  if (mistakes.length > 0)
    return { kind: 'unchecked', why: 'this version of plumbline refuses one of its policies' };
  const source = await replay(evidence, { collectors, signal: shell.signal });
  const facts = placesFor(policies, source.places, selectors).map(async (place) => {
    const plan = planAudit(policiesAt(policies, place, selectors), rules);
    return coverageOf(await source.inventory(plan.asks, place), plan);
  });
  const unread = (await untilInterrupted(Promise.all(facts), shell.signal)).flat();
  const places = new Set(policies.flatMap((policy) => unlooked(policy, source.places)));
  return { kind: 'checked', operations: operationsOf(unread), places: [...places].sort(byText) };
}

/** Whether something is known to be lacking. */
export const isLacking = (unanswered: Unanswered): boolean =>
  unanswered.kind === 'checked' && unanswered.operations.length + unanswered.places.length > 0;

function operationsOf(unread: readonly UnreadFact[]): readonly UnansweredOperation[] {
  const found = new Map<string, UnansweredOperation>();
  for (const fact of unread) {
    if (fact.kind !== 'not-in-evidence') continue;
    const { operation, account, region, type } = fact;
    const key = JSON.stringify([operation, account, region]);
    const types = new Set([...(found.get(key)?.types ?? []), type]);
    found.set(key, { operation, account, region, types: [...types].sort(byText) });
  }
  return [...found].toSorted(([a], [b]) => byText(a, b)).map(([, one]) => one);
}
