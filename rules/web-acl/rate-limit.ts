import { defineRule, flag, integer, requiredInteger, strings } from '../../src/rule.ts';
import { documentOf, unseenOf } from '../../src/web-acl/document.ts';
import { proveRateLimit } from '../../src/web-acl/prove.ts';
import { withRequest } from '../../src/web-acl/tell/paste.ts';
import { membersNamed } from '../judgements/members.ts';
import { verdictOf } from '../judgements/proof.ts';

export default defineRule({
  type: 'AWS::WAFv2::WebACL',
  name: 'rate-limit',
  title: 'No client gets more requests through than the limit',
  why: 'One client can take the capacity of all, or guess passwords as fast as the servers answer.',
  fix: 'Add a rate-based rule that blocks, keyed by client address, before any rule that allows.',
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
    requests: requiredInteger('The most requests one client may make in `seconds`.', 1),
    seconds: integer('The window that requests are counted in.', 300, 1),
    acceptChallenge: flag('Whether a Captcha or Challenge on excess counts as a limit.', false),
    trustedProxy: flag('Whether all requests come through a proxy that sets the forwarded header.', false),
    except: strings('Names of IP sets whose addresses need no limit.'),
  },
  propose(webAcls) {
    const limits = membersNamed(
      webAcls.map(({ properties }) => properties.Rules),
      'RateBasedStatement',
    ) as {
      readonly Limit?: number;
      readonly EvaluationWindowSec?: number;
    }[];
    return limits
      .flatMap(({ Limit: requests, EvaluationWindowSec: seconds = 300 }) =>
        requests ? [{ requests, seconds }] : [],
      )
      .sort((a, b) => a.requests / a.seconds - b.requests / b.seconds);
  },
  check(webAcl, { params }) {
    const expected = `no client makes more than ${params.requests} requests in ${params.seconds} seconds`;
    const proof = proveRateLimit(documentOf(webAcl), params);
    return verdictOf(withRequest(proof), { expected, path: 'Rules', unseen: unseenOf(webAcl.gaps) });
  },
});
