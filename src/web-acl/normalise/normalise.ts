import type { Acl, Entry, Group, Stage, Unknown } from '../acl.ts';
import type { Budget } from '../budget.ts';
import type { Loose, WebAclDocument } from '../model.ts';
import { bodyLimits } from './body-limits.ts';
import { groupRules } from './group.ts';
import { managedLabels } from './managed-labels.ts';
import { normaliseStatement } from './rate.ts';
import type { Reading } from './readings.ts';
import { byPriority, labelPrefix, normaliseRule, priorityOf, strangeIn } from './rule.ts';
import { isObject, objects, only, string } from './shapes.ts';
import type { Context } from './statement.ts';

/** The rules in the order AWS evaluates them: pre-groups, rules, post-groups, each list by priority. */
export function normalise(document: WebAclDocument, reading: Reading, budget: Budget): Acl {
  const acl = document.WebACL;
  const shared = { reading, budget, patternSets: document.RegexPatternSets };
  const context = { ...shared, prefix: labelPrefix(acl, acl.ARN, 'webacl') };
  const list = (stage: Stage, rules: unknown) =>
    byPriority(objects(rules)).map((rule) => entry(document, stage, rule, context));
  return {
    entries: [
      ...list('pre', acl.PreProcessFirewallManagerRuleGroups),
      ...list('rules', acl.Rules),
      ...list('post', acl.PostProcessFirewallManagerRuleGroups),
    ],
    otherwise: defaultAction(acl.DefaultAction),
    bodyLimits: bodyLimits(acl),
  };
}

function defaultAction(action: unknown): 'Allow' | 'Block' | Unknown {
  const name = only(action)?.[0];
  return name === 'Allow' || name === 'Block' ? name : { unknown: 'the default action cannot be read' };
}

const GROUPS = ['RuleGroupReferenceStatement', 'ManagedRuleGroupStatement'] as const;

function entry(document: WebAclDocument, stage: Stage, rule: Loose, context: Context): Entry {
  const statement = rule['FirewallManagerStatement'] ?? rule['Statement'];
  const member = only(statement);
  const kind = GROUPS.find((name) => name === member?.[0]);
  if (member === null || kind === undefined) {
    const { FirewallManagerStatement: _, ...own } = rule;
    return { kind: 'rule', stage, rule: normaliseRule({ ...own, Statement: statement }, context) };
  }
  return { kind: 'group', stage, group: group(document, rule, kind, member[1], context) };
}

function group(
  document: WebAclDocument,
  rule: Loose,
  kind: (typeof GROUPS)[number],
  statement: Loose,
  context: Context,
): Group {
  const name = string(rule['Name']);
  const isManagers = rule['FirewallManagerStatement'] !== undefined;
  const strange = strangeIn(rule, isManagers ? 'FirewallManagerRuleGroup' : 'Rule');
  const scopeDown = kind === 'ManagedRuleGroupStatement' ? statement['ScopeDownStatement'] : undefined;
  return {
    name,
    priority: priorityOf(rule),
    override: override(rule, name),
    scopeDown: isObject(scopeDown) ? normaliseStatement(scopeDown, { ...context, rule: name }) : null,
    rules: groupRules(document, kind, statement, context, strange),
    labels:
      kind === 'ManagedRuleGroupStatement'
        ? managedLabels(string(statement['VendorName']), string(statement['Name']))
        : null,
  };
}

function override(rule: Loose, name: string): Group['override'] {
  const action = only(rule['OverrideAction'])?.[0];
  if ((action === 'None' || action === 'Count') && !isObject(rule['Action'])) return action;
  return { unknown: `the override action of rule group \`${name}\` cannot be read` };
}

/** Why the order of evaluation is not determined, or null. AWS refuses equal priorities. */
export function disorder(document: WebAclDocument): string | null {
  const { WebACL: acl } = document;
  const lists = [
    acl.PreProcessFirewallManagerRuleGroups,
    acl.Rules,
    acl.PostProcessFirewallManagerRuleGroups,
    ...Object.values(document.RuleGroups ?? {}).map((each) => each?.Rules),
  ];
  return lists.map((list) => tie(objects(list))).find((found) => found !== null) ?? null;
}

function tie(rules: readonly Loose[]): string | null {
  const seen = new Map<number, string>();
  for (const rule of rules) {
    const [priority, name] = [priorityOf(rule), string(rule['Name'])];
    if (Number.isNaN(priority)) return `rule \`${name}\` has no priority`;
    const other = seen.get(priority);
    if (other !== undefined) return `rules \`${other}\` and \`${name}\` have the same priority ${priority}`;
    seen.set(priority, name);
  }
  return null;
}
