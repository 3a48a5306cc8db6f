import {
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  type NetworkConfiguration,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { RegisterTargetsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clients } from './clients.ts';
import type { Edge } from './load-balancer.ts';
import type { Network } from './network.ts';
import { given } from './tags.ts';

const cluster = 'kiosk';
const tags = [
  { key: 'app', value: 'kiosk' },
  { key: 'env', value: 'prod' },
];

/** A cluster with the services on Fargate, each behind the load balancer, scaling by itself, in two zones at least. */
export async function buildServices(aws: Clients, network: Network, edge: Edge, names: readonly string[]) {
  const { cluster: made } = await aws.ecs.send(new CreateClusterCommand({ clusterName: cluster, tags }));
  const taskDefinitions: Record<string, string> = {};
  const tasks: Record<string, readonly string[]> = {};
  for (const name of names) {
    const taskDefinition = await defineTask(aws, name);
    taskDefinitions[name] = taskDefinition;
    await createService(aws, network, given(edge.targetGroups[name], 'a target group'), name, taskDefinition);
    const running = await runTasks(aws, network, name, taskDefinition);
    tasks[name] = running.map(({ arn }) => arn);
    await register(aws, given(edge.targetGroups[name], 'a target group'), running);
    await scale(aws, name);
  }
  return { cluster, arn: given(made?.clusterArn, 'clusterArn'), names, taskDefinitions, tasks };
}

async function defineTask({ ecs }: Clients, name: string): Promise<string> {
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: `kiosk-${name}`,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      cpu: '512',
      memory: '1024',
      containerDefinitions: [
        {
          name: 'app',
          image: `registry.example.com/${name}@sha256:${'a'.repeat(64)}`,
          essential: true,
          // moto's RunTask fails without it.
          memory: 1024,
          portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
          environment: [{ name: 'LOG_LEVEL', value: 'info' }],
        },
      ],
    }),
  );
  return given(taskDefinition?.taskDefinitionArn, 'taskDefinitionArn');
}

async function createService({ ecs }: Clients, network: Network, target: string, name: string, task: string) {
  const deployment = {
    deploymentConfiguration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    },
    availabilityZoneRebalancing: 'ENABLED',
  } as const;
  await ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName: name,
      taskDefinition: task,
      desiredCount: 2,
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      schedulingStrategy: 'REPLICA',
      networkConfiguration: networkOf(network, network.privateSubnets),
      loadBalancers: [{ targetGroupArn: target, containerName: 'app', containerPort: 8080 }],
      ...deployment,
      tags,
    }),
  );
  // moto's CreateService drops these and leaves the service with nothing running; its UpdateService keeps them.
  await ecs.send(new UpdateServiceCommand({ cluster, service: name, desiredCount: 2, ...deployment }));
}

// moto never launches a service's tasks: two are run by hand, as the scheduler would mark them.
async function runTasks({ ecs }: Clients, network: Network, name: string, task: string) {
  const running: { readonly arn: string; readonly address: string }[] = [];
  for (const subnet of network.privateSubnets.slice(0, 2)) {
    const { tasks } = await ecs.send(
      new RunTaskCommand({
        cluster,
        taskDefinition: task,
        launchType: 'FARGATE',
        group: `service:${name}`,
        startedBy: `ecs-svc/${name}`,
        networkConfiguration: networkOf(network, [subnet]),
      }),
    );
    const [started] = tasks ?? [];
    const details = started?.attachments?.flatMap((attachment) => attachment.details ?? []);
    const address = details?.find((detail) => detail.name === 'privateIPv4Address')?.value;
    running.push({ arn: given(started?.taskArn, 'taskArn'), address: given(address, 'an address') });
  }
  return running;
}

// ECS registers the address of each task; moto leaves that to us.
async function register(
  { elb }: Clients,
  TargetGroupArn: string,
  running: readonly { readonly address: string }[],
) {
  const Targets = running.map(({ address: Id }) => ({ Id, Port: 8080 }));
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
}

function networkOf({ groups }: Network, subnets: readonly string[]): NetworkConfiguration {
  return {
    awsvpcConfiguration: {
      subnets: [...subnets],
      securityGroups: [groups.services],
      assignPublicIp: 'DISABLED',
    },
  };
}

async function scale({ scaling }: Clients, name: string): Promise<void> {
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: `service/${cluster}/${name}`,
    ScalableDimension: 'ecs:service:DesiredCount',
  } as const;
  await scaling.send(new RegisterScalableTargetCommand({ ...target, MinCapacity: 2, MaxCapacity: 10 }));
  await scaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: `${name}-cpu`,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 60,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleOutCooldown: 60,
        ScaleInCooldown: 300,
        DisableScaleIn: false,
      },
    }),
  );
}
