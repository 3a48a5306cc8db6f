import type { Verdict } from '../model/verdict.ts';
import { lasting } from './lasting.ts';

/** What mends all that fails: each fact's own remedy, and the rule's where a fact has none. */
export function fixFor(verdict: Verdict, general: string | null): string | null {
  if (verdict.status !== 'fail') return general;
  const fixes = (verdict.facts ?? [verdict]).flatMap(({ fix }) => fix ?? general ?? []);
  return fixes.length > 0 ? [...new Set(fixes)].join(' ') : null;
}

/** What mends a property that is not as a policy expects. What AWS reports of a resource nobody can set. */
export function remedyForProperty(property: string, type: string): string {
  const [live, name = '', ...rest] = property.split('.');
  const otherwise = 'or change what the policy expects';
  if (lasting[type]?.includes(live ?? ''))
    return `Create another in its place, for ${property} is set for good when it is created, ${otherwise}.`;
  if (live !== 'Live') return `Set ${property} as expected, ${otherwise}.`;
  if (name === 'TaskDefinition')
    return `Deploy a revision of the task definition with ${rest.join('.') || 'all its settings'} as expected, ${otherwise}.`;
  return settings.has(name)
    ? `Set ${[name, ...rest].join('.')} as expected, ${otherwise}.`
    : `See what keeps it so: ${property} is a state of the resource, and none of its settings.`;
}

/** Under `Live` is also what is set, and has no name in CloudFormation's type. */
const settings: ReadonlySet<string> = new Set([
  'AuthTokenEnabled',
  'ClusterConfiguration',
  'ClusterSettings',
  'DBClusterParameters',
  'FileSystemTags',
  'IPSets',
  'LoadBalancerArns',
  'LoggingConfiguration',
  'MinimumLoadBalancerCapacity',
  'RegexPatternSets',
  'ReplicationConfiguration',
  'RuleGroups',
  'Rules',
  'WebACL',
]);
