import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';

const now = new Date('2026-11-24T12:00:00Z');
const mistakes = (document: object) =>
  readPolicy(
    { file: 'p.json', text: JSON.stringify(document), sha256: '' },
    { ...registered, now },
  ).mistakes.map(({ message }) => message);

const service = { type: 'AWS::ECS::Service' };
const cluster = { type: 'AWS::RDS::DBCluster' };
const policy = (more: object) => ({ version: 1, id: 'p', title: 'P', components: { it: cluster }, ...more });
const one = (component: object) => policy({ components: { it: component } });
const select = (wanted: object) => one({ ...cluster, select: wanted });

/** What stands one level too high or too low, and the end of the sentence that says where it stands. */
const misplaced: readonly (readonly [what: string, document: object, message: string])[] = [
  [
    'regions of a component',
    one({ ...service, regions: ['eu-west-1'] }),
    'a component has no "regions"; it stands in "scope": { "regions": … } of the policy',
  ],
  [
    'a region of a component',
    one({ ...service, region: 'eu-west-1' }),
    'a component has no "region"; it stands in "scope": { "regions": … } of the policy',
  ],
  [
    'accounts of a policy',
    policy({ accounts: ['111122223333'] }),
    'a policy has no "accounts"; it stands in "scope": { "accounts": … } of the policy',
  ],
  [
    'a region among selectors',
    select({ region: 'eu-west-1' }),
    'AWS::RDS::DBCluster has no selector "region"; it stands in "scope": { "regions": … } of the policy',
  ],
  [
    'required',
    one({ ...cluster, required: true }),
    'a component has no "required"; at least 1 must be there unless "count" says otherwise',
  ],
  [
    'min of a component',
    one({ ...cluster, min: 2 }),
    'a component has no "min"; it stands in "count": { "min": … }',
  ],
  [
    'maximum of a component',
    one({ ...cluster, maximum: 2 }),
    'a component has no "maximum"; it stands in "count": { "max": … }',
  ],
  [
    'a name of a component',
    one({ ...cluster, name: 'shop' }),
    'a component has no "name"; it stands in "select": { "name": … }',
  ],
  [
    'a selector of the type',
    one({ ...cluster, engine: 'aurora-mysql' }),
    'a component has no "engine"; it stands in "select": { "engine": … }',
  ],
  [
    'a rule of a component',
    one({ ...cluster, encrypted: true }),
    'a component has no "encrypted"; it stands in "rules": { "encrypted": … }',
  ],
  [
    'a rule in another writing',
    one({ ...service, spreadOverAzs: 2 }),
    'a component has no "spreadOverAzs"; it stands in "rules": { "spread-over-azs": … }',
  ],
  [
    'a property of a component',
    one({ ...cluster, deletion_protection: true }),
    'a component has no "deletion_protection"; it stands in "expect": { "DeletionProtection": … }',
  ],
  [
    'a property among rules',
    one({ ...cluster, rules: { 'deletion-protection': true } }),
    'AWS::RDS::DBCluster has no rule "deletion-protection"; it stands in "expect": { "DeletionProtection": … }; there are: encrypted, instances-over-azs, serverless-v2',
  ],
  [
    'a selector among rules',
    one({ ...service, rules: { cluster: 'shop' } }),
    'AWS::ECS::Service has no rule "cluster"; it stands in "select": { "cluster": … }',
  ],
  [
    'count among rules',
    one({ ...cluster, rules: { count: 2 } }),
    'AWS::RDS::DBCluster has no rule "count"; it stands beside "rules"',
  ],
  [
    'count in select',
    select({ count: 2 }),
    'AWS::RDS::DBCluster has no selector "count"; it stands beside "select"',
  ],
  [
    'not in not',
    select({ not: { not: { name: 'a' } } }),
    'AWS::RDS::DBCluster has no selector "not"; "not" stands in "select" alone',
  ],
  [
    'tags in expect',
    one({ ...cluster, expect: { 'tags.app': 'shop' } }),
    '"tags.app" of AWS::RDS::DBCluster is no property of it; it stands in "select": { "tags": … }',
  ],
  [
    'rules of a policy',
    policy({ rules: { encrypted: true } }),
    'a policy has no "rules"; it stands in a component',
  ],
  [
    'a component of a policy',
    policy({ db: cluster }),
    'a policy has no "db"; it stands in "components": { "db": … }',
  ],
];

test.each(misplaced)('%s is told where it stands', (_, document, message) => {
  expect(mistakes(document)).toEqual([message]);
});

const others: readonly (readonly [what: string, document: object, message: string])[] = [
  [
    'a configuration',
    { version: 1, policies: ['policies'], accounts: [{ name: 'a', regions: ['eu-west-1'] }] },
    'this is a configuration, and no policy; audit --config takes it',
  ],
  [
    'a manifest of a recording',
    { format: 2, plumbline: '0.1.0', recordedAt: '2026-11-26T23:50:35.184Z' },
    'this is the manifest of a recording, and no policy; audit --evidence takes its folder',
  ],
  [
    'a template',
    { AWSTemplateFormatVersion: '2010-09-09', Resources: {} },
    'this is a CloudFormation template, and no policy; what it sets stands in a component, its type in "type" and its properties in "expect"',
  ],
  [
    'a plan of Terraform',
    { format_version: '1.2', resource_changes: [] },
    'this is a file of Terraform, and no policy',
  ],
  ['an IAM policy', { Version: '2012-10-17', Statement: [] }, 'this is an IAM policy, and no policy'],
  [
    'a resource of Kubernetes',
    { apiVersion: 'v1', kind: 'Policy', metadata: {} },
    'this is a resource of Kubernetes, and no policy',
  ],
  [
    'a file of Cloud Custodian',
    { policies: [{ name: 'x', resource: 'aws.rds' }] },
    'this is a file around policies, and no policy; each policy is a file of its own',
  ],
  ['a list', [{ id: 'p' }], 'a policy must be an object, not a list; each policy is a file of its own'],
  [
    'a schema',
    { $schema: 'http://json-schema.org/draft-07/schema#', definitions: {} },
    'this is a JSON Schema, and no policy',
  ],
  [
    'a package',
    { name: 'x', version: '1.0.0', dependencies: {} },
    'this is no policy: it has neither "id" nor "components"',
  ],
];

test('what has a key of a policy, however it is spelt, is one', () => {
  expect(mistakes({ version: 1, title: 'P', compnents: {} })).toContain(
    'a policy has no "compnents"; did you mean "components"?',
  );
});

test.each(others)('%s is called what it is, and nothing in it is wrong', (_, document, message) => {
  expect(mistakes(document)).toEqual([message]);
});
