import { defineRule, flag, optionalStrings, strings } from '../../src/rule.ts';
import { isCountryCode, noCountry } from '../../src/web-acl/country-codes.ts';
import { documentOf, unseenOf } from '../../src/web-acl/document.ts';
import { proveGeoBlock } from '../../src/web-acl/prove.ts';
import { withRequest } from '../../src/web-acl/tell/paste.ts';
import { membersNamed } from '../judgements/members.ts';
import { verdictOf } from '../judgements/proof.ts';

// Which texts are codes is said by `mistakes`, which knows what the others mean.
const country = { type: 'string', minLength: 1 } as const;

export default defineRule({
  type: 'AWS::WAFv2::WebACL',
  name: 'geo-block',
  title: 'Requests from excluded countries are blocked',
  why: 'Whoever must not be served, by sanctions or by licence, must not reach the servers by any path.',
  fix: 'Put a rule that blocks these countries before every rule that allows.',
  severity: 'critical',
  reads: [
    'Name',
    'LabelNamespace',
    'DefaultAction',
    'Rules',
    'PreProcessFirewallManagerRuleGroups',
    'PostProcessFirewallManagerRuleGroups',
    'AssociationConfig',
    'Live.RuleGroups',
    'Live.IPSets',
    'Live.RegexPatternSets',
    'Live.ManagedRuleGroups',
  ],
  params: {
    countries: optionalStrings('Countries to block, as ISO 3166-1 codes: `KP`.', country),
    allowOnly: optionalStrings('The only countries not to block, as ISO 3166-1 codes.', country),
    trustedProxy: flag('Whether all requests come through a proxy that sets the forwarded header.', false),
    except: strings('Names of IP sets whose addresses may pass.'),
  },
  shorthand: 'countries',
  mistakes({ countries, allowOnly }) {
    const given = [countries, allowOnly].filter((list) => list !== undefined);
    if (given.length !== 1) return ['geo-block takes either `countries` or `allowOnly`'];
    const param = countries === undefined ? 'allowOnly' : 'countries';
    return given
      .flat()
      .flatMap((code, item) =>
        typeof code !== 'string' || isCountryCode(code)
          ? []
          : [{ param, item, message: () => noCountry(code) }],
      );
  },
  propose(webAcls) {
    const codes = membersNamed(
      webAcls.map(({ properties }) => properties.Rules),
      'CountryCodes',
    ).flat();
    const countries = [...new Set(codes.filter((code) => typeof code === 'string'))].sort();
    return countries.length > 0 ? [{ countries }, { allowOnly: countries }] : [];
  },
  check(webAcl, { params }) {
    const { countries, allowOnly = [] } = params;
    const whose = countries ? countries.join(', ') : `outside ${allowOnly.join(', ')}`;
    const proof = proveGeoBlock(documentOf(webAcl), params);
    const expected = `every request from ${whose} is blocked`;
    return verdictOf(withRequest(proof), { expected, path: 'Rules', unseen: unseenOf(webAcl.gaps) });
  },
});
