import { call, type Mutation, type SdkCall } from './mutation.ts';

const elb = (operation: string, params: object, save = {}) =>
  call('elasticloadbalancing', operation, { ...params }, save);

const network = (subnets: unknown) => ({
  networkConfiguration: {
    awsvpcConfiguration: { subnets, securityGroups: ['$network.groups.services'] },
  },
});

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/kiosk/coupons',
  ScalableDimension: 'ecs:service:DesiredCount',
};

const runTask = (subnet: string) =>
  call('ecs', 'RunTask', {
    cluster: 'kiosk',
    taskDefinition: '$services.taskDefinitions.web',
    launchType: 'FARGATE',
    group: 'service:coupons',
    ...network([subnet]),
  });

/** One more service, with all that is required of it. */
const addService: readonly SdkCall[] = [
  elb(
    'CreateTargetGroup',
    { Name: 'kiosk-coupons', Protocol: 'HTTP', Port: 8080, VpcId: '$network.vpc', TargetType: 'ip' },
    { group: 'TargetGroups.0.TargetGroupArn' },
  ),
  elb('CreateRule', {
    ListenerArn: '$edge.listeners.https',
    Priority: 400,
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/coupons/*'] } }],
    Actions: [{ Type: 'forward', TargetGroupArn: '$saved.group' }],
  }),
  call('ecs', 'CreateService', {
    cluster: 'kiosk',
    serviceName: 'coupons',
    taskDefinition: '$services.taskDefinitions.web',
    desiredCount: 2,
    launchType: 'FARGATE',
    loadBalancers: [{ targetGroupArn: '$saved.group', containerName: 'app', containerPort: 8080 }],
    ...network('$network.privateSubnets'),
  }),
  call('ecs', 'UpdateService', { cluster: 'kiosk', service: 'coupons', desiredCount: 2 }),
  runTask('$network.privateSubnets.0'),
  runTask('$network.privateSubnets.1'),
  call('application-autoscaling', 'RegisterScalableTarget', { ...target, MinCapacity: 2, MaxCapacity: 6 }),
  call('application-autoscaling', 'PutScalingPolicy', {
    ...target,
    PolicyName: 'coupons-cpu',
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 50,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
    },
  }),
];

/** What people do every day, and what stands beside the platform: none of it breaks a requirement. */
export const harmlessMutations: readonly Mutation[] = [
  { name: 'a seventh service that meets every requirement', breaks: 'none', calls: addService },
  {
    name: 'a new revision of a task definition is rolled out',
    breaks: 'none',
    calls: [
      call(
        'ecs',
        'RegisterTaskDefinition',
        {
          family: 'kiosk-menu',
          networkMode: 'awsvpc',
          requiresCompatibilities: ['FARGATE'],
          cpu: '1024',
          memory: '2048',
          containerDefinitions: [
            { name: 'app', image: 'menu:2', memory: 1024, portMappings: [{ containerPort: 8080 }] },
          ],
        },
        { task: 'taskDefinition.taskDefinitionArn' },
      ),
      call('ecs', 'UpdateService', { cluster: 'kiosk', service: 'menu', taskDefinition: '$saved.task' }),
    ],
  },
  {
    name: 'a service runs more tasks than it began with',
    breaks: 'none',
    calls: [call('ecs', 'UpdateService', { cluster: 'kiosk', service: 'menu', desiredCount: 7 })],
  },
  {
    name: 'the latest platform version',
    breaks: 'none',
    calls: [call('ecs', 'UpdateService', { cluster: 'kiosk', service: 'menu', platformVersion: 'LATEST' })],
  },
  {
    name: 'a task somebody ran by hand, in one zone',
    breaks: 'none',
    calls: [
      call('ecs', 'RunTask', {
        cluster: 'kiosk',
        taskDefinition: '$services.taskDefinitions.menu',
        launchType: 'FARGATE',
        ...network(['$network.privateSubnets.0']),
      }),
    ],
  },
  {
    name: 'a service of another team, in a cluster of its own',
    breaks: 'none',
    calls: [
      call('ecs', 'CreateCluster', { clusterName: 'lab' }),
      call('ecs', 'CreateService', {
        cluster: 'lab',
        serviceName: 'toy',
        taskDefinition: '$services.taskDefinitions.menu',
        desiredCount: 1,
        launchType: 'FARGATE',
        ...network(['$network.privateSubnets.0']),
      }),
    ],
  },
  {
    name: 'a security group open to the world, attached to nothing',
    breaks: 'none',
    calls: [
      call('ec2', 'CreateSecurityGroup', { GroupName: 'lab', Description: 'lab', VpcId: '$network.vpc' }),
    ],
  },
];
