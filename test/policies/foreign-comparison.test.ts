import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';

const told = (type: string, expected: object) =>
  readPolicy(
    {
      file: 'p.json',
      text: JSON.stringify({
        version: 1,
        id: 'p',
        title: 'P',
        components: { it: { type, expect: expected } },
      }),
      sha256: '',
    },
    { ...registered, now: new Date('2026-11-24T12:00:00Z') },
  ).mistakes.map(({ message }) => message);

const cluster = (property: string, value: unknown) => told('AWS::RDS::DBCluster', { [property]: value });

const meant: readonly (readonly [property: string, foreign: object, ours: unknown])[] = [
  ['BackupRetentionPeriod', { gt: 7 }, { atLeast: 8 }],
  ['BackupRetentionPeriod', { greaterThan: 7 }, { atLeast: 8 }],
  ['BackupRetentionPeriod', { lessThan: 7 }, { atMost: 6 }],
  ['BackupRetentionPeriod', { $gte: 7 }, { atLeast: 7 }],
  ['BackupRetentionPeriod', { gte: '7' }, { atLeast: 7 }],
  ['BackupRetentionPeriod', { min: 7, max: 35 }, { atLeast: 7, atMost: 35 }],
  ['BackupRetentionPeriod', { atLeast: 7, max: 35 }, { atLeast: 7, atMost: 35 }],
  ['BackupRetentionPeriod', { between: [7, 35] }, { atLeast: 7, atMost: 35 }],
  ['BackupRetentionPeriod', { op: 'gte', value: 7 }, { atLeast: 7 }],
  ['BackupRetentionPeriod', { key: 'x', op: 'greater-than', value: 7 }, { atLeast: 8 }],
  ['BackupRetentionPeriod', { type: 'integer', minimum: 7 }, { atLeast: 7 }],
  ['BackupRetentionPeriod', { equals: 7 }, 7],
  ['EngineVersion', { gte: '16' }, { atLeastVersion: '16' }],
  ['EngineVersion', { lt: '17' }, { not: { atLeastVersion: '17' } }],
  ['EngineVersion', { max: '16.4' }, { not: { atLeastVersion: '16.5' } }],
  ['EngineVersion', { startsWith: '16' }, '16*'],
  ['Engine', { in: ['mysql', 'postgres'] }, ['mysql', 'postgres']],
  ['Engine', { not_in: ['mysql'] }, { not: ['mysql'] }],
  ['Engine', { NotEquals: 'mysql' }, { not: 'mysql' }],
  ['Engine', { regex: '^aurora-.*$' }, 'aurora-*'],
  ['Engine', { contains: 'sql' }, '*sql*'],
  ['Engine', { doesNotContain: 'mysql' }, { not: '*mysql*' }],
  ['Engine', { endsWith: 'mysql' }, '*mysql'],
  ['Engine', { StringLike: 'aurora*' }, 'aurora*'],
  ['Engine', { '!=': { in: ['mysql'] } }, { not: ['mysql'] }],
  ['KmsKeyId', { exists: true }, { not: null }],
  ['KmsKeyId', { exists: false }, null],
  ['KmsKeyId', { notEmpty: true }, { not: null }],
  ['KmsKeyId', { isNull: true }, null],
  ['KmsKeyId', { absent: true }, null],
  ['KmsKeyId', { present: true }, { not: null }],
  ['DBClusterIdentifier', { exists: true }, '*'],
  ['EnableCloudwatchLogsExports', { contains: 'audit' }, { any: 'audit' }],
  ['EnableCloudwatchLogsExports', { notContains: 'audit' }, { none: 'audit' }],
  ['EnableCloudwatchLogsExports', { $all: ['audit', 'error'] }, { includes: ['audit', 'error'] }],
  ['EnableCloudwatchLogsExports', { notEmpty: true }, { not: [] }],
  ['EnableCloudwatchLogsExports', { empty: true }, []],
  ['AssociatedRoles', { some: { FeatureName: 's3Import' } }, { any: { FeatureName: 's3Import' } }],
  ['AssociatedRoles', { items: { FeatureName: 's3Import' } }, { every: { FeatureName: 's3Import' } }],
  ['DeletionProtection', { isTrue: true }, true],
  ['DeletionProtection', { isFalse: true }, false],
];

