import rule from '../../../rules/web-acl/rate-limit.ts';
import { testRule } from '../../support/test-rule.ts';
import { geo, group, managed, rate, ruleGroup, webAcl } from '../../support/web-acls.ts';

const params = { requests: 2000 };
const unlimited = 'GET / from US is not limited';

testRule(rule, {
  passes: {
    'a rate rule blocks': {
      given: webAcl([geo(0, ['KP']), rate(1, 2000), managed(10)]),
      params,
      seeing: 'no client makes more than 2000 requests in 300 seconds',
    },
    'a rate rule limits more than asked': { given: webAcl([rate(1, 1000)]), params },
    'excess is challenged, which the policy accepts': {
      given: webAcl([rate(1, 2000, 300, 'Captcha')]),
      params: { ...params, acceptChallenge: true },
    },
  },
  fails: {
    'there is no rate rule': {
      given: webAcl([managed(10)]),
      params,
      because: `${unlimited}: there is no rate rule`,
      expected: 'no client makes more than 2000 requests in 300 seconds',
      path: 'Rules',
    },
    'it has no rules at all': { given: webAcl([]), params, because: `${unlimited}: there is no rate rule` },
  },
  isUnknown: {
    'its rules cannot be read': {
      given: webAcl([rate(1, 2000)]),
      params,
      unreadable: ['Rules'],
      because: 'could not read Rules: test:Read answered AccessDeniedException',
    },
    'a rule group before it cannot be read': {
      given: webAcl([group(0, 'own'), rate(1, 2000)], { RuleGroups: {} }),
      params,
      unreadable: [`Live.RuleGroups.${ruleGroup('own')}`],
      because: `rule group ${ruleGroup('own')} could not be read`,
    },
  },
});
