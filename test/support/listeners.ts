import { createResource, type Resource, type ResourceTypes } from '../../src/model/resource.ts';

type Properties = ResourceTypes['AWS::ElasticLoadBalancingV2::Listener'];
type Rule = NonNullable<Properties['Live']['Rules']>[number];
type Action = Rule['Actions'][number];

export const kiosk = 'arn:aws:elasticloadbalancing:sa-east-1:111122223333:loadbalancer/app/kiosk/50dc';
export const group = (name: string): string =>
  `arn:aws:elasticloadbalancing:sa-east-1:111122223333:targetgroup/${name}/73e2`;

export const forward = (name: string, Weight = 1): Action => ({
  Type: 'forward',
  ForwardConfig: { TargetGroups: [{ TargetGroupArn: group(name), Weight }] },
});
export const redirect = (Protocol = 'HTTPS', StatusCode: 'HTTP_301' | 'HTTP_302' = 'HTTP_301'): Action => ({
  Type: 'redirect',
  RedirectConfig: { Protocol, Port: '443', StatusCode },
});
export const answer = (StatusCode: string): Action => ({
  Type: 'fixed-response',
  FixedResponseConfig: { StatusCode },
});

/** A rule whose conditions hold for any of the values of each field. */
export const rule = (
  Priority: number | 'default',
  action: Action,
  values: Readonly<Record<string, readonly string[]>> = {},
): Rule => ({
  Priority,
  IsDefault: Priority === 'default',
  Conditions: Object.entries(values).map(([Field, Values]) => ({ Field, Values, RegexValues: [] })),
  Actions: [action],
});

export function listener(
  Port: number,
  Protocol: string,
  Rules: readonly Rule[] | 'unread',
  more: Partial<Properties> = {},
): Resource<'AWS::ElasticLoadBalancingV2::Listener'> {
  const refusal = {
    kind: 'refused',
    operation: 'test:Read',
    reason: 'AccessDeniedException',
    permission: 'test:Read',
  } as const;
  return createResource({
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    id: `${more.LoadBalancerArn ?? kiosk}/${Port}`,
    name: `kiosk:${Port}`,
    account: '111122223333',
    region: 'sa-east-1',
    tags: {},
    properties: {
      LoadBalancerArn: kiosk,
      Port,
      Protocol,
      Certificates: [],
      DefaultActions: [],
      SslPolicy: Protocol === 'HTTPS' ? 'ELBSecurityPolicy-TLS13-1-2-2021-06' : undefined,
      Live: { Rules: Rules === 'unread' ? undefined : Rules },
      ...more,
    },
    gaps: Rules === 'unread' ? [{ property: 'Live.Rules', ...refusal }] : [],
  });
}
