import { expect, test } from '@jest/globals';
import collector from '../../src/collectors/ecs-service.ts';
import { containerDefaults } from '../../src/collectors/operations/container-defaults.ts';
import { taskDefinitionOf } from '../../src/collectors/operations/ecs-task-definition.ts';
import { propertyText } from '../../src/model/property-words.ts';
import type { Resource } from '../../src/model/resource.ts';
import { clusterArn } from '../support/ecs.ts';
import { collectAll, type Exchange, replayPlace } from '../support/replay.ts';

const arn = 'arn:aws:ecs:sa-east-1:111122223333';
const serviceArn = `${arn}:service/kiosk/web`;
const cluster = {
  clusterArn,
  clusterName: 'kiosk',
  status: 'ACTIVE',
  defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }],
};
const web = {
  serviceArn,
  serviceName: 'web',
  clusterArn,
  status: 'ACTIVE',
  launchType: 'FARGATE',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  deployments: [
    { status: 'PRIMARY', rolloutState: 'COMPLETED', updatedAt: new Date('2026-11-24T09:05:00Z') },
  ],
  taskDefinition: `${arn}:task-definition/web:7`,
  loadBalancers: [{ targetGroupArn: 'arn:tg', containerName: 'app', containerPort: 8080 }],
  networkConfiguration: { awsvpcConfiguration: { subnets: ['s-a', 's-b'], assignPublicIp: 'DISABLED' } },
  tags: [{ key: 'app', value: 'kiosk' }],
};
const task = {
  taskArn: 'arn:t1',
  group: 'service:web',
  lastStatus: 'RUNNING',
  launchType: 'FARGATE',
  taskDefinitionArn: `${arn}:task-definition/web:7`,
  availabilityZone: 'sa-east-1a',
};

const clusters: Exchange[] = [
  { operation: 'ecs:ListClusters', input: { maxResults: 100 }, output: { clusterArns: [clusterArn] } },
  { operation: 'ecs:DescribeClusters', input: { clusters: [clusterArn] }, output: { clusters: [cluster] } },
];
const list: Exchange = {
  operation: 'ecs:ListServices',
  input: { cluster: clusterArn, maxResults: 100 },
  output: { serviceArns: [serviceArn] },
};
const describeServices = (output: object, services = [serviceArn]): Exchange => ({
  operation: 'ecs:DescribeServices',
  input: { cluster: clusterArn, services, include: ['TAGS'] },
  output,
});
const base = [...clusters, list, describeServices({ services: [web] })];
const tasks: Exchange[] = [
  {
    operation: 'ecs:ListTasks',
    input: { cluster: clusterArn, desiredStatus: 'RUNNING', maxResults: 100 },
    output: { taskArns: ['arn:t1'] },
  },
  {
    operation: 'ecs:DescribeTasks',
    input: { cluster: clusterArn, tasks: ['arn:t1'] },
    output: { tasks: [task] },
  },
];
const definition: Exchange = {
  operation: 'ecs:DescribeTaskDefinition',
  input: { taskDefinition: `${arn}:task-definition/web:7` },
  output: {
    taskDefinition: {
      cpu: '256',
      containerDefinitions: [{ name: 'app', dockerLabels: { team: 'kiosk' }, environment: [{ name: 'A' }] }],
    },
  },
};
const refused = (exchange: Exchange): Exchange => ({
  operation: exchange.operation,
  input: exchange.input,
  refusal: 'AccessDeniedException',
});

async function read(exchanges: readonly Exchange[], paths: readonly string[] = []) {
  const place = replayPlace(exchanges);
  const resources = await collectAll(collector, place, paths);
  expect(place.unasked()).toEqual([]);
  return resources as unknown as Resource<'AWS::ECS::Service'>[];
}
const described = async (...services: object[]) =>
  (await read([...clusters, list, describeServices({ services })])).map(({ properties }) => properties);

