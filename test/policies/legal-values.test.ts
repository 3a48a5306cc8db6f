import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';

const role = 'arn:aws-us-gov:iam::111122223333:role/service/App+ops=a,b.c@d-e_f';
const alarms = [
  '[prod] menu 5xx > 10',
  'CPU > 80%',
  'Errors, menu',
  'not ok',
  '/kiosk/5xx/',
  '100%',
  'c or d',
];
const arnOf = (alarm: string): string => `arn:aws-cn:cloudwatch:cn-north-1:111122223333:alarm:${alarm}`;

const policies = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const cluster = 'AWS::RDS::DBCluster';
const instance = 'AWS::RDS::DBInstance';
const service = 'AWS::ECS::Service';
const acl = 'AWS::WAFv2::WebACL';
const containers = 'Live.TaskDefinition.ContainerDefinitions';

/** As AWS's documentation has them, or as its patterns allow: a sign in them is no expression's. */
test.each<readonly [type: string, path: string, values: readonly string[]]>([
  [policies, 'PolicyName', ['scale out, cpu', '[prod] cpu', 'cpu 70%', 'cpu>70']],
  [policies, 'Live.Alarms.AlarmName', alarms],
  [policies, 'Live.Alarms.AlarmARN', alarms.map(arnOf)],
  [policies, 'TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification.MetricName', alarms],
  [
    'AWS::ApplicationAutoScaling::ScalableTarget',
    'ScheduledActions.ScheduledActionName',
    ['Night, weekdays', '[prod] night', 'night 50%', 'Pattern A'],
  ],
  ['AWS::ApplicationAutoScaling::ScalableTarget', 'ScheduledActions.Timezone', ['Etc/GMT+5', 'UTC']],
  [service, 'DeploymentConfiguration.Alarms.AlarmNames', alarms],
  [service, 'DeploymentConfiguration.LifecycleHooks.RoleArn', [role]],
  [
    service,
    'DeploymentConfiguration.LifecycleHooks.HookTargetArn',
    ['arn:aws:lambda:sa-east-1:111122223333:function:x:$LATEST'],
  ],
  [service, 'TaskDefinition', ['matches:3', 'pattern:12', 'regex:3', 'menu']],
  [
    service,
    `${containers}.Image`,
    ['pattern:1.2', 're:1', 'registry.local:5000/a@sha256:94afd1', '*:latest'],
  ],
  [service, `${containers}.User`, ['re:re', '1000:1000', 'none']],
  [service, `${containers}.Secrets.ValueFrom`, ['/prod/db/m', '/prod/db/password/']],
  [service, `${containers}.Secrets.Name`, ['data.dir', 'module.path']],
  [service, `${containers}.EnvironmentFiles.Value`, ['arn:aws:s3:::bucket/a,b=c.env']],
  [service, `${containers}.WorkingDirectory`, ['C:\\app\\data', '\\data\\share', '/usr/src/m']],
  [cluster, 'DomainIAMRoleName', ['a+b=c,d.e@f-g']],
  [cluster, 'DBSubnetGroupName', ['Pattern group', 'data.group', 'this or that']],
  [instance, 'DomainOu', ['OU=R\\, D\\+E,DC=corp,DC=example']],
  [instance, 'CustomIAMInstanceProfile', ['AWSRDSCustom-a+b=c,d']],
  [instance, 'MonitoringRoleArn', [role]],
  [instance, 'Timezone', ['W. Europe Standard Time', 'Etc/GMT-14', 'UTC-02']],
  [
    instance,
    'EngineVersion',
    ['19.0.0.0.ru-2023-10.rur-2023-10.r1', '15.00.4236.7.v1', '19.my_cev1', '11.22-rds.20240418', '16.8-R2'],
  ],
  [
    acl,
    'Rules.Statement.SizeConstraintStatement.FieldToMatch.SingleQueryArgument.Name',
    ['filter[status]', 'ids[]', '$filter'],
  ],
  [
    acl,
    'Rules.Statement.ManagedRuleGroupStatement.Version',
    ['Version_1.4', 'v1.2', '2023-01', '1.x', 'Version_1.*'],
  ],
  [
    acl,
    'Rules.Statement.ManagedRuleGroupStatement.ManagedRuleGroupConfigs.UsernameField.Identifier',
    ['/form/username', 'user[email]', 'username1'],
  ],
])('%s may have as its %s each of %j', (type, path, values) => {
  const forms = values.flatMap((one) => [one, { not: one }, { oneOf: [one, values[0]] }, { exactly: one }]);
  expect(forms.flatMap((form) => told(type, { expect: nested(path.split('.'), form) }))).toEqual([]);
});

