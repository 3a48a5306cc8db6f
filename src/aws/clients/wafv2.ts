import {
  DescribeManagedRuleGroupCommand,
  GetIPSetCommand,
  GetLoggingConfigurationCommand,
  GetRegexPatternSetCommand,
  GetRuleGroupCommand,
  GetWebACLCommand,
  GetWebACLForResourceCommand,
  ListResourcesForWebACLCommand,
  ListTagsForResourceCommand,
  ListWebACLsCommand,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';

export default {
  Client: WAFV2Client,
  commands: {
    DescribeManagedRuleGroup: DescribeManagedRuleGroupCommand,
    GetIPSet: GetIPSetCommand,
    GetLoggingConfiguration: GetLoggingConfigurationCommand,
    GetRegexPatternSet: GetRegexPatternSetCommand,
    GetRuleGroup: GetRuleGroupCommand,
    GetWebACL: GetWebACLCommand,
    GetWebACLForResource: GetWebACLForResourceCommand,
    ListResourcesForWebACL: ListResourcesForWebACLCommand,
    ListTagsForResource: ListTagsForResourceCommand,
    ListWebACLs: ListWebACLsCommand,
  },
};