test('a service by its CloudFormation names, joined with its cluster', async () => {
  const [service] = await read(base);
  expect(service).toEqual({
    type: 'AWS::ECS::Service',
    id: serviceArn,
    name: 'kiosk/web',
    awsName: 'web',
    account: '111122223333',
    region: 'sa-east-1',
    tags: { app: 'kiosk' },
    condition: { state: 'ACTIVE', serves: true, moving: false },
    properties: {
      ServiceName: 'web',
      Cluster: clusterArn,
      LaunchType: 'FARGATE',
      SchedulingStrategy: 'REPLICA',
      DesiredCount: 2,
      TaskDefinition: `${arn}:task-definition/web:7`,
      DeploymentController: { Type: 'ECS' },
      NetworkConfiguration: {
        AwsvpcConfiguration: { Subnets: ['s-a', 's-b'], AssignPublicIp: 'DISABLED' },
      },
      LoadBalancers: [{ TargetGroupArn: 'arn:tg', ContainerName: 'app', ContainerPort: 8080 }],
      AvailabilityZoneRebalancing: 'DISABLED',
      Live: {
        Status: 'ACTIVE',
        RunningCount: 2,
        PendingCount: 0,
        Rollout: { State: 'COMPLETED', UpdatedAt: '2026-11-24T09:05:00.000Z' },
        OtherTargetGroups: [],
        Cluster: {
          ClusterName: 'kiosk',
          DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1, Base: 0 }],
        },
      },
    },
    gaps: [],
  });
});

test('services that are deleted or drain are none, and neither are those of a deleted cluster', async () => {
  expect(await described({ ...web, status: 'INACTIVE' }, { ...web, status: 'DRAINING' })).toEqual([]);
  const gone = { ...clusters[1], output: { clusters: [{ ...cluster, status: 'INACTIVE' }] } } as Exchange;
  expect(await read([clusters[0] as Exchange, gone])).toEqual([]);
});

test('a strategy outranks a launch type', async () => {
  const capacityProviderStrategy = [{ capacityProvider: 'ec2-asg', weight: 1 }];
  expect(await described({ ...web, capacityProviderStrategy })).toMatchObject([
    { LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: 'ec2-asg', Weight: 1 }] },
  ]);
});

test('under CodeDeploy what runs is the primary task set', async () => {
  const primary = {
    status: 'PRIMARY',
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: ['s-c'] } },
    loadBalancers: [{ targetGroupArn: 'arn:green' }],
  };
  const { launchType, networkConfiguration, loadBalancers, ...rest } = web;
  const service = { ...rest, deploymentController: { type: 'CODE_DEPLOY' } };
  const old = { ...primary, status: 'ACTIVE', loadBalancers: [{ targetGroupArn: 'arn:blue' }] };
  const gone = { ...old, status: 'DRAINING', loadBalancers: [{ targetGroupArn: 'arn:gone' }] };
  expect(await described({ ...service, taskSets: [old, gone, primary] })).toMatchObject([
    {
      LaunchType: 'FARGATE',
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['s-c'] } },
      LoadBalancers: [{ TargetGroupArn: 'arn:green' }],
      Live: { OtherTargetGroups: ['arn:blue'] },
    },
  ]);
});

test('under an external controller what runs is a task set, the largest where none is the primary', async () => {
  const service = { ...web, launchType: 'EC2', deploymentController: { type: 'EXTERNAL' } };
  const set = (status: string, launchType: string, value: number) => ({
    status,
    launchType,
    scale: { value },
  });
  const small = set('ACTIVE', 'EC2', 10);
  const large = set('ACTIVE', 'FARGATE', 90);
  const gone = set('DRAINING', 'EC2', 100);
  expect(await described({ ...service, taskSets: [gone, small, large] })).toMatchObject([
    { LaunchType: 'FARGATE', Live: { TaskSet: { Status: 'ACTIVE' } } },
  ]);
  const primary = set('PRIMARY', 'EC2', 1);
  expect(await described({ ...service, taskSets: [large, primary] })).toMatchObject([{ LaunchType: 'EC2' }]);
  // The launch type that ECS shows on the service itself means nothing.
  expect(await described({ ...service, taskSets: [gone] })).toMatchObject([{ LaunchType: undefined }]);
});

test('a task set has a launch of its own, whatever the service was created with', async () => {
  const capacityProviderStrategy = [{ capacityProvider: 'ec2-asg', weight: 1 }];
  const controller = { deploymentController: { type: 'CODE_DEPLOY' }, launchType: undefined };
  const taskSets = [{ status: 'PRIMARY', launchType: 'FARGATE' }];
  expect(await described({ ...web, ...controller, capacityProviderStrategy, taskSets })).toMatchObject([
    { LaunchType: 'FARGATE', CapacityProviderStrategy: undefined },
  ]);
});

