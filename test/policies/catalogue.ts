import { compileSchema } from '../../src/documents/compile-schema.ts';
import type { Rule } from '../../src/model/rule.ts';
import type { Catalogue } from '../../src/policies/catalogue.ts';
import { readType } from '../../src/policies/property-text.ts';
import { policySchema } from '../../src/policies/schema.ts';
import { component, flag, integer, optionalStrings, pass, requiredInteger } from '../../src/rule.ts';

const balancer = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** A few rules of each form, which stay as they are whatever becomes of the real ones. */
export const catalogue: Catalogue = {
  rules: [
    rule('AWS::ECS::Service', 'fargate', {}),
    rule('AWS::ECS::Service', 'behind', { loadBalancer: component(balancer, 'The load balancer.') }),
    {
      ...rule('AWS::ECS::Service', 'autoscaling', {
        min: integer('Tasks at least.', 2),
        max: integer('Tasks at most.', 10),
      }),
      mistakes: ({ min, max }) =>
        Number(min) > Number(max)
          ? [`"max" must be at least "min", which is ${String(min)}, not ${String(max)}`]
          : [],
    },
    rule(balancer, 'https-only', { redirect: flag('Whether plain HTTP must be redirected.', true) }),
    rule('AWS::WAFv2::WebACL', 'rate-limit', { requests: requiredInteger('Requests in a window.', 10) }),
    {
      ...rule('AWS::WAFv2::WebACL', 'geo-block', {
        countries: optionalStrings('Countries.', { type: 'string', pattern: '^[A-Z]{2}$' }),
      }),
      shorthand: 'countries',
      mistakes: ({ countries }) =>
        Array.isArray(countries)
          ? countries.flatMap((code, item) =>
              code === 'ZZ' ? [{ param: 'countries', item, message: () => `${code} is no country` }] : [],
            )
          : ['geo-block needs "countries"'],
    },
  ],
  selectors: new Map([
    ['AWS::ECS::Service', { cluster: { description: 'The cluster.', property: 'Cluster' } }],
    [
      balancer,
      { scheme: { description: 'Where from.', property: 'Scheme', values: ['internal', 'internet-facing'] } },
    ],
    ['AWS::WAFv2::WebACL', {}],
  ]),
  propertiesOf: (type) => properties.get(type),
};

const properties = new Map([
  [
    'AWS::WAFv2::WebACL',
    readType({
      page: 'https://docs.aws.amazon.com/',
      properties:
        'Name=text Scope=text{REGIONAL|CLOUDFRONT} Capacity=integer ManagedByFirewallManager=boolean DefaultAction=@DefaultAction Rules=*@Rule Live.State=text',
      definitions: { DefaultAction: 'Allow=any Block=any', Rule: 'Name=text Priority=integer' },
      about: {},
      unshown: { Secret: 'AWS never shows it', Logs: 'wafv2:GetLoggingConfiguration', Once: '' },
      calls: {},
      notes: {},
    }),
  ],
]);

export const validate = compileSchema(policySchema(catalogue));

function rule(type: string, name: string, params: Rule['params']): Rule {
  return {
    type: type as Rule['type'],
    name,
    title: `The ${name} of something`,
    why: 'It matters.',
    fix: 'Do it.',
    severity: 'high',
    reads: [],
    params,
    check: () => pass(),
  };
}