/** An expression stays one there, above all under `none`, of which it would hold. */
test.each<readonly [type: string, expected: object]>([
  [policies, { PolicyName: { not: '^cpu' } }],
  [policies, { PolicyName: 'cpu|memory' }],
  [service, { TaskDefinition: { not: 'regex:menu' } }],
  [service, { TaskDefinition: 'menu:.*' }],
  [service, { TaskDefinition: 're:^menu' }],
  [service, { [containers]: { none: { Image: '.*:latest' } } }],
  [service, { [containers]: { none: { Image: 're:.*latest' } } }],
  [service, { [containers]: { none: { WorkingDirectory: '/srv/\\w+' } } }],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', { HealthCheckPath: { not: '/internal/.*' } }],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', { HealthCheckPath: { not: '/^.internal/' } }],
  [instance, { MonitoringRoleArn: { not: 'arn:aws:iam::.*:role/admin' } }],
  [instance, { MonitoringRoleArn: { not: 'arn:aws:iam::1:role/admin.*' } }],
  [instance, { MonitoringRoleArn: 'arn:aws:iam::1:role/a,arn:aws:iam::1:role/b' }],
  [acl, { Rules: { none: { Statement: { ManagedRuleGroupStatement: { Version: '^Version_1' } } } } }],
])('%s, expecting %j, is refused', (type, expected) => {
  expect(told(type, { expect: expected })).toHaveLength(1);
});

const accepted = {
  id: 'EX-1',
  component: 'it',
  check: 'expect.DesiredCount',
  reason: 'until the move is over',
  approvedBy: 'security',
  expires: '2027-01-01',
};

const values = [
  'a=b',
  'owner+ops@example.com',
  'https://x.example:8080/y',
  'YWJj==',
  're:Invent 2026',
  're:Invent',
  'Pattern Library',
  'matches played',
  'glob: all',
  'not in use',
  'a/b/',
  '18+',
  'São Paulo',
  '倉庫',
  'data.platform',
  'arn:aws:iam::111122223333:role/x',
];

test.each(['team-.*', '.*', 'regex:^team', 're:team.+', '^team$', 'a|b', '[ab]x', '!team', 'not-empty|'])(
  'of a tag %s is an expression',
  (value) => {
    expect(
      told(service, { select: { not: { tags: { team: value } } }, expect: { DesiredCount: 1 } }),
    ).toHaveLength(1);
  },
);

test.each(values)('a tag may be %s, in a selector, in "not" of it and in an exception', (value) => {
  const tags = { team: value };
  const select = { tags: { team: [value, 'other'] }, not: { tags } };
  const exception = { ...accepted, tags };
  expect(told(service, { select, expect: { DesiredCount: 1 } }, [exception])).toEqual([]);
});

test.each([
  'tags.datadoghq.com/env',
  'kubernetes.io/cluster/x',
  'aws:cloudformation:stack-name',
  'a b',
  'a=b',
])('a tag may go by the key %s', (key) => {
  expect(told(service, { select: { tags: { [key]: 'x' } }, expect: { DesiredCount: 1 } })).toEqual([]);
});

function told(type: string, more: object, exceptions: readonly object[] = []) {
  const component = { type, ...more };
  const policy = { version: 1, id: 'p', title: 'P', components: { it: component }, exceptions };
  return readPolicy(
    { file: 'p.json', text: JSON.stringify(policy), sha256: '' },
    { ...registered, now: new Date('2026-11-24T12:00:00Z') },
  ).mistakes.map(({ message }) => message);
}

/** Below lists `any` looks at the elements. */
function nested([key = '', ...rest]: readonly string[], value: unknown): object {
  const live = key === 'Live' ? [`Live.${rest[0]}`, ...rest.slice(1)] : [key, ...rest];
  const [name = '', ...below] =
    key === 'Live' && rest[0] === 'TaskDefinition' ? [containers, ...rest.slice(2)] : live;
  if (below.length === 0) return { [name]: listed.has(name) ? { any: value } : value };
  const inner = nested(below, value);
  return { [name]: listed.has(name) ? { any: inner } : inner };
}

const listed = new Set([
  containers,
  'AlarmNames',
  'EnvironmentFiles',
  'LifecycleHooks',
  'Live.Alarms',
  'ManagedRuleGroupConfigs',
  'Rules',
  'ScheduledActions',
  'Secrets',
]);