test('a task definition told by its family is completed', async () => {
  expect(await described({ ...web, taskDefinition: 'web' })).toMatchObject([
    { TaskDefinition: `${arn}:task-definition/web` },
  ]);
});

test('running tasks belong to the service of their group, with the zone or the subnet they stand in', async () => {
  const attachments = [
    {
      details: [
        { name: 'subnetId', value: 's-b' },
        { name: 'privateIPv4Address', value: '10.0.2.7' },
      ],
    },
  ];
  const networkInterfaces = [{ privateIpv4Address: '10.0.2.7', ipv6Address: '2600:1f14::7' }];
  const containers = [{ networkInterfaces }, { networkInterfaces }];
  const startedAt = new Date('2026-11-24T11:00:00Z');
  const output = {
    tasks: [
      task,
      { taskArn: 'arn:t2', group: 'service:web', lastStatus: 'RUNNING', attachments, containers, startedAt },
      { ...task, taskArn: 'arn:t3', lastStatus: 'PROVISIONING' },
      { ...task, taskArn: 'arn:t4', group: 'family:web' },
    ],
  };
  const [service] = await read(
    [...base, tasks[0] as Exchange, { ...(tasks[1] as Exchange), output }],
    ['Live.Tasks'],
  );
  expect(service?.properties.Live.Tasks).toEqual([
    {
      TaskArn: 'arn:t1',
      AvailabilityZone: 'sa-east-1a',
      LastStatus: 'RUNNING',
      LaunchType: 'FARGATE',
      TaskDefinition: `${arn}:task-definition/web:7`,
      Addresses: [],
    },
    {
      TaskArn: 'arn:t2',
      SubnetId: 's-b',
      LastStatus: 'RUNNING',
      StartedAt: '2026-11-24T11:00:00.000Z',
      Addresses: ['10.0.2.7', '2600:1f14::7'],
    },
  ]);
});

test('a task definition by its CloudFormation names, the keys of maps untouched', async () => {
  const [service] = await read([...base, definition], ['Live.TaskDefinition']);
  expect(service?.properties.Live.TaskDefinition).toEqual({
    Cpu: '256',
    ContainerDefinitions: [
      {
        ...containerDefaults,
        Name: 'app',
        DockerLabels: { team: 'kiosk' },
        Environment: [{ Name: 'A' }],
      },
    ],
  });
});

test.each([
  ['a task definition that shows no container', { taskDefinition: { containerDefinitions: [] } }, 'menu:3'],
  ['a service that does not say its task definition', undefined, undefined],
])('of %s nobody knows what runs', async (_, output, taskDefinition) => {
  const operation = 'ecs:DescribeTaskDefinition';
  const answer = { operation, input: { taskDefinition }, output };
  const reading = taskDefinitionOf(replayPlace(output ? [answer as Exchange] : []), taskDefinition);
  expect(await reading).toMatchObject({
    gap: { property: 'Live.TaskDefinition', reason: 'UnreadableAnswer' },
  });
});

test('a running task proves what its definition can be launched on, and saves the question', async () => {
  const [service] = await read([...base, ...tasks], ['Live.LaunchProof']);
  expect(service?.properties.Live.LaunchProof).toEqual({ kind: 'task', LaunchType: 'FARGATE' });
});

test('where no task of it runs on Fargate, the definition is asked what it is for', async () => {
  const older = { ...task, taskDefinitionArn: `${arn}:task-definition/web:6` };
  const described = { compatibilities: ['EC2'], requiresCompatibilities: ['EC2'], networkMode: 'bridge' };
  const exchanges = [
    ...base,
    tasks[0] as Exchange,
    { ...(tasks[1] as Exchange), output: { tasks: [older] } },
    { ...definition, output: { taskDefinition: described } },
  ];
  const [service] = await read(exchanges, ['Live.LaunchProof']);
  expect(service?.properties.Live.LaunchProof).toEqual({
    kind: 'definition',
    RequiresCompatibilities: ['EC2'],
    Compatibilities: ['EC2'],
    NetworkMode: 'bridge',
  });
});

