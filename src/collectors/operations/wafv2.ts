import type {
  GetWebACLForResourceCommandInput,
  GetWebACLForResourceCommandOutput,
  ListResourcesForWebACLCommandInput,
  ListResourcesForWebACLCommandOutput,
  ListWebACLsCommandInput,
  ListWebACLsCommandOutput,
  WebACLSummary,
} from '@aws-sdk/client-wafv2';
import { operation } from '../../model/operation.ts';
import { isGlobal } from '../../model/place.ts';
import type { Place } from '../../model/ports.ts';

export const listWebACLs = operation<ListWebACLsCommandInput, ListWebACLsCommandOutput>({
  service: 'wafv2',
  name: 'ListWebACLs',
  permissions: ['wafv2:ListWebACLs'],
  answers: 'WebACLs',
  identity: ['ARN', 'Name', 'Id'],
});

// An answer without WebACL is how AWS says that nothing is associated. The call checks wafv2:GetWebACL by itself,
// and a permission of the resource's own service (WAFV2 API reference, GetWebACLForResource).
export const getWebACLForResource = operation<
  GetWebACLForResourceCommandInput,
  GetWebACLForResourceCommandOutput
>({
  service: 'wafv2',
  name: 'GetWebACLForResource',
  permissions: [
    'wafv2:GetWebACLForResource',
    'wafv2:GetWebACL',
    'elasticloadbalancing:GetLoadBalancerWebACL',
  ],
  answers: 'WebACL',
  mayBeNothing: true,
  identity: ['ARN', 'Name', 'Id'],
});

// It checks a permission of load balancing as well (Service Authorization Reference, AWS WAF V2).
export const listResourcesForWebACL = operation<
  ListResourcesForWebACLCommandInput,
  ListResourcesForWebACLCommandOutput
>({
  service: 'wafv2',
  name: 'ListResourcesForWebACL',
  permissions: ['wafv2:ListResourcesForWebACL', 'elasticloadbalancing:DescribeWebACLAssociation'],
  answers: 'ResourceArns',
});

export const scopeOf = (place: Place) => (isGlobal(place) ? 'CLOUDFRONT' : 'REGIONAL');

export type Summary = WebACLSummary & { readonly ARN: string };

/** Every web ACL of the place: one list that all who need it share. */
export async function summariesOf(place: Place): Promise<readonly Summary[]> {
  const found: Summary[] = [];
  const question = { Scope: scopeOf(place), Limit: 100 } as const;
  const paging = { input: 'NextMarker', output: 'NextMarker', endsWhenEmpty: 'WebACLs' } as const;
  for await (const { WebACLs = [] } of place.pages(listWebACLs, question, paging))
    for (const summary of WebACLs) if (summary.ARN) found.push({ ...summary, ARN: summary.ARN });
  return found;
}
