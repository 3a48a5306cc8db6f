import type {
  DescribeSSLPoliciesCommandInput,
  DescribeSSLPoliciesCommandOutput,
  Listener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../../model/operation.ts';
import type { Place } from '../../model/ports.ts';
import { unreadable } from './unreadable.ts';

export const describeSslPolicies = operation<
  DescribeSSLPoliciesCommandInput,
  DescribeSSLPoliciesCommandOutput
>({
  service: 'elasticloadbalancing',
  name: 'DescribeSSLPolicies',
  permissions: ['elasticloadbalancing:DescribeSSLPolicies'],
  answers: 'SslPolicies',
  identity: ['Name'],
});

const paging = { input: 'Marker', output: 'NextMarker' } as const;

/** One sweep of all policies, which the listeners of the place share. */
export async function protocolsOf(
  place: Place,
  { SslPolicy }: Listener,
): Promise<readonly string[] | undefined> {
  let isEmpty = true;
  for await (const { SslPolicies = [] } of place.pages(describeSslPolicies, { PageSize: 400 }, paging)) {
    const found = SslPolicies.find(({ Name }) => Name === SslPolicy);
    if (found) return found.SslProtocols;
    if (SslPolicies.length > 0) isEmpty = false;
  }
  // AWS has policies everywhere: an empty list says nothing of this one.
  if (isEmpty) throw unreadable(describeSslPolicies, 'the answer holds no policy at all');
  return undefined;
}
