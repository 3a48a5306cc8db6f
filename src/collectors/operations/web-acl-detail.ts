import type { WebACL } from '@aws-sdk/client-wafv2';
import type { Gap } from '../../model/unseen.ts';

/** What GetWebACL tells of a web ACL, by CloudFormation's names, which are AWS's own here. */
export type Detail = Partial<
  Pick<
    WebACL,
    | 'ApplicationConfig'
    | 'AssociationConfig'
    | 'Capacity'
    | 'CaptchaConfig'
    | 'ChallengeConfig'
    | 'CustomResponseBodies'
    | 'DataProtectionConfig'
    | 'DefaultAction'
    | 'Description'
    | 'LabelNamespace'
    | 'ManagedByFirewallManager'
    | 'MonetizationConfig'
    | 'OnSourceDDoSProtectionConfig'
    | 'PostProcessFirewallManagerRuleGroups'
    | 'PreProcessFirewallManagerRuleGroups'
    | 'Rules'
    | 'TokenDomains'
    | 'VisibilityConfig'
  >
>;

/** Settings that the prover does not need. */
export const settingsOf = (webAcl: Partial<WebACL>) => ({
  Description: webAcl.Description,
  VisibilityConfig: webAcl.VisibilityConfig,
  CaptchaConfig: webAcl.CaptchaConfig,
  ChallengeConfig: webAcl.ChallengeConfig,
  CustomResponseBodies: webAcl.CustomResponseBodies,
  DataProtectionConfig: webAcl.DataProtectionConfig,
  ApplicationConfig: webAcl.ApplicationConfig,
  MonetizationConfig: webAcl.MonetizationConfig,
  OnSourceDDoSProtectionConfig: webAcl.OnSourceDDoSProtectionConfig,
  TokenDomains: webAcl.TokenDomains,
});

const inDetail = [
  'DefaultAction',
  ...(Object.keys(settingsOf({})) as (keyof ReturnType<typeof settingsOf>)[]),
  'Rules',
  'PreProcessFirewallManagerRuleGroups',
  'PostProcessFirewallManagerRuleGroups',
  'AssociationConfig',
  'LabelNamespace',
  'Capacity',
  'ManagedByFirewallManager',
  'Live.RuleGroups',
  'Live.IPSets',
  'Live.RegexPatternSets',
  'Live.ManagedRuleGroups',
] as const;

/** A gap in everything that the refused answer holds. */
export const detailGaps = (gap: Gap | undefined): Gap[] =>
  gap ? inDetail.map((property) => ({ ...gap, property })) : [];
