import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import { DescribeFileSystemsCommand } from '@aws-sdk/client-efs';
import {
  CreateLoadBalancerCommand,
  DescribeLoadBalancersCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  AssociateWebACLCommand,
  CreateWebACLCommand,
  DescribeManagedRuleGroupCommand,
  ListResourcesForWebACLCommand,
} from '@aws-sdk/client-wafv2';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Fault } from './emulator/faults.ts';
import { openStation, type Station } from './emulator/station.ts';
import { type Clients, clientsAt, credentials } from './platform/clients.ts';
import { buildEdge } from './platform/load-balancer.ts';
import { buildNetwork } from './platform/network.ts';
import { firewallSettings } from './platform/web-acl.ts';

let station: Station;
let aws: Clients;

beforeAll(async () => {
  station = await openStation({ managedRuleGroups: true });
  aws = clientsAt(station.proxy.endpoint, 'sa-east-1');
}, 300_000);

afterAll(() => station.close(), 60_000);
beforeEach(() => station.proxy.clear());

const reads: Readonly<Record<string, () => Promise<object>>> = {
  'ecs:ListClusters': () => aws.ecs.send(new ListClustersCommand({})),
  'elasticfilesystem:DescribeFileSystems': () => aws.efs.send(new DescribeFileSystemsCommand({})),
  'elasticloadbalancing:DescribeLoadBalancers': () => aws.elb.send(new DescribeLoadBalancersCommand({})),
  'ec2:DescribeSubnets': () => aws.ec2.send(new DescribeSubnetsCommand({})),
};

interface Seen {
  readonly name: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

async function seen(operation: string, fault: Fault): Promise<Seen> {
  station.proxy.inject(operation, fault);
  const error: unknown = await reads[operation]?.().catch((thrown: unknown) => thrown);
  return error as Seen;
}

test.each([
  ['ecs:ListClusters', 'deny', 'AccessDeniedException', 400],
  ['elasticfilesystem:DescribeFileSystems', 'deny', 'AccessDeniedException', 403],
  ['elasticloadbalancing:DescribeLoadBalancers', 'deny', 'AccessDenied', 403],
  ['ec2:DescribeSubnets', 'deny', 'UnauthorizedOperation', 403],
  ['ecs:ListClusters', 'throttle', 'ThrottlingException', 400],
  ['elasticfilesystem:DescribeFileSystems', 'throttle', 'ThrottlingException', 429],
  ['elasticloadbalancing:DescribeLoadBalancers', 'throttle', 'Throttling', 400],
  ['ec2:DescribeSubnets', 'throttle', 'RequestLimitExceeded', 503],
  ['ecs:ListClusters', 'optin', 'UnrecognizedClientException', 400],
  ['elasticloadbalancing:DescribeLoadBalancers', 'optin', 'InvalidClientTokenId', 403],
  ['ec2:DescribeSubnets', 'optin', 'AuthFailure', 401],
  ['ecs:ListClusters', 'html', 'SyntaxError', 200],
  ['ecs:ListClusters', 'html-500', 'SyntaxError', 500],
  ['elasticfilesystem:DescribeFileSystems', 'cut', 'SyntaxError', 200],
] as const)('%s under "%s" is %s with status %i to the SDK', async (operation, fault, name, status) => {
  const error = await seen(operation, fault);
  expect([error.name, error.$metadata?.httpStatusCode]).toEqual([name, status]);
});

// The SDK takes both for answers that hold nothing: this is what an auditor has to notice by itself.
test.each(['html', 'cut'] as const)(
  'load balancers under "%s" are an answer without a list',
  async (fault) => {
    expect(await seen('elasticloadbalancing:DescribeLoadBalancers', fault)).not.toHaveProperty(
      'LoadBalancers.0',
    );
  },
);

test.each(Object.keys(reads))('%s under "cut-connection" is no answer', async (operation) => {
  expect(await seen(operation, 'cut-connection')).toBeInstanceOf(Error);
});

test('a call that hangs is ended by its caller', async () => {
  station.proxy.inject('ecs:ListClusters', 'hang');
  const asked = aws.ecs.send(new ListClustersCommand({}), { abortSignal: AbortSignal.timeout(200) });
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});

test('the first two calls throttled, the third answers, and each counts', async () => {
  station.proxy.inject('ecs:ListClusters', 'throttle:2');
  const endpoint = station.proxy.endpoint;
  const patient = new ECSClient({ endpoint, region: 'sa-east-1', credentials, maxAttempts: 3 });
  expect(await patient.send(new ListClustersCommand({}))).toMatchObject({ clusterArns: [] });
  expect(station.proxy.counts()).toEqual({ 'ecs:ListClusters': 3 });
});

test('a fault for every operation of a service spares the other services', async () => {
  station.proxy.inject('ecs:*', 'deny');
  for (const read of Object.values(reads)) await read().catch(() => undefined);
  expect(station.proxy.calls().map(({ operation, fault }) => [operation, fault])).toEqual([
    ['ecs:ListClusters', 'deny'],
    ['elasticfilesystem:DescribeFileSystems', undefined],
    ['elasticloadbalancing:DescribeLoadBalancers', undefined],
    ['ec2:DescribeSubnets', undefined],
  ]);
});

test('a load balancer made without a scheme is told to be internet-facing, as AWS does', async () => {
  const { publicSubnets } = await buildNetwork(aws, ['sa-east-1a', 'sa-east-1b']);
  const made = await aws.elb.send(
    new CreateLoadBalancerCommand({ Name: 'no-scheme', Subnets: publicSubnets }),
  );
  const LoadBalancerArns = made.LoadBalancers?.flatMap(({ LoadBalancerArn }) => LoadBalancerArn ?? []);
  expect(await aws.elb.send(new DescribeLoadBalancersCommand({ LoadBalancerArns }))).toMatchObject({
    LoadBalancers: [{ Scheme: 'internet-facing' }],
  });
});

test('a web ACL knows its load balancers, and a managed rule group its rules', async () => {
  const edge = await buildEdge(aws, await buildNetwork(aws, ['sa-east-1a', 'sa-east-1b']), ['web']);
  const { Summary } = await aws.waf.send(new CreateWebACLCommand({ ...firewallSettings, Rules: [] }));
  const WebACLArn = Summary?.ARN;
  const resources = () => aws.waf.send(new ListResourcesForWebACLCommand({ WebACLArn }));
  expect(await resources()).toMatchObject({ ResourceArns: [] });
  await aws.waf.send(new AssociateWebACLCommand({ WebACLArn, ResourceArn: edge.arn }));
  expect(await resources()).toMatchObject({ ResourceArns: [edge.arn] });

  const group = { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet', Scope: 'REGIONAL' } as const;
  const { Rules } = await aws.waf.send(new DescribeManagedRuleGroupCommand(group));
  expect(Rules?.[0]).toEqual({ Name: 'NoUserAgent_HEADER', Action: { Block: {} } });
});
