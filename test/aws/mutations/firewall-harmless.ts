import { firewallSettings } from '../platform/web-acl.ts';
import { commonRules, geoBlock, rateLimit, referenceRules } from '../platform/web-acl-rules.ts';
import { blocking, limited, withRules } from './firewall.ts';
import { call, type Mutation } from './mutation.ts';

const named = (Name: string, Priority: number, rule: object) => ({ ...rule, Name, Priority });

/** Web ACLs that are as strict as required, or stricter. */
export const harmlessFirewalls: readonly Mutation[] = [
  {
    name: 'a stricter rate limit of 1000',
    breaks: 'none',
    calls: withRules(geoBlock, limited({ Limit: 1000 }), commonRules),
  },
  {
    name: 'a rate limit of 400 in one minute, which is 2000 in five',
    breaks: 'none',
    calls: withRules(geoBlock, limited({ Limit: 400, EvaluationWindowSec: 60 }), commonRules),
  },
  {
    name: 'the window is left to its default of 300 s',
    breaks: 'none',
    calls: withRules(geoBlock, limited({ EvaluationWindowSec: undefined }), commonRules),
  },
  {
    name: 'more countries are blocked',
    breaks: 'none',
    calls: withRules(blocking('BY', 'CU', 'IR', 'KP', 'RU', 'SY', 'VE'), rateLimit, commonRules),
  },
  {
    name: 'the countries are blocked by two rules',
    breaks: 'none',
    calls: withRules(
      named('geo-block', 0, blocking('CU', 'IR')),
      named('geo-block-2', 1, blocking('KP', 'SY')),
      named('rate-limit', 2, rateLimit),
      commonRules,
    ),
  },
  {
    name: 'priorities are renumbered in the same order',
    breaks: 'none',
    calls: withRules(...referenceRules.map((rule, index) => ({ ...rule, Priority: 100 * (index + 1) }))),
  },
  {
    name: 'the rate limit comes before the geo block',
    breaks: 'none',
    calls: withRules(named('rate-limit', 0, rateLimit), named('geo-block', 1, geoBlock), commonRules),
  },
  {
    name: 'the managed rules only count',
    breaks: 'none',
    calls: withRules(geoBlock, rateLimit, { ...commonRules, OverrideAction: { Count: {} } }),
  },
  {
    name: 'the web ACL has a new description',
    breaks: 'none',
    calls: [
      call('wafv2', 'UpdateWebACL', {
        ...firewallSettings,
        Id: '$firewall.id',
        Rules: referenceRules,
        Description: 'Edge protection',
      }),
    ],
  },
  {
    name: 'the geo block counts and labels, and the next rule blocks the label',
    breaks: 'none',
    calls: withRules(
      { ...geoBlock, Action: { Count: {} }, RuleLabels: [{ Name: 'geo:blocked' }] },
      named('block-label', 1, {
        Statement: { LabelMatchStatement: { Scope: 'LABEL', Key: 'geo:blocked' } },
        Action: { Block: {} },
        VisibilityConfig: geoBlock.VisibilityConfig,
      }),
      named('rate-limit', 2, rateLimit),
      commonRules,
    ),
  },
];
