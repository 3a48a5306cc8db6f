import type { Rule } from '@aws-sdk/client-wafv2';
import { firewallSettings } from '../platform/web-acl.ts';
import { commonRules, geoBlock, rateLimit } from '../platform/web-acl-rules.ts';
import { call, type Mutation, type SdkCall } from './mutation.ts';

/** Gives the web ACL these rules, and leaves its other settings. */
export const withRules = (...rules: readonly (Rule | object)[]): readonly SdkCall[] => [
  call('wafv2', 'UpdateWebACL', { ...firewallSettings, Id: '$firewall.id', Rules: rules }),
];

export const limited = (statement: object) => ({
  ...rateLimit,
  Statement: { RateBasedStatement: { ...rateLimit.Statement.RateBasedStatement, ...statement } },
});

export const blocking = (...CountryCodes: readonly string[]) => ({
  ...geoBlock,
  Statement: { GeoMatchStatement: { CountryCodes } },
});

/** Rate limit and geo block, and each enforced. */
export const firewallMutations: readonly Mutation[] = [
  {
    name: 'the rate limit is removed',
    breaks: 'firewall/rate-limit',
    calls: withRules(geoBlock, commonRules),
  },
  {
    name: 'only the managed rules are left: no rate limit',
    breaks: 'firewall/rate-limit',
    calls: withRules(commonRules),
  },
  {
    name: 'the rate limit only counts',
    breaks: 'firewall/rate-limit',
    calls: withRules(geoBlock, { ...rateLimit, Action: { Count: {} } }, commonRules),
  },
  {
    name: 'the rate limit rises to 2 000 000 000',
    breaks: 'firewall/rate-limit',
    calls: withRules(geoBlock, limited({ Limit: 2_000_000_000 }), commonRules),
  },
  {
    name: 'the rate limit is 2000 in one minute, which is 10 000 in five',
    breaks: 'firewall/rate-limit',
    calls: withRules(geoBlock, limited({ EvaluationWindowSec: 60 }), commonRules),
  },
  {
    name: 'the geo block is removed',
    breaks: 'firewall/geo-block',
    calls: withRules(rateLimit, commonRules),
  },
  {
    name: 'only the managed rules are left: no geo block',
    breaks: 'firewall/geo-block',
    calls: withRules(commonRules),
  },
  {
    name: 'the geo block only counts',
    breaks: 'firewall/geo-block',
    calls: withRules({ ...geoBlock, Action: { Count: {} } }, rateLimit, commonRules),
  },
  {
    name: 'one country of the geo block is forgotten',
    breaks: 'firewall/geo-block',
    calls: withRules(blocking('CU', 'IR', 'SY'), rateLimit, commonRules),
  },
  {
    name: 'the geo block allows what it should block',
    breaks: 'firewall/geo-block',
    calls: withRules({ ...geoBlock, Action: { Allow: {} } }, rateLimit, commonRules),
  },
];
