import type { Action, Rule, Unknown } from '../acl.ts';
import type { Loose } from '../model.ts';
import { strangeMember } from './members.ts';
import { normaliseStatement } from './rate.ts';
import { objects, only, string } from './shapes.ts';
import { type Context, unknown } from './statement.ts';

/** Rules are evaluated by priority, never by their order in the array. */
export function byPriority(rules: readonly Loose[]): readonly Loose[] {
  return [...rules].sort((a, b) => priorityOf(a) - priorityOf(b));
}

export function priorityOf(rule: Loose): number {
  return typeof rule['Priority'] === 'number' ? rule['Priority'] : Number.NaN;
}

/** `awswaf:<account>:webacl:<name>:`, from the ARN where AWS's own LabelNamespace is not given. */
export function labelPrefix(
  named: { readonly Name?: string | undefined; readonly LabelNamespace?: string | undefined },
  arn: string | undefined,
  type: 'webacl' | 'rulegroup',
): string {
  if (typeof named.LabelNamespace === 'string' && named.LabelNamespace !== '')
    return named.LabelNamespace.replace(/:?$/, ':');
  const parts = (arn ?? '').split(':');
  const name = named.Name ?? parts[5]?.split('/')[2] ?? arn ?? '';
  return `awswaf:${parts[4] ?? UNKNOWN_ACCOUNT}:${type}:${name}:`;
}

export const UNKNOWN_ACCOUNT = '?';

/** `replaced` is the action a rule group reference overrides the rule's own with. */
export function normaliseRule(rule: Loose, context: Context, replaced?: Action): Rule {
  const name = string(rule['Name']);
  const { prefix } = context;
  const strange = strangeIn(rule, 'Rule');
  return {
    name,
    priority: priorityOf(rule),
    statement: strange
      ? unknown(strange.unknown)
      : normaliseStatement(rule['Statement'], { ...context, rule: name }),
    action: strange ?? replaced ?? ownAction(rule, name),
    labels: objects(rule['RuleLabels']).map(({ Name }) => `${prefix}${string(Name)}`),
    prefix,
  };
}

/** A member of a rule that nobody has looked at may bear on whether it matches, and on what it does then. */
export function strangeIn(rule: Loose, structure: 'Rule' | 'FirewallManagerRuleGroup'): Unknown | null {
  const member = strangeMember(structure, rule);
  if (member === null) return null;
  return { unknown: `rule \`${string(rule['Name'])}\` has ${member}, which this version does not know` };
}

/** A rule that refers to no group has no override action. */
function ownAction(rule: Loose, name: string): Action {
  const isClear = rule['OverrideAction'] === undefined || rule['OverrideAction'] === null;
  return normaliseAction(isClear ? rule['Action'] : undefined, name);
}

const ACTIONS: readonly Action[] = ['Allow', 'Block', 'Count', 'Captcha', 'Challenge', 'Monetize'];

export function normaliseAction(action: unknown, name: string): Action {
  const member = only(action)?.[0];
  const known = ACTIONS.find((each) => each === member);
  return known ?? { unknown: `the action of rule \`${name}\` cannot be read` };
}