test('what is to start on instances needs no proof', async () => {
  const output = { services: [{ ...web, launchType: 'EC2' }] };
  const exchanges = [...clusters, list, describeServices(output), ...tasks];
  const [service] = await read(exchanges, ['Live.LaunchProof']);
  expect(service?.properties.Live.LaunchProof).toBeUndefined();
});

test('refused tasks leave the definition to be asked', async () => {
  const exchanges = [...base, refused(tasks[0] as Exchange), definition];
  const [service] = await read(exchanges, ['Live.LaunchProof']);
  expect(service?.gaps).toEqual([]);
  expect(service?.properties.Live.LaunchProof).toMatchObject({ kind: 'definition' });
});

test('twelve services are described ten at a time', async () => {
  const serviceArns = Array.from({ length: 12 }, (_, index) => `${serviceArn}-${index}`);
  const services = serviceArns.map((each) => ({ ...web, serviceArn: each, serviceName: each }));
  const exchanges = [
    ...clusters,
    { ...list, output: { serviceArns } },
    describeServices({ services: services.slice(0, 10) }, serviceArns.slice(0, 10)),
    describeServices({ services: services.slice(10) }, serviceArns.slice(10)),
  ];
  expect(await read(exchanges)).toHaveLength(12);
});

test.each([
  ['ecs:ListTasks', [...base, refused(tasks[0] as Exchange)], 'Live.Tasks'],
  ['ecs:DescribeTasks', [...base, tasks[0] as Exchange, refused(tasks[1] as Exchange)], 'Live.Tasks'],
  ['ecs:DescribeTaskDefinition', [...base, refused(definition)], 'Live.TaskDefinition'],
  [
    'ecs:DescribeTaskDefinition',
    [...base, { ...(tasks[0] as Exchange), output: { taskArns: [] } }, refused(definition)],
    'Live.LaunchProof',
  ],
])('%s refused is a gap', async (operation, exchanges, property) => {
  const [service] = await read(exchanges, [property]);
  expect(service?.gaps).toEqual([
    { property, kind: 'refused', operation, reason: 'AccessDeniedException', permission: operation },
  ]);
  expect(() => service?.properties.Live[property.slice(5) as 'Tasks']).toThrow(
    `could not read ${propertyText(property)}`,
  );
});

test.each([
  ['ecs:ListClusters', 0],
  ['ecs:DescribeClusters', 1],
  ['ecs:ListServices', 2],
  ['ecs:DescribeServices', 3],
])('%s refused makes the type a blind spot', async (operation, index) => {
  const exchanges = [...base.slice(0, index), refused(base[index] as Exchange)];
  await expect(read(exchanges)).rejects.toMatchObject({
    unseen: { operation, reason: 'AccessDeniedException' },
  });
});

const other = `${arn}:service/kiosk/other`;
const two = [...clusters, { ...list, output: { serviceArns: [serviceArn, other] } }];

test.each([
  ['as MISSING', { failures: [{ arn: other, reason: 'MISSING' }] }, 'MISSING'],
  ['as something it may not show', { failures: [{ arn: other, reason: 'ACCESS_DENIED' }] }, 'ACCESS_DENIED'],
  ['nowhere', {}, 'UnreadableAnswer'],
])(
  'of a service that was listed, and is told %s even when asked again, nothing is known',
  async (_, more, reason) => {
    const [first, second] = await read([
      ...two,
      describeServices({ services: [web], ...more }, [serviceArn, other]),
      { ...describeServices({ services: [], ...more }, [other]), again: true },
    ]);
    expect(first?.gaps).toEqual([]);
    expect(second).toMatchObject({ id: other, name: 'kiosk/other' });
    expect(second?.gaps[0]).toMatchObject({ operation: 'ecs:DescribeServices', reason });
    expect(() => second?.properties.LaunchType).toThrow('could not read LaunchType');
  },
);

test('a service that is left out, and described when asked again, is one like any other', async () => {
  const found = await read([
    ...two,
    describeServices({ services: [web] }, [serviceArn, other]),
    {
      ...describeServices({ services: [{ ...web, serviceArn: other, serviceName: 'other' }] }, [other]),
      again: true,
    },
  ]);
  expect(found.map(({ name, gaps }) => [name, gaps])).toEqual([
    ['kiosk/web', []],
    ['kiosk/other', []],
  ]);
});

