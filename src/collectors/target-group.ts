import type {
  DescribeTargetGroupAttributesCommandInput,
  DescribeTargetGroupAttributesCommandOutput,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { operation } from '../model/operation.ts';
import { defineCollector, type Place } from '../model/ports.ts';
import { createResource, type Resource } from '../model/resource.ts';
import { type Attempt, attempt, gapsOf, told } from './operations/attempt.ts';
import { byKey } from './operations/by-key.ts';
import { describeTags, type Tags, tagsOf } from './operations/elasticloadbalancing.ts';
import {
  describeTargetGroups,
  type KnownTargetGroup,
  pagesOfTargetGroups,
} from './operations/target-groups.ts';
import { shows } from './shows/target-group.ts';

declare module '../model/resource.ts' {
  interface ResourceTypes {
    'AWS::ElasticLoadBalancingV2::TargetGroup': TargetGroupProperties;
  }
}

interface TargetGroupProperties {
  readonly Name: string;
  readonly TargetType?: string | undefined;
  readonly Protocol?: string | undefined;
  readonly Port?: number | undefined;
  readonly VpcId?: string | undefined;
  readonly ProtocolVersion?: string | undefined;
  readonly IpAddressType?: string | undefined;
  readonly HealthCheckEnabled?: boolean | undefined;
  readonly HealthCheckProtocol?: string | undefined;
  /** A number as text, or `traffic-port`. */
  readonly HealthCheckPort?: string | undefined;
  readonly HealthCheckPath?: string | undefined;
  readonly HealthCheckIntervalSeconds?: number | undefined;
  readonly HealthCheckTimeoutSeconds?: number | undefined;
  readonly HealthyThresholdCount?: number | undefined;
  readonly UnhealthyThresholdCount?: number | undefined;
  readonly Matcher?: TargetGroup['Matcher'];
  readonly TargetControlPort?: number | undefined;
  /** Every value is text, as AWS has it. Undefined where no policy reads it. */
  readonly TargetGroupAttributes?: Readonly<Record<string, string>> | undefined;
  readonly Live: { readonly LoadBalancerArns: readonly string[] };
}

const describeAttributes = operation<
  DescribeTargetGroupAttributesCommandInput,
  DescribeTargetGroupAttributesCommandOutput
>({
  service: 'elasticloadbalancing',
  name: 'DescribeTargetGroupAttributes',
  permissions: ['elasticloadbalancing:DescribeTargetGroupAttributes'],
  answers: 'Attributes',
  identity: ['Key'],
  neverEmpty: true,
});

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  shows,
  asks: [
    { operation: describeTargetGroups },
    { operation: describeAttributes, for: ['TargetGroupAttributes'] },
    { operation: describeTags, for: ['tags'] },
  ],
  volatile: {
    'Live.LoadBalancerArns': 'a blue/green deployment moves target groups between listeners',
  },
  async *collect(place, wanted) {
    for await (const groups of pagesOfTargetGroups(place)) {
      const arns = groups.map(({ TargetGroupArn }) => TargetGroupArn);
      const tags = wanted.has('tags') ? await tagsOf(place, arns) : undefined;
      const attributes = await Promise.all(
        arns.map((arn) => (wanted.has('TargetGroupAttributes') ? attributesOf(place, arn) : undefined)),
      );
      yield* groups.map((group, index) =>
        resourceOf(place, group, tags?.get(group.TargetGroupArn), attributes[index]),
      );
    }
  },
});

function resourceOf(
  { account, region }: Place,
  { TargetGroupArn: id, TargetGroupName = id, LoadBalancerArns = [], ...settings }: KnownTargetGroup,
  tags: Attempt<Tags> | undefined,
  attributes: Attempt<Attributes> | undefined,
): Resource<'AWS::ElasticLoadBalancingV2::TargetGroup'> {
  return createResource({
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    id,
    name: TargetGroupName,
    account,
    region,
    tags: told(tags) ?? {},
    properties: {
      Name: TargetGroupName,
      ...settingsOf(settings),
      TargetGroupAttributes: told(attributes),
      Live: { LoadBalancerArns },
    },
    gaps: gapsOf(tags, attributes),
  });
}

/** CloudFormation's names are AWS's own here. */
const settingsOf = (group: TargetGroup) => ({
  TargetType: group.TargetType,
  Protocol: group.Protocol,
  ProtocolVersion: group.ProtocolVersion,
  Port: group.Port,
  VpcId: group.VpcId,
  IpAddressType: group.IpAddressType,
  HealthCheckEnabled: group.HealthCheckEnabled,
  HealthCheckProtocol: group.HealthCheckProtocol,
  HealthCheckPort: group.HealthCheckPort,
  HealthCheckPath: group.HealthCheckPath,
  HealthCheckIntervalSeconds: group.HealthCheckIntervalSeconds,
  HealthCheckTimeoutSeconds: group.HealthCheckTimeoutSeconds,
  HealthyThresholdCount: group.HealthyThresholdCount,
  UnhealthyThresholdCount: group.UnhealthyThresholdCount,
  Matcher: group.Matcher,
  TargetControlPort: group.TargetControlPort,
});

type Attributes = Readonly<Record<string, string>>;

function attributesOf(place: Place, TargetGroupArn: string): Promise<Attempt<Attributes>> {
  const reading = place.ask(describeAttributes, { TargetGroupArn });
  return attempt(
    'TargetGroupAttributes',
    reading.then(({ Attributes = [] }) => byKey(Attributes)),
  );
}
