import { AssociateWebACLCommand, CreateWebACLCommand, type WebACL } from '@aws-sdk/client-wafv2';
import type { Clients } from './clients.ts';
import { given, tags } from './tags.ts';
import { referenceRules } from './web-acl-rules.ts';

/** What an UpdateWebACL has to repeat so that it changes only the rules. */
export const firewallSettings = {
  Name: 'kiosk-edge',
  Scope: 'REGIONAL',
  Description: 'Sanctions and abuse',
  DefaultAction: { Allow: {} },
  VisibilityConfig: {
    SampledRequestsEnabled: true,
    CloudWatchMetricsEnabled: true,
    MetricName: 'kiosk-edge',
  },
} satisfies Partial<WebACL> & { Scope: 'REGIONAL' };

/** The web ACL, on the load balancer. */
export async function buildFirewall({ waf }: Clients, loadBalancer: string) {
  const { Summary } = await waf.send(
    new CreateWebACLCommand({ ...firewallSettings, Rules: [...referenceRules], Tags: tags }),
  );
  const arn = given(Summary?.ARN, 'ARN');
  await waf.send(new AssociateWebACLCommand({ WebACLArn: arn, ResourceArn: loadBalancer }));
  return { arn, id: given(Summary?.Id, 'Id'), name: firewallSettings.Name };
}
