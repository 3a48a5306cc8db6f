import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { requestCertificate } from './certificate.ts';
import type { Clients } from './clients.ts';
import type { Network } from './network.ts';
import { given, tags } from './tags.ts';

export type Edge = Awaited<ReturnType<typeof buildEdge>>;

/**
 * An internet-facing load balancer in three zones: HTTPS forwards `/<service>/*` to each service and the rest to the
 * first, and plain HTTP redirects.
 */
export async function buildEdge(aws: Clients, network: Network, services: readonly string[]) {
  const { LoadBalancers } = await aws.elb.send(
    new CreateLoadBalancerCommand({
      Name: 'kiosk',
      Type: 'application',
      Scheme: 'internet-facing',
      IpAddressType: 'ipv4',
      Subnets: network.publicSubnets,
      SecurityGroups: [network.groups.edge],
      Tags: tags,
    }),
  );
  const arn = given(LoadBalancers?.[0]?.LoadBalancerArn, 'LoadBalancerArn');
  const targetGroups: Record<string, string> = {};
  for (const service of services) targetGroups[service] = await targetGroup(aws, network, service);
  const https = await httpsListener(aws, arn, given(Object.values(targetGroups)[0], 'a target group'));
  const http = await redirectListener(aws, arn);
  const rules: Record<string, string> = {};
  for (const [index, service] of services.slice(1).entries()) {
    const target = given(targetGroups[service], 'a target group');
    rules[service] = await pathRule(aws, https, service, target, 10 * (index + 1));
  }
  return { arn, name: 'kiosk', listeners: { https, http }, targetGroups, rules };
}

async function targetGroup({ elb }: Clients, { vpc }: Network, service: string): Promise<string> {
  const { TargetGroups } = await elb.send(
    new CreateTargetGroupCommand({
      Name: `kiosk-${service}`,
      Protocol: 'HTTP',
      Port: 8080,
      VpcId: vpc,
      TargetType: 'ip',
      HealthCheckPath: '/healthz',
      Tags: tags,
    }),
  );
  return given(TargetGroups?.[0]?.TargetGroupArn, 'TargetGroupArn');
}

async function httpsListener(aws: Clients, LoadBalancerArn: string, target: string): Promise<string> {
  const { Listeners } = await aws.elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Protocol: 'HTTPS',
      Port: 443,
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      Certificates: [{ CertificateArn: await requestCertificate(aws) }],
      DefaultActions: [{ Type: 'forward', TargetGroupArn: target }],
    }),
  );
  return given(Listeners?.[0]?.ListenerArn, 'ListenerArn');
}

async function redirectListener({ elb }: Clients, LoadBalancerArn: string): Promise<string> {
  const RedirectConfig = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' as const };
  const { Listeners } = await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'redirect', RedirectConfig }],
    }),
  );
  return given(Listeners?.[0]?.ListenerArn, 'ListenerArn');
}

async function pathRule(
  { elb }: Clients,
  ListenerArn: string,
  service: string,
  target: string,
  Priority: number,
) {
  const { Rules } = await elb.send(
    new CreateRuleCommand({
      ListenerArn,
      Priority,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: [`/${service}/*`] } }],
      Actions: [
        { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: target, Weight: 1 }] } },
      ],
    }),
  );
  return given(Rules?.[0]?.RuleArn, 'RuleArn');
}
