/**
 * What IAM lets an action be narrowed to: the end of an ARN, after the account. Where it is `*`, either IAM takes no ARN
 * for the action, or `because` says why a narrower one might refuse us a question, which is worse than a wide one.
 */
export interface ResourceLevel {
  readonly resource: string;
  readonly because?: string;
  /** It may belong to another account, which shares it. */
  readonly shared?: true;
}

interface Service {
  /** Its page of the Service Authorization Reference: the column "Resource types" of each action. */
  readonly source: string;
  readonly actions: Readonly<Record<string, ResourceLevel>>;
}

const none: ResourceLevel = { resource: '*' };
const reference = 'https://docs.aws.amazon.com/service-authorization/latest/reference';

/** By service, as IAM prefixes it, and action. */
export const services: Readonly<Record<string, Service>> = {
  'application-autoscaling': {
    source: `${reference}/list_awsapplicationautoscaling.html`,
    actions: {
      DescribeScalableTargets: none,
      DescribeScalingPolicies: none,
      DescribeScheduledActions: none,
    },
  },
  cloudwatch: {
    source: `${reference}/list_amazoncloudwatch.html`,
    actions: {
      DescribeAlarms: {
        resource: '*',
        because:
          'narrower than * it shows no composite alarm: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html',
      },
    },
  },
  ec2: {
    source: `${reference}/list_amazonec2.html`,
    actions: {
      DescribeNetworkInterfaceAttribute: {
        resource: '*',
        because: 'EFS asks it for us, of interfaces that are its own',
      },
      DescribeSubnets: none,
    },
  },
  ecs: {
    source: `${reference}/list_amazonelasticcontainerservice.html`,
    actions: {
      DescribeClusters: { resource: 'cluster/*' },
      DescribeServices: { resource: 'service/*' },
      DescribeTaskDefinition: none,
      DescribeTasks: { resource: 'task/*' },
      ListClusters: none,
      ListServices: none,
      ListTasks: {
        resource: '*',
        because: 'IAM asks for a container instance, and a task of Fargate has none',
      },
    },
  },
  elasticache: {
    source: `${reference}/list_amazonelasticache.html`,
    actions: {
      // A list of all is held against `cluster:*`, as its refusals say.
      DescribeCacheClusters: { resource: 'cluster:*' },
      DescribeReplicationGroups: { resource: 'replicationgroup:*' },
      ListTagsForResource: { resource: 'replicationgroup:*' },
    },
  },
  elasticfilesystem: {
    source: `${reference}/list_amazonelasticfilesystem.html`,
    actions: {
      DescribeBackupPolicy: { resource: 'file-system/*' },
      DescribeFileSystemPolicy: { resource: 'file-system/*' },
      DescribeFileSystems: {
        resource: '*',
        because: 'an ARN is optional, and what a list of all is held against is not documented',
      },
      DescribeLifecycleConfiguration: { resource: 'file-system/*' },
      DescribeMountTargetSecurityGroups: { resource: 'file-system/*' },
      DescribeMountTargets: { resource: 'file-system/*' },
    },
  },
  elasticloadbalancing: {
    source: `${reference}/list_awselasticloadbalancingv2.html`,
    actions: {
      DescribeListenerAttributes: none,
      DescribeListeners: none,
      DescribeLoadBalancerAttributes: none,
      DescribeLoadBalancers: none,
      DescribeRules: none,
      DescribeSSLPolicies: none,
      DescribeTags: none,
      DescribeTargetGroupAttributes: none,
      DescribeTargetGroups: none,
      DescribeTargetHealth: none,
      DescribeWebACLAssociation: none,
      GetLoadBalancerWebACL: {
        resource: '*',
        because: 'AWS WAF checks it for us, and says not for which ARN',
      },
    },
  },
  rds: {
    source: `${reference}/list_amazonrds.html`,
    // A list of all is held against `cluster:*` and `db:*`, as its refusals say.
    actions: {
      DescribeDBClusterParameters: { resource: 'cluster-pg:*' },
      DescribeDBClusters: { resource: 'cluster:*' },
      DescribeDBInstances: { resource: 'db:*' },
    },
  },
  wafv2: {
    source: `${reference}/list_awswafv2.html`,
    actions: {
      DescribeManagedRuleGroup: none,
      GetIPSet: { resource: '*/ipset/*', shared: true },
      GetLoggingConfiguration: { resource: '*/webacl/*' },
      GetRegexPatternSet: { resource: '*/regexpatternset/*', shared: true },
      GetRuleGroup: { resource: '*/rulegroup/*', shared: true },
      GetWebACL: { resource: '*/webacl/*' },
      GetWebACLForResource: {
        resource: '*',
        because: 'it is held against the web ACL and what that protects, and a load balancer may have none',
      },
      ListResourcesForWebACL: {
        resource: '*',
        because: 'it is held against the web ACL and what that protects, of every service',
      },
      ListTagsForResource: { resource: '*/webacl/*' },
      ListWebACLs: none,
    },
  },
};

/** An action that does not stand here is not narrowed. */
export function resourceLevelOf(action: string): ResourceLevel {
  const [service = '', name = ''] = action.split(':');
  return services[service]?.actions[name] ?? none;
}
