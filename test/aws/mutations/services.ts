import { call, type Mutation } from './mutation.ts';

const update = (service: string, more: object) =>
  call('ecs', 'UpdateService', { cluster: 'kiosk', service, ...more });

const inSubnets = (...subnets: readonly string[]) => ({
  networkConfiguration: {
    awsvpcConfiguration: {
      subnets,
      securityGroups: ['$network.groups.services'],
      assignPublicIp: 'DISABLED',
    },
  },
});

const subnetInFirstZone = (name: string, CidrBlock: string) =>
  call(
    'ec2',
    'CreateSubnet',
    { VpcId: '$network.vpc', CidrBlock, AvailabilityZone: '$zones.0' },
    { [name]: 'Subnet.SubnetId' },
  );

const onTargetGroup = (targetGroupArn: string) => ({
  loadBalancers: [{ targetGroupArn, containerName: 'app', containerPort: 8080 }],
});

const stop = (task: string) => call('ecs', 'StopTask', { cluster: 'kiosk', task });

const nothing = update('menu', { desiredCount: 0 });

/** On Fargate, in several zones, behind the load balancer. */
export const serviceMutations: readonly Mutation[] = [
  {
    name: 'a service moves to EC2 by its capacity provider strategy',
    breaks: 'services/fargate',
    calls: [
      call('ecs', 'CreateCapacityProvider', {
        name: 'own-hosts',
        autoScalingGroupProvider: {
          autoScalingGroupArn:
            'arn:aws:autoscaling:sa-east-1:123456789012:autoScalingGroup:1:autoScalingGroupName/own-hosts',
        },
      }),
      update('menu', {
        capacityProviderStrategy: [{ capacityProvider: 'own-hosts', weight: 1 }],
        forceNewDeployment: true,
      }),
    ],
  },
  {
    name: 'a service that was added runs on EC2',
    breaks: 'services/fargate',
    calls: [
      call('ecs', 'CreateService', {
        cluster: 'kiosk',
        serviceName: 'legacy',
        taskDefinition: '$services.taskDefinitions.menu',
        desiredCount: 2,
        launchType: 'EC2',
        ...inSubnets('$network.privateSubnets.0', '$network.privateSubnets.1'),
        ...onTargetGroup('$edge.targetGroups.menu'),
      }),
    ],
  },
  {
    name: 'a service has a task definition for instances',
    breaks: 'services/fargate',
    calls: [
      call(
        'ecs',
        'RegisterTaskDefinition',
        {
          family: 'kiosk-menu',
          networkMode: 'bridge',
          requiresCompatibilities: ['EC2'],
          containerDefinitions: [{ name: 'app', image: 'menu:2', memory: 1024 }],
        },
        { task: 'taskDefinition.taskDefinitionArn' },
      ),
      update('menu', { taskDefinition: '$saved.task' }),
    ],
  },
  { name: 'no task of a service is wanted', breaks: 'services/running', calls: [nothing] },
  { name: 'fewer tasks are wanted than its bounds allow', breaks: 'services/autoscaling', calls: [nothing] },
  {
    name: 'a service has three subnets, all in one zone',
    breaks: 'services/spread-over-azs',
    calls: [
      subnetInFirstZone('second', '10.0.20.0/24'),
      subnetInFirstZone('third', '10.0.21.0/24'),
      update('menu', inSubnets('$network.privateSubnets.0', '$saved.second', '$saved.third')),
    ],
  },
  {
    name: 'one service of six is narrowed to one subnet',
    breaks: 'services/spread-over-azs',
    calls: [update('devices', inSubnets('$network.privateSubnets.2'))],
  },
  {
    name: 'both running tasks of a service are in one zone',
    breaks: 'services/spread-over-azs',
    calls: [
      stop('$services.tasks.orders.1'),
      call('ecs', 'RunTask', {
        cluster: 'kiosk',
        taskDefinition: '$services.taskDefinitions.orders',
        launchType: 'FARGATE',
        group: 'service:orders',
        ...inSubnets('$network.privateSubnets.0'),
      }),
    ],
  },
  {
    name: 'a service is taken off its target group',
    breaks: 'services/behind',
    calls: [update('menu', { loadBalancers: [] })],
  },
  {
    name: 'a service is on a target group that no listener forwards to',
    breaks: 'services/behind',
    calls: [
      call(
        'elasticloadbalancing',
        'CreateTargetGroup',
        { Name: 'orphan', Protocol: 'HTTP', Port: 8080, VpcId: '$network.vpc', TargetType: 'ip' },
        { orphan: 'TargetGroups.0.TargetGroupArn' },
      ),
      update('menu', onTargetGroup('$saved.orphan')),
    ],
  },
];
