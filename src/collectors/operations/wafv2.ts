import type {
  GetWebACLForResourceCommandInput,
  GetWebACLForResourceCommandOutput,
  WebACL,
} from '@aws-sdk/client-wafv2';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';

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

/** The whole web ACL in front of a load balancer; null where there is none. Throws `Refused`. */
export async function webAclOf(place: Place, loadBalancerArn: string): Promise<WebACL | null> {
  const { WebACL } = await place.ask(getWebACLForResource, { ResourceArn: loadBalancerArn });
  return WebACL ?? null;
}