test('a task that is left out may be of any service: which tasks run is a gap', async () => {
  const exchanges = [
    ...base,
    tasks[0] as Exchange,
    { ...(tasks[1] as Exchange), output: { tasks: [] } },
    { ...(tasks[1] as Exchange), again: true as const, output: { tasks: [] } },
  ];
  const [service] = await read(exchanges, ['Live.Tasks']);
  expect(service?.gaps).toMatchObject([{ property: 'Live.Tasks', operation: 'ecs:DescribeTasks' }]);
});

test('a task that went between two questions runs no more, and hides nothing', async () => {
  const [arn = ''] = (tasks[1] as Exchange & { readonly input: { readonly tasks: readonly string[] } }).input
    .tasks;
  const gone = { ...(tasks[1] as Exchange), output: { tasks: [], failures: [{ arn, reason: 'MISSING' }] } };
  const again = { ...gone, again: true as const };
  const [service] = await read([...base, tasks[0] as Exchange, gone, again], ['Live.Tasks']);
  expect(service?.gaps).toEqual([]);
  expect(service?.properties.Live.Tasks).toEqual([]);
});

test('a cluster that is left out is a blind spot', async () => {
  const silent = { ...clusters[1], output: { clusters: [] } } as Exchange;
  await expect(read([clusters[0] as Exchange, silent, { ...silent, again: true }])).rejects.toMatchObject({
    unseen: { operation: 'ecs:DescribeClusters', reason: 'UnreadableAnswer' },
  });
});

const ci = `${arn}:cluster/ci`;
const meanwhile = (answer: Partial<Exchange>): readonly Exchange[] => [
  { operation: 'ecs:ListClusters', input: { maxResults: 100 }, output: { clusterArns: [clusterArn, ci] } },
  {
    operation: 'ecs:DescribeClusters',
    input: { clusters: [clusterArn, ci] },
    output: { clusters: [cluster, { clusterArn: ci, status: 'ACTIVE' }] },
  },
  list,
  describeServices({ services: [web] }),
  { ...list, input: { cluster: ci, maxResults: 100 }, refusal: 'ClusterNotFoundException' },
  { operation: 'ecs:DescribeClusters', input: { clusters: [ci] }, again: true, ...answer },
];

test.each([
  ['INACTIVE', { output: { clusters: [{ clusterArn: ci, status: 'INACTIVE' }] } }],
  ['MISSING', { output: { clusters: [], failures: [{ arn: ci, reason: 'MISSING' }] } }],
])('a cluster deleted meanwhile, which is then %s, has no services', async (_, answer) => {
  expect(await read(meanwhile(answer))).toMatchObject([{ name: 'kiosk/web' }]);
});

test('a cluster that is not found and still described is a contradiction: a blind spot', async () => {
  const answer = { output: { clusters: [{ clusterArn: ci, status: 'ACTIVE' }] } };
  await expect(read(meanwhile(answer))).rejects.toMatchObject({
    unseen: { operation: 'ecs:ListServices', reason: 'ClusterNotFoundException' },
  });
});

test('the health of what is registered with its target groups, where a policy reads it', async () => {
  const [blue, green] = ['blue', 'green'];
  const loadBalancers = [{ targetGroupArn: blue, advancedConfiguration: { alternateTargetGroupArn: green } }];
  const health = (TargetGroupArn: string, answer: Partial<Exchange>): Exchange => ({
    operation: 'elasticloadbalancing:DescribeTargetHealth',
    input: { TargetGroupArn },
    ...answer,
  });
  const described = [...clusters, list, describeServices({ services: [{ ...web, loadBalancers }] })];
  const empty = { output: { TargetHealthDescriptions: [] } };
  const [service] = await read(
    [...described, health(blue, empty), health(green, empty)],
    ['Live.TargetHealth'],
  );
  expect(service?.properties.Live.TargetHealth).toEqual([
    { TargetGroupArn: blue, Targets: [] },
    { TargetGroupArn: green, Targets: [] },
  ]);
  const refusal = { refusal: 'AccessDenied' };
  const [other] = await read(
    [...described, health(blue, refusal), health(green, empty)],
    ['Live.TargetHealth'],
  );
  expect(other?.gaps).toMatchObject([{ property: 'Live.TargetHealth', reason: 'AccessDenied' }]);
});
