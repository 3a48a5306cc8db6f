import type { Acl, Action, Entry, Group, Rule, Stage, UnreadGroup } from '../acl.ts';
import { spend } from '../budget.ts';
import { isRead } from '../normalise/statements.ts';
import { and, any, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { validToken } from './facts.ts';
import { inspectionLabels, tokenLabels, vendorLabels } from './label-sources.ts';
import type { LabelSource } from './labels.ts';
import { type Applied, appliedRule, type Counted, scopeOf } from './rule-match.ts';
import { atom, fresh, oddity, type Vocabulary } from './vocabulary.ts';

/** What is known of every request at once while it goes through the rules. */
interface State {
  /** Still being evaluated. */
  readonly reach: Literal;
  /** Allowed by some earlier rule. */
  readonly passed: Literal;
  /** Left the rule group at a rule whose action the group's Count override took away. */
  readonly stopped: Literal;
  readonly labels: readonly LabelSource[];
}

/** One rule as the walk met it; every literal is about a request as a whole. */
export interface Step {
  readonly name: string;
  readonly group: Group | null;
  /** Whether the group only counts what would end the evaluation. */
  readonly count: Literal;
  readonly stage: Stage;
  readonly priority: number;
  readonly action: string;
  readonly rule: Rule | null;
  readonly reached: Literal;
  readonly matched: Literal;
  /** Left out because a forwarded header is absent. */
  readonly skipped: Literal;
  readonly allowed: Literal;
  readonly blocked: Literal;
  readonly rate: Counted | null;
}

export interface SymbolicWalk {
  readonly steps: readonly Step[];
  /** When a request gets through, by a rule or by the default action. */
  readonly passes: Literal;
  readonly byDefault: Literal;
  /** When the default action decides. */
  readonly reached: Literal;
  readonly otherwise: string;
}

export function walk(vocabulary: Vocabulary, acl: Acl): SymbolicWalk {
  const { circuit } = vocabulary;
  const steps: Step[] = [];
  let state: State = { reach: TRUE, passed: FALSE, stopped: FALSE, labels: [] };
  for (const entry of acl.entries) state = walkEntry(vocabulary, state, entry, steps);
  const byDefault = and(circuit, state.reach, defaultAllows(vocabulary, acl));
  const otherwise = typeof acl.otherwise === 'string' ? acl.otherwise : 'unknown';
  return { steps, byDefault, otherwise, reached: state.reach, passes: or(circuit, state.passed, byDefault) };
}

function defaultAllows(vocabulary: Vocabulary, { otherwise }: Acl): Literal {
  if (typeof otherwise === 'string') return otherwise === 'Allow' ? TRUE : FALSE;
  return fresh(vocabulary, otherwise.unknown);
}

function walkEntry(vocabulary: Vocabulary, state: State, entry: Entry, steps: Step[]): State {
  const { stage } = entry;
  if (entry.kind === 'group') return walkGroup(vocabulary, state, entry.group, stage, steps);
  return walkRule(vocabulary, state, entry.rule, { stage, group: null, count: FALSE }, steps);
}

interface Context {
  readonly stage: Stage;
  readonly group: Group | null;
  /** Whether the group's terminating actions only count. */
  readonly count: Literal;
}

function walkGroup(vocabulary: Vocabulary, state: State, group: Group, stage: Stage, steps: Step[]): State {
  const { circuit } = vocabulary;
  const { matched: scope, inspected } =
    group.scopeDown === null ? EVERYTHING : scopeOf(vocabulary, group.scopeDown, state.labels);
  const context = { stage, group, count: countOverride(vocabulary, group) };
  const labels = [...state.labels, ...inspectionLabels(vocabulary, state.reach, inspected)];
  let inner: State = { ...state, reach: and(circuit, state.reach, scope), stopped: FALSE, labels };
  if (isRead(group.rules)) {
    const entered = inner.reach;
    const before = steps.length;
    for (const rule of group.rules) inner = walkRule(vocabulary, inner, rule, context, steps);
    const matched = any(
      circuit,
      steps.slice(before).map((step) => and(circuit, step.reached, step.matched)),
    );
    inner = { ...inner, labels: [...inner.labels, ...vendorLabels(vocabulary, group, entered, matched)] };
  } else {
    inner = walkUnread(vocabulary, inner, group.rules, context, steps);
  }
  const left = and(circuit, state.reach, not(scope));
  return { ...inner, reach: or(circuit, or(circuit, inner.reach, inner.stopped), left), stopped: FALSE };
}

const EVERYTHING = { matched: TRUE, inspected: [] } as const;

function countOverride(vocabulary: Vocabulary, { override }: Group): Literal {
  if (typeof override === 'string') return override === 'Count' ? TRUE : FALSE;
  return fresh(vocabulary, override.unknown);
}

function walkRule(vocabulary: Vocabulary, state: State, rule: Rule, context: Context, steps: Step[]): State {
  const { circuit } = vocabulary;
  const id = `${context.stage} ${context.group?.priority ?? ''} ${rule.priority} ${rule.name}`;
  const applied = appliedRule(vocabulary, rule.statement, state.labels, id);
  const hits = and(circuit, state.reach, applied.matched);
  const effect = effectOf(vocabulary, rule.action);
  const { group, count, stage } = context;
  const step: Step = {
    name: rule.name,
    group,
    count,
    stage,
    priority: rule.priority,
    action: typeof rule.action === 'string' ? rule.action : 'unknown',
    rule,
    reached: state.reach,
    matched: applied.matched,
    skipped: applied.skipped,
    allowed: and(circuit, hits, effect.allow),
    blocked: and(circuit, hits, effect.block),
    rate: applied.counted,
  };
  steps.push(step);
  const { reach, passed, stopped } = leave(vocabulary, state, step, count);
  const more = added(vocabulary, state, rule, step, context, applied);
  if (more.length > 0) spend(vocabulary.budget, (state.labels.length + more.length) / 8);
  const labels = more.length === 0 ? state.labels : [...state.labels, ...more];
  return { reach, passed, stopped, labels };
}

/** Allow and Block end the evaluation, or, in a group overridden to Count, only that of the group. */
function leave(vocabulary: Vocabulary, state: State, step: Step, count: Literal): State {
  const { circuit } = vocabulary;
  const ends = or(circuit, step.allowed, step.blocked);
  return {
    reach: and(circuit, state.reach, not(ends)),
    passed: or(circuit, state.passed, and(circuit, step.allowed, not(count))),
    stopped: or(circuit, state.stopped, and(circuit, ends, count)),
    labels: state.labels,
  };
}

interface Effect {
  readonly allow: Literal;
  readonly block: Literal;
}

function effectOf(vocabulary: Vocabulary, action: Action): Effect {
  switch (action) {
    case 'Allow':
      return { allow: TRUE, block: FALSE };
    case 'Block':
      return { allow: FALSE, block: TRUE };
    case 'Monetize':
      return paid(vocabulary);
    case 'Count':
      return { allow: FALSE, block: FALSE };
    case 'Captcha':
    case 'Challenge':
      return { allow: FALSE, block: not(validToken(vocabulary, action)) };
    default:
      return anyEffect(vocabulary, action.unknown);
  }
}

/** A client that pays gains access, whatever the rules after that say or not: AWS does not document it. */
function paid(vocabulary: Vocabulary): Effect {
  const pays = oddity(vocabulary, 'no client pays for what a rule asks money for', 'pays');
  const why = 'whether the rules that follow apply to a client that pays is not documented';
  return { allow: and(vocabulary.circuit, pays, fresh(vocabulary, why, 'paid')), block: not(pays) };
}

function anyEffect(vocabulary: Vocabulary, why: string): Effect {
  const allow = fresh(vocabulary, why);
  return { allow, block: and(vocabulary.circuit, not(allow), fresh(vocabulary, why)) };
}

/** Labels are there once a rule is done and has not ended the evaluation. */
function added(
  vocabulary: Vocabulary,
  state: State,
  rule: Rule,
  step: Step,
  context: Context,
  applied: Applied,
): readonly LabelSource[] {
  const { circuit } = vocabulary;
  if (rule.labels.length === 0 && applied.inspected.length === 0) return [];
  const ends = or(circuit, step.allowed, step.blocked);
  const why = `whether rule \`${rule.name}\` still adds its labels is not documented`;
  const maybe = context.count === FALSE ? FALSE : and(circuit, context.count, fresh(vocabulary, why));
  const stays = and(circuit, state.reach, choose(circuit, ends, maybe, TRUE));
  const sure = typeof rule.action === 'string' ? stays : and(circuit, stays, fresh(vocabulary, why));
  const when = and(circuit, sure, applied.matched);
  const labels = rule.labels.map((label): LabelSource => ({ kind: 'label', label, when }));
  return [...labels, ...inspectionLabels(vocabulary, stays, applied.inspected)];
}

/** An unread group may allow, block or go on, and may label; AWS's own does so only where a signature matches. */
function walkUnread(
  vocabulary: Vocabulary,
  state: State,
  unread: UnreadGroup,
  context: Context,
  steps: Step[],
): State {
  const { circuit } = vocabulary;
  const matched =
    unread.vendor === 'AWS'
      ? atom(vocabulary, `unread ${unread.id}`, { kind: 'opaque', rules: [unread.id] })
      : TRUE;
  const effect = anyEffect(vocabulary, unread.unknown);
  const hits = and(circuit, state.reach, matched);
  const step: Step = {
    ...context,
    name: '(unread)',
    priority: context.group?.priority ?? 0,
    action: 'unknown',
    rule: null,
    reached: state.reach,
    matched,
    skipped: FALSE,
    allowed: and(circuit, hits, effect.allow),
    blocked: and(circuit, hits, effect.block),
    rate: null,
  };
  steps.push(step);
  const source: LabelSource = {
    kind: 'hidden',
    id: `${context.stage} ${context.group?.priority}`,
    space: unread.labels,
    why: unread.unknown,
    when: hits,
  };
  const labels = [...state.labels, source, ...tokenLabels(context.group, state.reach)];
  return { ...leave(vocabulary, state, step, context.count), labels };
}
