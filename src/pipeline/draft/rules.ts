import type { DraftRule } from '../../model/draft.ts';
import { withDefaults } from '../../model/params.ts';
import type { Resource } from '../../model/resource.ts';
import type { Rule } from '../../model/rule.ts';
import { Unread } from '../../model/unseen.ts';
import type { Verdict } from '../../model/verdict.ts';
import { judge, type World } from '../judge.ts';

type Given = Readonly<Record<string, unknown>>;

export interface Trial {
  readonly rule: Rule;
  readonly resources: readonly Resource[];
  /** The names of the components that a relation may name, by type. */
  readonly related: ReadonlyMap<string, readonly string[]>;
  readonly world: World;
  /** How a policy writes these parameters. */
  readonly write: (rule: Rule, params: Given) => unknown;
}

/** The rule by the first parameters that hold of all the resources; else by those that fail of fewest, with the reason why they do not hold. */
export function* tryRule(trial: Trial): Generator<void, DraftRule> {
  const { rule, write } = trial;
  const { name, title, why, severity } = rule;
  const about = { rule: name, title, why, severity };
  const candidates = candidatesFor(trial);
  const [first] = candidates;
  if (!first) return { ...about, value: undefined, reason: lackOf(trial) };
  let nearest: (Outcome & { readonly params: Given }) | undefined;
  for (const params of candidates) {
    const outcome = yield* judgeAll(trial, params);
    if (outcome === undefined) return { ...about, value: write(rule, params), reason: undefined };
    if (nearest === undefined || outcome.wrong < nearest.wrong) nearest = { ...outcome, params };
  }
  return { ...about, value: write(rule, nearest?.params ?? first), reason: nearest?.reason };
}

interface Outcome {
  readonly reason: string;
  /** Of how many resources it does not hold. */
  readonly wrong: number;
}

/** Why it does not hold of all; undefined where it does. */
function* judgeAll({ rule, resources, world }: Trial, params: Given): Generator<void, Outcome | undefined> {
  const verdicts: (readonly [Resource, Verdict])[] = [];
  for (const resource of resources) {
    verdicts.push([resource, judge(rule, resource, params, world)]);
    yield;
  }
  const of = (status: Verdict['status']) => verdicts.filter(([, verdict]) => verdict.status === status);
  const [failing, unknown, passing] = [of('fail'), of('unknown'), of('pass')];
  const wrong = failing.length + unknown.length;
  if (failing.length > 0) return { wrong, reason: `fails today: ${told(failing)}` };
  if (unknown.length > 0) return { wrong, reason: `could not be told: ${told(unknown)}` };
  return passing.length > 0 ? undefined : { wrong, reason: `does not apply: ${told(of('not-applicable'))}` };
}

const most = 3;

/** `MinCapacity is 1 (kiosk/menu)`, each message once. */
function told(verdicts: readonly (readonly [Resource, Verdict])[]): string {
  const byMessage = new Map<string, string[]>();
  for (const [{ name, label }, { message }] of verdicts)
    byMessage.set(message, [...(byMessage.get(message) ?? []), label ?? name]);
  const texts = [...byMessage].map(
    ([message, names]) =>
      `${message} (${names.slice(0, most).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''})`,
  );
  const more = texts.length - most;
  return `${texts.slice(0, most).join('; ')}${more > 0 ? ` … and ${more} more` : ''}`;
}

/** Each way to fill the parameters in: what the rule proposes for what is there, with each component it may relate to. */
function candidatesFor({ rule, resources, related }: Trial): readonly Given[] {
  let candidates: readonly Given[] = proposalsOf(rule, resources);
  for (const [name, { relation }] of Object.entries(rule.params)) {
    if (relation === undefined) continue;
    const names = related.get(relation) ?? [];
    const choices: readonly unknown[] = names.length > 1 ? [...names, names] : names;
    candidates = candidates.flatMap((given) => choices.map((choice) => ({ ...given, [name]: choice })));
  }
  return candidates.filter(
    (given) =>
      Object.entries(rule.params).every(([name, { required }]) => !required || name in given) &&
      !rule.mistakes?.(withDefaults(rule.params, given)).length,
  );
}

/** What cannot be read proposes nothing. */
function proposalsOf(rule: Rule, resources: readonly Resource[]): readonly Given[] {
  try {
    return [...(rule.propose?.(resources) ?? []), {}];
  } catch (error) {
    if (error instanceof Unread) return [{}];
    throw error;
  }
}

function lackOf({ rule, related }: Trial): string {
  const lacking = Object.values(rule.params).flatMap(({ relation }) =>
    relation !== undefined && !related.get(relation)?.length ? [relation] : [],
  );
  if (lacking.length > 0) return `there is no ${lacking.join(' and no ')} to relate to`;
  return 'its parameters are yours to choose';
}
