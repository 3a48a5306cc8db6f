import { component, defineRule, fail, pass } from '../../src/rule.ts';

export default defineRule({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  name: 'protected-by',
  title: 'A web ACL stands in front of the load balancer',
  why: 'A web ACL that is not associated with the load balancer inspects nothing that reaches it.',
  fix: 'Associate the web ACL with the load balancer.',
  severity: 'critical',
  reads: ['Type', 'Live.WebACL'],
  // Read together: what an association answers with is the whole web ACL, which is then not asked for again.
  uses: { 'AWS::WAFv2::WebACL': ['Live.LoadBalancerArns'] },
  params: { webAcl: component('AWS::WAFv2::WebACL', 'The component whose web ACL must be associated.') },
  shorthand: 'webAcl',
  check(balancer, { params: { webAcl }, unlessMoving }) {
    const { Type, Live } = balancer.properties;
    const expected = `the web ACL of component ${webAcl.component}`;
    if (Type !== 'application')
      return fail(`a ${Type} load balancer cannot have a web ACL`, {
        expected: 'application',
        actual: Type,
        path: 'Type',
        fix: 'Put an application load balancer in its place: no other can have a web ACL.',
      });
    const path = 'Live.WebACL';
    // AWS WAF takes no association of a load balancer that does not stand yet (WAFUnavailableEntityException).
    if (!Live.WebACL)
      return unlessMoving(
        () =>
          fail('no web ACL is associated', {
            expected,
            actual: null,
            path,
            fix: `Associate ${expected} with the load balancer.`,
          }),
        balancer,
      );
    const name = nameOf(Live.WebACL);
    if (webAcl.ids().includes(Live.WebACL)) return pass(`${name} is associated`);
    return fail(`${name} is associated`, {
      expected,
      actual: `web ACL ${name}`,
      path,
      fix: `Associate the web ACL of component ${webAcl.component} in the place of ${name}.`,
    });
  },
});

// arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>
const nameOf = (arn: string): string => arn.split('/')[2] ?? arn;
