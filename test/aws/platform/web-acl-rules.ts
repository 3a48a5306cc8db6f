import type { Rule } from '@aws-sdk/client-wafv2';

const visible = (MetricName: string) => ({
  SampledRequestsEnabled: true,
  CloudWatchMetricsEnabled: true,
  MetricName,
});

/** Blocks the countries that sanctions name. */
export const geoBlock = {
  Name: 'geo-block',
  Priority: 0,
  Statement: { GeoMatchStatement: { CountryCodes: ['CU', 'IR', 'KP', 'SY'] } },
  Action: { Block: {} },
  VisibilityConfig: visible('geo-block'),
} satisfies Rule;

/** Blocks an address after 2000 requests in five minutes. */
export const rateLimit = {
  Name: 'rate-limit',
  Priority: 1,
  Statement: { RateBasedStatement: { Limit: 2000, EvaluationWindowSec: 300, AggregateKeyType: 'IP' } },
  Action: { Block: {} },
  VisibilityConfig: visible('rate-limit'),
} satisfies Rule;

export const commonRules = {
  Name: 'aws-common',
  Priority: 10,
  Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' } },
  OverrideAction: { None: {} },
  VisibilityConfig: visible('aws-common'),
} satisfies Rule;

export const referenceRules: readonly Rule[] = [geoBlock, rateLimit, commonRules];
