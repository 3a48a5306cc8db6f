import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { expect, test } from '@jest/globals';
import { all } from '../../src/model/all.ts';
import { fail, pass, type Verdict } from '../../src/model/verdict.ts';
import { fixFor, remedyForProperty } from '../../src/pipeline/fix.ts';
import { lasting } from '../../src/pipeline/lasting.ts';

const own = (text: string, fix: string) => fail(text, { fix });

test.each<[string, Verdict, string | null, string | null]>([
  ["the rule's where the fact has none", fail('a'), 'General.', 'General.'],
  ["the fact's own", own('a', 'Own.'), 'General.', 'Own.'],
  [
    'of each fact, once',
    all(
      () => own('a', 'A.'),
      () => own('b', 'B.'),
      () => own('c', 'A.'),
    ),
    'G.',
    'A. B.',
  ],
  [
    "the rule's beside a fact's own",
    all(
      () => own('a', 'A.'),
      () => fail('b'),
    ),
    'G.',
    'A. G.',
  ],
  ["the rule's of what holds, for the next time", pass(), 'General.', 'General.'],
  ['none where there is none', fail('a'), null, null],
])('what mends a failure is %s', (_, verdict, general, fix) => {
  expect(fixFor(verdict, general)).toBe(fix);
});

test.each([
  ['DeletionProtection', 'Set DeletionProtection as expected, or change what the policy expects.'],
  [
    'Live.TaskDefinition.NetworkMode',
    'Deploy a revision of the task definition with NetworkMode as expected, or change what the policy expects.',
  ],
  [
    'Live.LoggingConfiguration.RedactedFields',
    'Set LoggingConfiguration.RedactedFields as expected, or change what the policy expects.',
  ],
  [
    'Live.DBClusterParameters.rds.force_ssl',
    'Set DBClusterParameters.rds.force_ssl as expected, or change what the policy expects.',
  ],
  // ModifyDBCluster makes a provisioned cluster of a serverless one.
  ['EngineMode', 'Set EngineMode as expected, or change what the policy expects.'],
  [
    'Live.RunningCount',
    'See what keeps it so: Live.RunningCount is a state of the resource, and none of its settings.',
  ],
  [
    'StorageEncrypted',
    'Create another in its place, for StorageEncrypted is set for good when it is created, or change what the policy expects.',
  ],
])('what mends %s is what can be done about it', (property, fix) => {
  expect(remedyForProperty(property, 'AWS::RDS::DBCluster')).toBe(fix);
});

test('what is said to be set for good CloudFormation does not change in place either', () => {
  const spec = loadAwsServiceSpecSync();
  const replaced = Object.entries(lasting).map(([type, names]) => {
    const { properties } = spec.lookup('resource', 'cloudFormationType', 'equals', type).only();
    return [type, names.filter((name) => properties[name]?.causesReplacement === 'yes')];
  });
  expect(Object.fromEntries(replaced)).toEqual(lasting);
});
