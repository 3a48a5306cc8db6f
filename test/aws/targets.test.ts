import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteScalingPolicyCommand,
  PutScalingPolicyCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CreateLoadBalancerCommand,
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { auditOver, buildProgram, findingsThat } from './audit-over.ts';
import { openStation, type Station } from './emulator/station.ts';
import { buildPlatform, type Platform } from './platform/build.ts';
import { clientsAt } from './platform/clients.ts';
import { given } from './platform/tags.ts';

const policy = join(mkdtempSync(join(tmpdir(), 'plumbline-')), 'targets.json');
const rules = { 'healthy-targets': true, autoscaling: { min: 2, maxAtLeast: 4 } };
writeFileSync(
  policy,
  JSON.stringify({
    version: 1,
    id: 'targets',
    title: 'Targets',
    components: { services: { type: 'AWS::ECS::Service', rules } },
  }),
);

let station: Station;
let platform: Platform;

beforeAll(async () => {
  buildProgram();
  station = await openStation();
}, 300_000);
beforeEach(async () => {
  station.proxy.clear();
  await station.moto.reset();
  platform = await buildPlatform(station.proxy.endpoint);
}, 60_000);
afterAll(() => station.close(), 60_000);

const audited = () => auditOver(station.proxy.endpoint, policy);
const groupOf = (name: string) => given(platform.edge.targetGroups[name], 'a target group');
const aws = () => clientsAt(station.proxy.endpoint, platform.region);

test('healthy targets are asked for by one call a target group, and requests are counted by none', async () => {
  station.proxy.clear();
  const { status, document } = await audited();
  expect([findingsThat('fail', document), findingsThat('unknown', document), status]).toEqual([[], [], 0]);
  expect(station.proxy.counts()).toMatchObject({
    'elasticloadbalancing:DescribeTargetHealth': platform.services.names.length,
  });
  expect(station.proxy.counts()).not.toHaveProperty('elasticloadbalancing:DescribeTargetGroups');
}, 60_000);

test('a service whose tasks run and are registered nowhere is down', async () => {
  const TargetGroupArn = groupOf('menu');
  const { elb } = aws();
  const { TargetHealthDescriptions = [] } = await elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn }),
  );
  const Targets = TargetHealthDescriptions.map(({ Target }) => given(Target, 'a target'));
  await elb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
  const { status, document } = await audited();
  expect(findingsThat('fail', document)).toEqual([
    'services/healthy-targets kiosk/menu: target group kiosk-menu has no target',
  ]);
  expect(status).toBe(1);
}, 60_000);

test('targets whose health is refused are unknown', async () => {
  station.proxy.inject('elasticloadbalancing:DescribeTargetHealth', 'deny');
  const { status, document } = await audited();
  expect(findingsThat('fail', document)).toEqual([]);
  expect(findingsThat('unknown', document)).toHaveLength(platform.services.names.length);
  expect(status).toBe(2);
}, 60_000);

test('requests through a load balancer that routes nothing to the service never scale it out', async () => {
  const { elb, scaling } = aws();
  const { LoadBalancers } = await elb.send(
    new CreateLoadBalancerCommand({ Name: 'aside', Subnets: platform.network.publicSubnets }),
  );
  const balancer = given(LoadBalancers?.[0]?.LoadBalancerArn, 'an ARN').split(':loadbalancer/')[1];
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/kiosk/menu',
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;
  await scaling.send(new DeleteScalingPolicyCommand({ ...target, PolicyName: 'menu-cpu' }));
  await scaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: 'menu-requests',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 500,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: `${balancer}/${groupOf('menu').split(':').at(-1)}`,
        },
      },
    }),
  );
  const { document } = await audited();
  expect(findingsThat('fail', document)).toEqual([
    expect.stringMatching(
      /^services\/autoscaling kiosk\/menu: policy menu-requests counts the requests that come through app\/aside\/\w+, which routes nothing to targetgroup\/kiosk-menu\//,
    ),
  ]);
}, 60_000);
