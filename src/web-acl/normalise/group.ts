import type { Action, Group, Rule, Unknown, UnreadGroup } from '../acl.ts';
import type { Loose, ManagedRule, RuleGroup, WebAclDocument } from '../model.ts';
import { managedLabels, unreadLabels } from './managed-labels.ts';
import { strangeMember } from './members.ts';
import { byPriority, labelPrefix, normaliseAction, normaliseRule, UNKNOWN_ACCOUNT } from './rule.ts';
import { canonical, isObject, objects, string } from './shapes.ts';
import type { Context } from './statement.ts';

/** The rules of a group with the overrides of the statement that refers to it, or why they are not known. */
export function groupRules(
  document: WebAclDocument,
  kind: 'RuleGroupReferenceStatement' | 'ManagedRuleGroupStatement',
  statement: Loose,
  context: Context,
  strange: Unknown | null,
): Group['rules'] {
  const member = strangeMember(kind, statement);
  if (strange !== null || member !== null) {
    const why = strange?.unknown ?? `a ${kind} has ${member}, which this version does not know`;
    return { unknown: why, vendor: 'other', labels: { prefixes: ['awswaf:'], except: [] }, id: why };
  }
  if (kind === 'ManagedRuleGroupStatement') return managedRules(document, statement);
  const arn = string(statement['ARN']);
  const read = held(document.RuleGroups, arn);
  return read && strangeMember('RuleGroup', read) === null
    ? customerRules(read, arn, statement, context)
    : unreadGroup(arn);
}

/** What a document holds under a name, which may be one that every object has. */
function held<Value>(map: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

function customerRules(group: RuleGroup, arn: string, statement: Loose, outer: Context): readonly Rule[] {
  const context = { ...outer, prefix: labelPrefix(group, group.ARN ?? arn, 'rulegroup') };
  return byPriority(objects(group.Rules)).map((rule) =>
    normaliseRule(rule, context, overridden(statement, string(rule['Name']))),
  );
}

function unreadGroup(arn: string): UnreadGroup {
  const prefix = labelPrefix({}, arn, 'rulegroup');
  const labels = prefix.includes(UNKNOWN_ACCOUNT) ? 'awswaf:' : prefix;
  return {
    unknown: `rule group ${arn} could not be read`,
    vendor: 'other',
    labels: { prefixes: [labels, 'awswaf:clientip:', 'awswaf:forwardedip:'], except: [] },
    id: arn,
  };
}

/** What the reference makes of a rule's action; names are exact, and ExcludedRules is the older way to say Count. */
function overridden(statement: Loose, name: string): Action | undefined {
  if (!areNamed(statement['RuleActionOverrides']) || !areNamed(statement['ExcludedRules'])) {
    return { unknown: `the overrides of rule \`${name}\` cannot be read` };
  }
  const replaced = objects(statement['RuleActionOverrides'])
    .filter((override) => override['Name'] === name)
    .map((override) => normaliseAction(override['ActionToUse'], name));
  const excluded = objects(statement['ExcludedRules']).some((rule) => rule['Name'] === name);
  const actions: readonly Action[] = excluded ? [...replaced, 'Count'] : replaced;
  const isPlain = new Set(actions.map(canonical)).size <= 1;
  return isPlain ? actions[0] : { unknown: `rule \`${name}\` is overridden in two ways` };
}

function areNamed(list: unknown): boolean {
  if (list === undefined || list === null) return true;
  return Array.isArray(list) && list.every((each) => isObject(each) && typeof each['Name'] === 'string');
}

function managedRules(document: WebAclDocument, statement: Loose): Group['rules'] {
  const [vendor, name] = [string(statement['VendorName']), string(statement['Name'])];
  const id = `${vendor}/${name}`;
  const read = held(document.ManagedRuleGroups, id);
  if (!read) {
    return {
      unknown: `managed rule group ${id} could not be read`,
      vendor: vendor === 'AWS' ? 'AWS' : 'other',
      labels: unreadLabels(managedLabels(vendor, name)),
      id,
    };
  }
  const content = canonical([id, statement['Version'], statement['ManagedRuleGroupConfigs']]);
  return read.map((rule, priority) => managedRule(rule, priority, content, statement));
}

/** What a managed rule looks for is its vendor's secret; the same rule of the same version agrees with itself. */
function managedRule(rule: ManagedRule, priority: number, content: string, statement: Loose): Rule {
  return {
    name: rule.Name,
    priority,
    statement: {
      kind: 'opaque',
      id: `managed ${content} ${rule.Name}`,
      rule: rule.Name,
      need: null,
      full: null,
      fallback: null,
      oversize: null,
    },
    action:
      strangeMember('RuleSummary', rule) === null
        ? (overridden(statement, rule.Name) ?? normaliseAction(rule.Action, rule.Name))
        : { unknown: `managed rule \`${rule.Name}\` has a member that this version does not know` },
    labels: [],
    prefix: '',
  };
}