test.each(meant)('of %s, %j is %j', (property, foreign, ours) => {
  const [message = '', ...others] = cluster(property, foreign);
  expect(others).toEqual([]);
  expect(message).toMatch(new RegExp(`^"${property}" has no comparison "`));
  expect(JSON.parse(/; write (.+)$/.exec(message)?.[1] ?? '')).toEqual(ours);
  expect(cluster(property, ours)).toEqual([]);
});

test.each([
  [
    'DeletionProtection',
    { exists: true },
    'has no comparison "exists", and is never null: say what it must be',
  ],
  ['DeletionProtection', { gt: 1 }, 'has no comparison "gt"; there are: exactly, not, oneOf'],
  ['BackupRetentionPeriod', { atleast: 7 }, 'has no comparison "atleast"; did you mean "atLeast"?'],
  [
    'BackupRetentionPeriod',
    { lenght: 7 },
    'has no comparison "lenght"; there are: atLeast, atMost, exactly, not, oneOf',
  ],
])('of %s, %j %s', (property, foreign, message) => {
  expect(cluster(property, foreign)).toEqual([`"${property}" ${message}`]);
});

test('what is one of a few members is told as a member', () => {
  expect(told('AWS::WAFv2::WebACL', { DefaultAction: { eq: 'Block' } })).toEqual([
    '"DefaultAction" has no comparison "eq"; write { "Block": {} }',
  ]);
});

test('members of a property are no comparisons, and neither are keys of a map', () => {
  expect(told('AWS::WAFv2::WebACL', { Rules: { any: { Action: { count: {} } } } })).toEqual([
    '"Action" has no "count"; did you mean "Count"?',
  ]);
});

test('properties in a wrapper are told to stand in expect itself', () => {
  expect(cluster('Properties', { DeletionProtection: true })).toEqual([
    '"Properties" of AWS::RDS::DBCluster is no property of it; properties stand in "expect" itself: { "DeletionProtection": … }',
  ]);
});

const paths: readonly (readonly [path: string, wanted: unknown, remedy: string])[] = [
  ['BackupRetentionPeriod >=', 7, 'that is "BackupRetentionPeriod": { "atLeast": 7 }'],
  ['BackupRetentionPeriod__gt', 7, 'that is "BackupRetentionPeriod": { "atLeast": 8 }'],
  ['BackupRetentionPeriod.min', 7, 'that is "BackupRetentionPeriod": { "atLeast": 7 }'],
  ['Engine.startsWith', 'aurora', 'that is "Engine": "aurora*"'],
  ['Engine == "mysql"', true, 'that is "Engine": "mysql"'],
  ['!DeletionProtection', true, 'that is "DeletionProtection": false'],
  ['Engine!', 'mysql', 'that is "Engine": { "not": "mysql" }'],
  ['$and', [], 'all that stands in "expect" must hold'],
  ['anyOf', [], 'a property says which values will do: "Engine": ["a", "b"]'],
];

test.each(paths)('a path that compares, %s, is told as a value', (path, wanted, remedy) => {
  expect(cluster(path, wanted)).toEqual([`"${path}" of AWS::RDS::DBCluster is no property of it; ${remedy}`]);
});

test.each([
  [
    'EngineVersion',
    { atMost: '16' },
    '"atMost" compares no text; write { "not": { "atLeastVersion": "17" } }',
  ],
  [
    'EnableCloudwatchLogsExports',
    { oneOf: ['audit'] },
    '"oneOf" compares no list; write { "any": ["audit"] }',
  ],
  ['Engine', { none: 'mysql' }, '"none" compares no text; write { "not": "mysql" }'],
  [
    'EnableCloudwatchLogsExports',
    { not: 'audit' },
    '"EnableCloudwatchLogsExports" is a list: that no element is so is { "none": "audit" }',
  ],
  ['KmsKeyId', 'none', '"none" stands for what is not set; write null'],
  ['KmsKeyId', true, '"KmsKeyId" must be text, not true; write { "not": null }'],
  [
    'KmsKeyId',
    { Ref: 'Key' },
    '"KmsKeyId" must be text, not an object; no function of CloudFormation is resolved here',
  ],
  ['DeletionProtection', '!true', '"DeletionProtection" must be true or false, not "!true"; write false'],
  ['Port', '5432,3306', '"Port" must be a whole number, not "5432,3306"; write [5432, 3306]'],
])('of %s, %j is told in its own way', (property, wanted, message) => {
  expect(cluster(property, wanted)).toEqual([message]);
});

test('of a mode none is a value', () => {
  expect(told('AWS::ECS::Service', { 'Live.TaskDefinition.IpcMode': 'none' })).toEqual([]);
});
