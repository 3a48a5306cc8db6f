import type { LabelSpace, ManagedLabels } from '../acl.ts';

/**
 * The label namespace of each of AWS's rule groups, after `awswaf:managed:aws:`:
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const NAMESPACES: Readonly<Record<string, string>> = {
  AWSManagedRulesACFPRuleSet: 'acfp',
  AWSManagedRulesATPRuleSet: 'atp',
  AWSManagedRulesAdminProtectionRuleSet: 'admin-protection',
  AWSManagedRulesAmazonIpReputationList: 'amazon-ip-list',
  AWSManagedRulesAnonymousIpList: 'anonymous-ip-list',
  AWSManagedRulesAntiDDoSRuleSet: 'anti-ddos',
  AWSManagedRulesBotControlRuleSet: 'bot-control',
  AWSManagedRulesCommonRuleSet: 'core-rule-set',
  AWSManagedRulesKnownBadInputsRuleSet: 'known-bad-inputs',
  AWSManagedRulesLinuxRuleSet: 'linux-os',
  AWSManagedRulesPHPRuleSet: 'php-app',
  AWSManagedRulesSQLiRuleSet: 'sql-database',
  AWSManagedRulesUnixRuleSet: 'posix-os',
  AWSManagedRulesWindowsRuleSet: 'windows-os',
  AWSManagedRulesWordPressRuleSet: 'wordpress-app',
};

/** They label what they see of bots, attacks and tokens, whether or not that makes a rule match. */
const WATCHFUL: readonly string[] = ['acfp', 'atp', 'anti-ddos', 'bot-control'];

const AWS = 'awswaf:managed:aws:';
const TOKENS: readonly string[] = ['awswaf:managed:token:', 'awswaf:managed:captcha:'];
/** What a statement on the client's address leaves, and a group of another vendor may hold one. */
const ADDRESS: readonly string[] = ['awswaf:clientip:', 'awswaf:forwardedip:'];
const spaceOf = (namespace: string): string => `${AWS}${namespace}:`;

/** A label of a managed group names the group: no other adds it. */
export function managedLabels(vendor: string, name: string): ManagedLabels {
  const group = `${vendor}/${name}`;
  if (vendor !== 'AWS') {
    const byRules = { prefixes: ['awswaf:managed:'], except: [AWS, ...TOKENS] };
    return { group, byRules, apart: { prefixes: ADDRESS, except: [] }, tokens: false };
  }
  const known = Object.hasOwn(NAMESPACES, name) ? NAMESPACES[name] : undefined;
  const byRules: LabelSpace =
    known === undefined
      ? { prefixes: [AWS], except: Object.values(NAMESPACES).map(spaceOf) }
      : { prefixes: [spaceOf(known)], except: [] };
  const isWatchful = known === undefined || WATCHFUL.includes(known);
  return { group, byRules, apart: isWatchful ? byRules : null, tokens: isWatchful };
}

/** All that a managed group which could not be read may add. */
export function unreadLabels({ byRules }: ManagedLabels): LabelSpace {
  return { ...byRules, prefixes: [...byRules.prefixes, ...ADDRESS] };
}
