import type { WebAclDocument } from './model.ts';

interface Resource {
  readonly id: string;
  readonly properties: WebAclDocument['WebACL'] & {
    readonly Live: Omit<WebAclDocument, 'WebACL'>;
  };
}

/** A collected web ACL as the prover reads it. Every property is named, since reading one that is a gap throws. */
export function documentOf({ id, properties }: Resource): WebAclDocument {
  const {
    Name,
    LabelNamespace,
    DefaultAction,
    Rules,
    PreProcessFirewallManagerRuleGroups,
    PostProcessFirewallManagerRuleGroups,
    AssociationConfig,
    Live: { RuleGroups, IPSets, RegexPatternSets, ManagedRuleGroups },
  } = properties;
  const WebACL = {
    Name,
    ARN: id,
    LabelNamespace,
    DefaultAction,
    Rules,
    PreProcessFirewallManagerRuleGroups,
    PostProcessFirewallManagerRuleGroups,
    AssociationConfig,
  };
  // A copy drops what of these is a gap, and what they do not hold is unread to the prover.
  return {
    WebACL,
    RuleGroups: { ...RuleGroups },
    IPSets: { ...IPSets },
    RegexPatternSets: { ...RegexPatternSets },
    ManagedRuleGroups: { ...ManagedRuleGroups },
  };
}

/** The first thing the web ACL refers to and AWS would not show. */
export const unseenOf = <Gap extends { readonly property: string }>(gaps: readonly Gap[]): Gap | undefined =>
  gaps.find(({ property }) =>
    /^Live\.(RuleGroups|IPSets|RegexPatternSets|ManagedRuleGroups)\./.test(property),
  );
