import { defineRule, fail, notApplicable, pass, unknown } from '../../src/rule.ts';

const attribute = 'waf.fail_open.enabled';

export default defineRule({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  name: 'waf-fails-closed',
  title: 'Requests are refused while the web ACL cannot be asked',
  why: 'A load balancer that fails open lets every request through whenever AWS WAF does not answer in time.',
  fix: `Set the load balancer's attribute ${attribute} to false.`,
  severity: 'medium',
  reads: ['Type', 'LoadBalancerAttributes'],
  params: {},
  check({ properties: { Type, LoadBalancerAttributes = {} } }) {
    if (Type !== 'application') return notApplicable(`a ${Type} load balancer cannot have a web ACL`);
    // Without the attribute the documented default holds: false (ELBv2 API reference, LoadBalancerAttribute).
    const value = LoadBalancerAttributes[attribute] ?? 'false';
    if (value === 'false') return pass(`${attribute} is false`);
    if (value !== 'true') return unknown(`${attribute} is ${value}, which is neither true nor false`);
    return fail(`${attribute} is true`, {
      expected: 'false',
      actual: value,
      path: 'LoadBalancerAttributes',
    });
  },
});
