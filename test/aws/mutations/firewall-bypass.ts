import { commonRules, geoBlock, rateLimit } from '../platform/web-acl-rules.ts';
import { limited, withRules } from './firewall.ts';
import { call, type Mutation } from './mutation.ts';

const visible = (MetricName: string) => ({
  SampledRequestsEnabled: true,
  CloudWatchMetricsEnabled: true,
  MetricName,
});

/** Terminating, so that whatever it matches meets no later rule. */
const allow = (Name: string, Priority: number, Statement: object) => ({
  Name,
  Priority,
  Statement,
  Action: { Allow: {} },
  VisibilityConfig: visible(Name),
});

const text = (value: string) => new TextEncoder().encode(value);
const unchanged = [{ Priority: 0, Type: 'NONE' }];

const pathStartsWith = (path: string) => ({
  ByteMatchStatement: {
    SearchString: text(path),
    FieldToMatch: { UriPath: {} },
    TextTransformations: unchanged,
    PositionalConstraint: 'STARTS_WITH',
  },
});

const from = (...CountryCodes: readonly string[]) => ({ GeoMatchStatement: { CountryCodes } });
const at = (Priority: number, rule: object) => ({ ...rule, Priority });
const behind = [at(1, geoBlock), at(2, rateLimit), commonRules];

/** Rules that are there, and do not hold: something before them lets requests by, or they look at a part only. */
export const bypassMutations: readonly Mutation[] = [
  {
    name: 'a path is allowed before the geo block',
    breaks: 'firewall/geo-block',
    calls: withRules(allow('health', 0, pathStartsWith('/health')), ...behind),
  },
  {
    name: 'an IP set that is all of IPv4 is allowed first',
    breaks: 'firewall/geo-block',
    calls: [
      call(
        'wafv2',
        'CreateIPSet',
        {
          Name: 'trusted',
          Scope: 'REGIONAL',
          IPAddressVersion: 'IPV4',
          Addresses: ['0.0.0.0/1', '128.0.0.0/1'],
        },
        { trusted: 'Summary.ARN' },
      ),
      ...withRules(allow('trusted', 0, { IPSetReferenceStatement: { ARN: '$saved.trusted' } }), ...behind),
    ],
  },
  {
    name: 'every size of path is allowed first',
    breaks: 'firewall/geo-block',
    calls: withRules(
      allow('any-size', 0, {
        SizeConstraintStatement: {
          FieldToMatch: { UriPath: {} },
          ComparisonOperator: 'GE',
          Size: 0,
          TextTransformations: unchanged,
        },
      }),
      ...behind,
    ),
  },
  {
    name: 'the geo block looks at one path only',
    breaks: 'firewall/geo-block',
    calls: withRules(
      {
        ...geoBlock,
        Statement: { AndStatement: { Statements: [geoBlock.Statement, pathStartsWith('/pay')] } },
      },
      rateLimit,
      commonRules,
    ),
  },
  {
    name: 'the geo block believes a header that clients write',
    breaks: 'firewall/geo-block',
    calls: withRules(
      {
        ...geoBlock,
        Statement: {
          GeoMatchStatement: {
            ...geoBlock.Statement.GeoMatchStatement,
            ForwardedIPConfig: { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH' },
          },
        },
      },
      rateLimit,
      commonRules,
    ),
  },
  {
    name: 'the home country is allowed before the rate limit',
    breaks: 'firewall/rate-limit',
    calls: withRules(geoBlock, allow('home', 1, from('BR')), at(2, rateLimit), commonRules),
  },
  {
    name: 'the rate limit counts one path only',
    breaks: 'firewall/rate-limit',
    calls: withRules(geoBlock, limited({ ScopeDownStatement: pathStartsWith('/login') }), commonRules),
  },
  {
    name: 'the rate limit seems to count everything, and counts one country',
    breaks: 'firewall/rate-limit',
    calls: withRules(
      geoBlock,
      limited({ ScopeDownStatement: { AndStatement: { Statements: [pathStartsWith('/'), from('US')] } } }),
      commonRules,
    ),
  },
];
