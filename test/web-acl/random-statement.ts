import fc from 'fast-check';
import type { IpSet } from '../../src/web-acl/model.ts';
import { ACCOUNT, addresses, allOf, anyOf, arnOf, geo, geoBy, ipSet, label, not } from './acls.ts';
import { byteMatch, regexMatch, secret, size } from './random-text.ts';

/** `readable` web ACLs hold nothing that is unread or of an unknown kind. */
export interface Taste {
  readonly readable: boolean;
}

export const COUNTRIES = ['KP', 'IR', 'US', 'CA'];
export const HEADERS = ['X-Forwarded-For', 'X-Real-IP'];
const SETS: Readonly<Record<string, readonly string[]>> = {
  empty: [],
  all4: ['0.0.0.0/0'],
  halves: ['0.0.0.0/1', '128.0.0.0/1'],
  all: ['0.0.0.0/0', '::/0'],
  office: ['1.2.3.4/32', '2001:db8:1::/48'],
  net: ['1.2.3.0/24', '10.0.0.0/8'],
};
export const IP_SETS: Record<string, IpSet> = Object.assign(
  {},
  ...Object.entries(SETS).map(([name, blocks]) => addresses(name, ...blocks)),
);

const countryList = fc.subarray(COUNTRIES, { minLength: 1, maxLength: 3 });
export const forwarding = fc.record({
  HeaderName: fc.constantFrom(...HEADERS),
  FallbackBehavior: fc.constantFrom('MATCH', 'NO_MATCH'),
});
const geoMatch = countryList.map((codes) => geo(...codes));
const geoForwarded = fc
  .tuple(forwarding, countryList)
  .map(([{ HeaderName, FallbackBehavior }, codes]) => geoBy(HeaderName, FallbackBehavior, ...codes));

const peerSet = fc.constantFrom(...Object.keys(SETS)).map((name) => ipSet(arnOf('ipset', name)));
const forwardedSet = fc
  .tuple(fc.constantFrom(...Object.keys(SETS)), forwarding, fc.constantFrom('FIRST', 'LAST', 'ANY'))
  .map(([name, config, Position]) => ({
    IPSetReferenceStatement: {
      ARN: arnOf('ipset', name),
      IPSetForwardedIPConfig: { ...config, Position },
    },
  }));

export const LABELS = ['bad', 'ns:bad', 'good'];
const labelMatch = fc.oneof(
  fc.constantFrom(...LABELS).map((key) => label(key)),
  fc
    .constantFrom('rulegroup:one', 'rulegroup:two', 'webacl:acl')
    .chain((space) => fc.constantFrom(...LABELS).map((key) => label(`awswaf:${ACCOUNT}:${space}:${key}`))),
  fc.constantFrom(...COUNTRIES).map((code) => label(`awswaf:clientip:geo:country:${code}`)),
  fc.constantFrom(...COUNTRIES).map((code) => label(`awswaf:forwardedip:geo:country:${code}`)),
  fc.constantFrom('ns', 'ns:', 'awswaf:clientip:geo:country:').map((key) => label(key, 'NAMESPACE')),
  fc
    .constantFrom(
      'awswaf:clientip:geo:region:US-CA',
      'awswaf:managed:aws:crs:x',
      'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body',
      'awswaf:managed:aws:bot-control:bot:verified',
      'awswaf:managed:token:absent',
      'awswaf:managed:token:rejected',
      'awswaf:managed:f5:x',
    )
    .map((key) => label(key)),
  fc.constantFrom('awswaf:managed:aws:', 'awswaf:managed:token').map((key) => label(key, 'NAMESPACE')),
);

export function leaf({ readable }: Taste): fc.Arbitrary<object> {
  const known = [
    { weight: 8, arbitrary: geoMatch },
    { weight: 1, arbitrary: geoForwarded },
    { weight: 6, arbitrary: byteMatch },
    { weight: 1, arbitrary: regexMatch },
    { weight: 1, arbitrary: size },
    { weight: 1, arbitrary: secret },
    { weight: 2, arbitrary: peerSet },
    { weight: 1, arbitrary: forwardedSet },
    { weight: 3, arbitrary: labelMatch },
  ];
  const strange = fc.constantFrom<object[]>(
    {},
    { NewStatement: {} },
    { GeoMatchStatement: { CountryCodes: ['KP'], Unheard: {} } },
    { AndStatement: { Statements: [geo('KP'), geo('KP')], Unheard: 1 } },
    ipSet(arnOf('ipset', 'unread')),
  );
  return fc.oneof(...known, ...(readable ? [] : [{ weight: 1, arbitrary: strange }]));
}

export function statement(taste: Taste): fc.Arbitrary<object> {
  return fc.letrec<{ tree: object }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      { weight: 4, arbitrary: leaf(taste) },
      { weight: 1, arbitrary: tie('tree').map(not) },
      {
        weight: 1,
        arbitrary: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => allOf(...of)),
      },
      {
        weight: 1,
        arbitrary: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((of) => anyOf(...of)),
      },
    ),
  })).tree;
}
