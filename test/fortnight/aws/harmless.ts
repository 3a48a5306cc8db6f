import type { Account, Change } from './account.ts';
import { clusterOf, instancesOf, sessionsOf } from './breaks.ts';

/** What people and AWS do every day, and nobody wants to hear of. */
export interface Harmless {
  readonly name: string;
  /** How it looks while it goes on. */
  readonly during?: Change;
  /** How it stays. */
  readonly after?: Change;
}

export const harmless: readonly Harmless[] = [
  { name: 'a deployment', during: deploying('menu'), after: revised('menu', 2) },
  { name: 'a deployment that starts with one task', during: replacing('web'), after: revised('web', 3) },
  { name: 'scaling out', during: scaling('orders', 4, 2), after: scaling('orders', 4, 4) },
  { name: 'all tasks are replaced', after: restarted('payments') },
  {
    name: 'a failover of the sessions',
    during: (aws) => {
      sessionsOf(aws).Status = 'modifying';
      sessionsOf(aws).NodeGroups[0].Status = 'modifying';
      sessionsOf(aws).NodeGroups[0].NodeGroupMembers.pop();
    },
    after: (aws) => void sessionsOf(aws).NodeGroups[0].NodeGroupMembers.reverse(),
  },
  {
    name: 'a failover of the database',
    during: (aws) => {
      clusterOf(aws).Status = 'failing-over';
      instancesOf(aws)[1].DBInstanceStatus = 'rebooting';
    },
    after: (aws) => {
      for (const member of clusterOf(aws).DBClusterMembers) member.IsClusterWriter = !member.IsClusterWriter;
    },
  },
  {
    name: 'a minor version of the database',
    during: (aws) => {
      clusterOf(aws).Status = 'upgrading';
      for (const instance of instancesOf(aws)) instance.DBInstanceStatus = 'upgrading';
    },
    after: (aws) => {
      for (const one of [clusterOf(aws), ...instancesOf(aws)]) one.EngineVersion = '8.0.mysql_aurora.3.08.3';
    },
  },
  {
    name: 'a snapshot of the sessions',
    during: (aws) => {
      sessionsOf(aws).Status = 'snapshotting';
    },
  },
  {
    name: 'a backup of the database',
    during: (aws) => {
      clusterOf(aws).Status = 'backing-up';
    },
  },
  {
    name: 'tags',
    after: (aws) => {
      aws.said('elasticfilesystem:DescribeFileSystems').FileSystems[0].Tags.push({
        Key: 'cost-centre',
        Value: '4711',
      });
      for (const service of aws.said('ecs:DescribeServices').services)
        service.tags = [...(service.tags ?? []), { key: 'team', value: 'lunch' }];
    },
  },
  {
    name: 'a new internal load balancer, which is being made',
    during: (aws) =>
      void aws.said('elasticloadbalancing:DescribeLoadBalancers').LoadBalancers.push(network(aws)),
  },
  {
    name: 'the files grow',
    after: (aws) => {
      const [files] = aws.said('elasticfilesystem:DescribeFileSystems').FileSystems;
      files.SizeInBytes = { Value: 1e12, Timestamp: new Date(), ValueInIA: 1, ValueInStandard: 1 };
    },
  },
];

const serviceOf = (aws: Account, name: string) =>
  aws.said('ecs:DescribeServices').services.find((one: { serviceName: string }) => one.serviceName === name);
const isOf = (name: string) => (task: { group: string }) => task.group === `service:${name}`;
const tasksOf = (aws: Account) => aws.said('ecs:DescribeTasks').tasks;

/** The new tasks start beside the old ones. */
function deploying(name: string): Change {
  return (aws, now) => {
    const service = serviceOf(aws, name);
    service.deployments = [
      { ...service.deployments[0], ...begun(now), pendingCount: 2, runningCount: 0 },
      { ...service.deployments[0], id: 'ecs-svc/old', status: 'ACTIVE', rolloutState: 'COMPLETED' },
    ];
    service.pendingCount = 2;
  };
}

/** Half of the tasks are gone before the new ones run: its least healthy percent is 50. */
function replacing(name: string): Change {
  return (aws, now) => {
    deploying(name)(aws, now);
    serviceOf(aws, name).runningCount = 1;
    dropTask(aws, name);
  };
}

const begun = (now: Date) => ({
  createdAt: new Date(now.getTime() - 4 * 60_000),
  updatedAt: new Date(now.getTime() - 60_000),
  rolloutState: 'IN_PROGRESS',
});

function dropTask(aws: Account, name: string): void {
  const task = tasksOf(aws).find(isOf(name));
  aws.said('ecs:DescribeTasks').tasks = tasksOf(aws).filter((one: unknown) => one !== task);
  const list = aws.said('ecs:ListTasks');
  list.taskArns = list.taskArns.filter((arn: string) => arn !== task.taskArn);
}

function revised(name: string, revision: number): Change {
  return (aws) => {
    const service = serviceOf(aws, name);
    service.taskDefinition = service.taskDefinition.replace(/:\d+$/, `:${revision}`);
    restarted(name)(aws, new Date());
  };
}

/** Other tasks, in the same zones. */
function restarted(name: string): Change {
  return (aws) => {
    const list = aws.said('ecs:ListTasks');
    for (const task of tasksOf(aws).filter(isOf(name))) {
      const arn = task.taskArn.replace(/.$/, 'x');
      list.taskArns = list.taskArns.map((one: string) => (one === task.taskArn ? arn : one));
      task.taskArn = arn;
    }
  };
}

function scaling(name: string, desired: number, running: number): Change {
  return (aws, now) => {
    const service = serviceOf(aws, name);
    const updatedAt = new Date(now.getTime() - 60_000);
    Object.assign(service, { desiredCount: desired, runningCount: running, pendingCount: desired - running });
    Object.assign(service.deployments[0], { desiredCount: desired, runningCount: running, updatedAt });
    const own = tasksOf(aws).filter(isOf(name));
    for (let more = own.length; more < running; more += 1) {
      const task = { ...own[more % own.length], taskArn: `${own[0].taskArn.slice(0, -2)}${more}z` };
      tasksOf(aws).push(task);
      aws.said('ecs:ListTasks').taskArns.push(task.taskArn);
    }
  };
}

const network = (aws: Account) => ({
  ...aws.said('elasticloadbalancing:DescribeLoadBalancers').LoadBalancers[0],
  LoadBalancerArn: `arn:aws:elasticloadbalancing:${aws.place.region}:${aws.place.account}:loadbalancer/net/lab/1`,
  LoadBalancerName: 'lab',
  Type: 'network',
  State: { Code: 'provisioning' },
});
