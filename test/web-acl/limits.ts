import type { WebAclDocument } from '../../src/web-acl/model.ts';
import {
  acl,
  addresses,
  allOf,
  anyOf,
  arnOf,
  geo,
  group,
  groupOf,
  groupRule,
  ipSet,
  label,
  not,
  path,
  rate,
  rule,
} from './acls.ts';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** 250 country codes. */
export const CODES = LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).slice(0, 250);

/**
 * A web ACL at AWS's limits: 5,000 WCU in 250 rules, 100 nested statements in one of them, 10 rate rules, 250
 * countries, IP sets of 10,000 addresses.
 */
export function webAclAtLimits(isHoled: boolean): WebAclDocument {
  const upTo = (count: number) => [...Array(count).keys()];
  const deep = upTo(100).reduce<object>(
    (inner, at) =>
      at % 3 === 0
        ? allOf(inner, path('CONTAINS', `/deep${at}`))
        : anyOf(inner, not(path('STARTS_WITH', `/d${at}`))),
    geo('US'),
  );
  const counts = upTo(100).map((at) =>
    rule(100 + at, allOf(path('CONTAINS', `/p${at}`), not(geo(...CODES.slice(at, at + 50)))), 'Count', {
      RuleLabels: [{ Name: `seen:p${at}` }],
    }),
  );
  const byLabel = upTo(100).map((at) => rule(300 + at, label(`seen:p${at}`), 'Block'));
  const rates = upTo(10).map((at) =>
    rule(500 + at, rate({ ScopeDownStatement: path('STARTS_WITH', at === 9 ? '/' : `/api${at}`) }), 'Block'),
  );
  const countries = upTo(5).map((at) => rule(50 + at, geo(...CODES.slice(at * 50, at * 50 + 50)), 'Block'));
  const holes = isHoled
    ? [rule(1, allOf(path('ENDS_WITH', '/health'), ipSet(arnOf('ipset', 's3'))), 'Allow')]
    : [];
  const blocks = (seed: number) =>
    upTo(10_000).map((at) => `${seed + 10}.${(at >> 8) & 255}.${at & 255}.${(at * 7) & 255}/32`);
  return {
    WebACL: acl([
      ...holes,
      ...rates.map((each, at) => ({ ...each, Priority: 10 + at })),
      ...countries,
      rule(60, deep, 'Count'),
      groupRule(61, groupOf(arnOf('rulegroup', 'rg')), 'None'),
      ...counts,
      ...byLabel,
    ]),
    RuleGroups: group(
      'rg',
      upTo(50).map((at) =>
        rule(at, allOf(ipSet(arnOf('ipset', `s${at % 10}`)), path('EXACTLY', `/x${at}`)), 'Block'),
      ),
    ),
    IPSets: Object.assign({}, ...upTo(10).map((at) => addresses(`s${at}`, ...blocks(at)))),
  };
}
