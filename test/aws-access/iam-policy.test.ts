import { describe, expect, test } from '@jest/globals';
import { iamPolicy, type Within } from '../../src/aws/iam-policy.ts';
import { allPermissions } from '../../src/aws/permissions.ts';
import { resourceLevelOf, services } from '../../src/aws/resource-level.ts';
import type { Collector } from '../../src/model/ports.ts';
import { collectors } from '../../src/registry.generated.ts';
import { matchesGlob } from '../../src/text/glob.ts';

/** What any rule may ask. One after another: jest cannot load what two modules share twice at once. */
async function everything(): Promise<readonly string[]> {
  const loaded: Collector[] = [];
  for (const load of collectors.values()) loaded.push(await load());
  return allPermissions(loaded);
}

test('of every action that is asked it is known what IAM can narrow it to, and of no other', async () => {
  const known = Object.entries(services).flatMap(([service, { actions }]) =>
    Object.keys(actions).map((name) => `${service}:${name}`),
  );
  const asked = await everything();
  expect(asked.filter((action) => !known.includes(action))).toEqual([]);
  expect(known.filter((action) => !asked.includes(action))).toEqual([]);
});

test.each(Object.entries(services))(
  '%s: AWS says so on a page of the Service Authorization Reference',
  (_, { source }) => {
    expect(source).toMatch(
      /^https:\/\/docs\.aws\.amazon\.com\/service-authorization\/latest\/reference\/list_[a-z0-9]+\.html$/,
    );
  },
);

/** What AWS holds each question of ours against, by the ARN formats of the Service Authorization Reference and its refusals. */
const questions: readonly (readonly [action: string, arn: string])[] = [
  ['ecs:DescribeClusters', 'arn:aws:ecs:sa-east-1:111122223333:cluster/kiosk'],
  ['ecs:DescribeServices', 'arn:aws:ecs:sa-east-1:111122223333:service/kiosk/menu'],
  ['ecs:DescribeServices', 'arn:aws:ecs:sa-east-1:111122223333:service/menu'],
  ['ecs:DescribeTasks', 'arn:aws:ecs:sa-east-1:111122223333:task/kiosk/0123456789abcdef'],
  ['elasticache:DescribeCacheClusters', 'arn:aws:elasticache:sa-east-1:111122223333:cluster:*'],
  ['elasticache:DescribeReplicationGroups', 'arn:aws:elasticache:sa-east-1:111122223333:replicationgroup:*'],
  ['elasticache:ListTagsForResource', 'arn:aws:elasticache:sa-east-1:111122223333:replicationgroup:kiosk'],
  [
    'elasticfilesystem:DescribeBackupPolicy',
    'arn:aws:elasticfilesystem:sa-east-1:111122223333:file-system/fs-0a1b',
  ],
  [
    'elasticfilesystem:DescribeFileSystemPolicy',
    'arn:aws:elasticfilesystem:sa-east-1:111122223333:file-system/fs-0a1b',
  ],
  [
    'elasticfilesystem:DescribeLifecycleConfiguration',
    'arn:aws:elasticfilesystem:sa-east-1:111122223333:file-system/fs-0a1b',
  ],
  [
    'elasticfilesystem:DescribeMountTargetSecurityGroups',
    'arn:aws:elasticfilesystem:sa-east-1:111122223333:file-system/fs-0a1b',
  ],
  [
    'elasticfilesystem:DescribeMountTargets',
    'arn:aws:elasticfilesystem:sa-east-1:111122223333:file-system/fs-0a1b',
  ],
  ['rds:DescribeDBClusterParameters', 'arn:aws:rds:sa-east-1:111122223333:cluster-pg:tls'],
  ['rds:DescribeDBClusters', 'arn:aws:rds:sa-east-1:111122223333:cluster:*'],
  ['rds:DescribeDBInstances', 'arn:aws:rds:sa-east-1:111122223333:db:*'],
  ['wafv2:GetIPSet', 'arn:aws:wafv2:sa-east-1:111122223333:regional/ipset/office/a1'],
  ['wafv2:GetLoggingConfiguration', 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/a1'],
  ['wafv2:GetRegexPatternSet', 'arn:aws:wafv2:us-east-1:111122223333:global/regexpatternset/paths/a1'],
  ['wafv2:GetRuleGroup', 'arn:aws:wafv2:sa-east-1:444455556666:regional/rulegroup/shared/a1'],
  ['wafv2:GetWebACL', 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/a1'],
  ['wafv2:ListTagsForResource', 'arn:aws:wafv2:sa-east-1:111122223333:regional/webacl/edge/a1'],
];

describe.each<readonly [string, Within]>([
  ['nothing is known of where', {}],
  ['partition and account are known', { partition: 'aws', account: '111122223333' }],
])('where %s', (_, within) => {
  test.each(questions)('%s on %s is allowed', (action, arn) => {
    const { Statement } = iamPolicy([action], within);
    const resources = Statement.flatMap(({ Resource }) => Resource);
    expect(resources.some((resource) => matchesGlob(arn, resource))).toBe(true);
  });
});

test('every action that is narrowed has a question that it is held against', async () => {
  const narrowed = (await everything()).filter((action) => resourceLevelOf(action).resource !== '*');
  expect(narrowed.filter((action) => !questions.some(([asked]) => asked === action))).toEqual([]);
});

test('every action is in one statement, and an action that nothing is known of is not narrowed', async () => {
  const actions = [...(await everything()), 'acm:ListCertificates'];
  const { Statement } = iamPolicy(actions);
  expect(Statement.flatMap(({ Action }) => Action).toSorted()).toEqual(actions.toSorted());
  expect(Statement.find(({ Resource }) => Resource === '*')?.Action).toContain('acm:ListCertificates');
  expect(Statement.map(({ Sid }) => Sid)).toEqual([...new Set(Statement.map(({ Sid }) => Sid))]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: a managed policy has 6,144 characters.
test('all that is asked fits into a managed policy', async () => {
  const regions = ['sa-east-1', 'us-east-1', 'eu-west-1'];
  const policy = iamPolicy(await everything(), { partition: 'aws', account: '111122223333', regions });
  expect(JSON.stringify(policy).length).toBeLessThan(6144);
});
