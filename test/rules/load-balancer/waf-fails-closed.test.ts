import rule from '../../../rules/load-balancer/waf-fails-closed.ts';
import { testRule } from '../../support/test-rule.ts';

const having = (LoadBalancerAttributes: Record<string, string>, Type = 'application') =>
  ({ Type, LoadBalancerAttributes }) as never;

testRule(rule, {
  passes: {
    'it fails closed': { given: having({ 'waf.fail_open.enabled': 'false' }) },
    'nobody said otherwise': {
      given: having({ 'idle_timeout.timeout_seconds': '60' }),
      seeing: 'waf.fail_open.enabled is false',
    },
  },
  fails: {
    'it fails open': {
      given: having({ 'waf.fail_open.enabled': 'true' }),
      because: 'waf.fail_open.enabled is true',
      expected: 'false',
      actual: 'true',
      path: 'LoadBalancerAttributes',
    },
  },
  doesNotApply: {
    'it is a network load balancer': {
      given: having({}, 'network'),
      because: 'a network load balancer cannot have a web ACL',
    },
  },
  isUnknown: {
    'what it does is neither true nor false': {
      given: having({ 'waf.fail_open.enabled': 'perhaps' }),
      because: 'waf.fail_open.enabled is perhaps, which is neither true nor false',
    },
    'its attributes cannot be read': {
      given: having({}),
      unreadable: ['LoadBalancerAttributes'],
      because: 'could not read LoadBalancerAttributes: test:Read answered AccessDeniedException',
    },
  },
});
