import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';
import { advised } from './advised.ts';

const now = new Date('2026-11-24T12:00:00Z');
const read = (text: string, file = 'p.json') =>
  readPolicy({ file, text, sha256: '' }, { ...registered, now });
const told = (text: string) => read(text).mistakes.map(({ message }) => message);

const edge = { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' };
const policy = (more: object) =>
  JSON.stringify({ version: 1, id: 'p', title: 'P', components: { edge }, ...more });
const service = (more: object) =>
  policy({ components: { it: { type: 'AWS::ECS::Service', ...more }, edge } });
const typed = (type: string, more: object = {}) => policy({ components: { it: { type, ...more }, edge } });
const exception = (more: object) =>
  policy({
    exceptions: [
      {
        id: 'EX-1',
        component: 'edge',
        check: 'count',
        reason: 'Long enough a reason',
        approvedBy: 'cto',
        expires: '2027-01-31',
        ...more,
      },
    ],
  });

const good = policy({});

/** What a newcomer writes; newcomer.golden.json has the sentence that answers it. */
const guesses: readonly (readonly [guess: string, text: string])[] = [
  ['select by names', service({ select: { names: 'menu' } })],
  ['select by tag', service({ select: { tag: { app: 'kiosk' } } })],
  ['a tag as text', service({ select: { tag: 'app=kiosk' } })],
  ['tags as a list', service({ select: { tags: ['app=kiosk'] } })],
  ['a tag that is true', service({ select: { tags: { app: true } } })],
  ['select as text', service({ select: 'kiosk' })],
  ['select by id', typed('AWS::EFS::FileSystem', { select: { id: 'fs-1' } })],
  ['select by serviceName', service({ select: { serviceName: 'menu' } })],
  ['select by clusterName', service({ select: { clusterName: 'kiosk' } })],
  ['an ARN as name', service({ select: { name: 'arn:aws:ecs:sa-east-1:1:service/kiosk/menu' } })],
  ['a regular expression as name', service({ select: { name: '^menu-.*$' } })],
  ['not as text', service({ select: { not: 'kiosk' } })],
  ['not what is selected', service({ select: { name: 'a', not: { name: 'a' } } })],
  ['exclude', service({ select: { exclude: { name: 'a' } } })],
  ['a launch type in lower case', service({ select: { launchType: 'fargate' } })],
  ['type ecs-service', typed('ecs-service')],
  ['type AWS::RDS::Cluster', typed('AWS::RDS::Cluster')],
  ['type aws_lb', typed('aws_lb')],
  ['type AWS::ECS::service', typed('AWS::ECS::service')],
  ['type AWS::WAF::WebACL', typed('AWS::WAF::WebACL')],
  ['type redis', typed('redis')],
  ['type AWS::S3::Bucket', typed('AWS::S3::Bucket')],
  [
    'what is wrong under a wrong type',
    typed('ecs-service', { select: { names: 'a' }, rules: { fargat: true, behind: 'edgee' } }),
  ],
  [
    'what is wrong without a type',
    policy({ components: { it: { rules: { running: 0, behind: 'edgee' } }, edge } }),
  ],
  ['severity High', policy({ severity: 'High' })],
  ['severity error', policy({ severity: 'error' })],
  ['owner as text', policy({ owner: 'platform' })],
  ['expires tomorrow', exception({ expires: 'tomorrow' })],
  ['expires 31.01.2027', exception({ expires: '31.01.2027' })],
  ['until', exception({ expires: undefined, until: '2027-01-31' })],
  ['approver', exception({ approvedBy: undefined, approver: 'cto' })],
  ['accepts Unknown', exception({ accepts: 'Unknown' })],
  ['exceptions as an object', policy({ exceptions: {} })],
  ['minimum', service({ rules: { autoscaling: { minimum: 2 } } })],
  ['minimum in quotes', service({ rules: { autoscaling: { minimum: '2' } } })],
  ['max', service({ rules: { autoscaling: { max: 10 } } })],
  ['count in quotes', service({ count: '1' })],
  ['count >=2', service({ count: '>=2' })],
  ['count atLeast', service({ count: { atLeast: 2 } })],
  ['count min in quotes', service({ count: { min: '2' } })],
  ['version 1.0', policy({ version: '1.0' })],
  ['rules as a list', service({ rules: ['fargate'] })],
  ['components as a list', policy({ components: [edge] })],
  ['a rule of another type', service({ rules: { 'https-only': true } })],
  ['encryption', typed('AWS::RDS::DBCluster', { rules: { encryption: true } })],
  ['multiAz', typed('AWS::ElastiCache::ReplicationGroup', { rules: { multiAz: true } })],
  ['fargate false', service({ rules: { fargate: false } })],
  ['fargate yes', service({ rules: { fargate: 'yes' } })],
  ['a number in quotes', service({ rules: { 'spread-over-azs': '2' } })],
  ['a number that is too small', service({ rules: { 'spread-over-azs': 0 } })],
  ['geo-block true', typed('AWS::WAFv2::WebACL', { rules: { 'geo-block': true } })],
  ['geo-block KP', typed('AWS::WAFv2::WebACL', { rules: { 'geo-block': 'KP' } })],
  ['geo-block kp', typed('AWS::WAFv2::WebACL', { rules: { 'geo-block': ['kp'] } })],
  ['geo-block UK and Iran', typed('AWS::WAFv2::WebACL', { rules: { 'geo-block': ['UK', 'Iran'] } })],
  ['throughput', typed('AWS::EFS::FileSystem', { rules: { throughput: true } })],
  ['maxCapacity', service({ rules: { autoscaling: { maxCapacity: 10 } } })],
  ['a version with a sign', typed('AWS::RDS::DBCluster', { expect: { EngineVersion: '>=16.4' } })],
  ['a number with a sign', typed('AWS::RDS::DBCluster', { expect: { BackupRetentionPeriod: '>= 7' } })],
  ['a text with a sign', typed('AWS::RDS::DBInstance', { expect: { DBInstanceClass: '!=db.t3.micro' } })],
  ['min of a property', typed('AWS::RDS::DBCluster', { expect: { BackupRetentionPeriod: { min: 7 } } })],
  ['Encrypted', typed('AWS::RDS::DBCluster', { expect: { Encrypted: true } })],
  ['TransitEncryption', typed('AWS::ElastiCache::ReplicationGroup', { expect: { TransitEncryption: true } })],
  ['Class', typed('AWS::RDS::DBInstance', { expect: { Class: 'db.serverless' } })],
  ['rate-limit 2000/300', typed('AWS::WAFv2::WebACL', { rules: { 'rate-limit': '2000/300' } })],
  ['rate-limit true', typed('AWS::WAFv2::WebACL', { rules: { 'rate-limit': true } })],
  [
    'a version of TLS that there is not',
    policy({ components: { edge: { ...edge, rules: { 'https-only': '1.4' } } } }),
  ],
  [
    'a version of TLS as a number',
    policy({ components: { edge: { ...edge, rules: { 'https-only': 1.2 } } } }),
  ],
  ['az', typed('AWS::RDS::DBCluster', { rules: { az: 3 } })],
  ['load-balancer', service({ rules: { 'load-balancer': 'edge' } })],
  ['limit', typed('AWS::WAFv2::WebACL', { rules: { 'rate-limit': { limit: 2000, window: 300 } } })],
  ['country', typed('AWS::WAFv2::WebACL', { rules: { 'geo-block': { country: 'KP' } } })],
  ['a tag as a key', service({ select: { app: 'kiosk' } })],
  ['tags as AWS lists them', service({ select: { tags: [{ Key: 'app', Value: 'kiosk' }] } })],
  ['tags of nothing', service({ select: { tags: {} } })],
  ['a cluster by its ARN', service({ select: { cluster: 'arn:aws:ecs:sa-east-1:1:cluster/kiosk' } })],
  ['a public load balancer', policy({ components: { edge: { ...edge, select: { scheme: 'public' } } } })],
  ['TLS1.2', policy({ components: { edge: { ...edge, rules: { 'https-only': 'TLS1.2' } } } })],
  ['a switch as a boolean', service({ expect: { AvailabilityZoneRebalancing: true } })],
  ['a version as a number', typed('AWS::RDS::DBCluster', { expect: { EngineVersion: 8 } })],
  ['a sign as a key', typed('AWS::RDS::DBCluster', { expect: { BackupRetentionPeriod: { '>=': 7 } } })],
  ['yes', typed('AWS::RDS::DBCluster', { expect: { StorageEncrypted: 'yes' } })],
  ['a member as text', typed('AWS::WAFv2::WebACL', { expect: { DefaultAction: 'Allow' } })],
  [
    'attributes as AWS lists them',
    policy({
      components: {
        edge: {
          ...edge,
          expect: { LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] },
        },
      },
    }),
  ],
  [
    'an attribute by its own name',
    policy({ components: { edge: { ...edge, expect: { drop_invalid_header_fields: true } } } }),
  ],
  ['a path with a part left out', service({ expect: { 'NetworkConfiguration.AssignPublicIp': 'DISABLED' } })],
  ['countries in one text', typed('AWS::WAFv2::WebACL', { rules: { 'geo-block': 'KP, IR' } })],
  ['enabled no', service({ rules: { fargate: { enabled: 'no' } } })],
  ['a rule of an exception', exception({ check: undefined, rule: 'count' })],
  ['components of an exception', exception({ component: ['edge'] })],
  ['a range as a count', service({ count: '1..3' })],
  ['a list as a count', service({ count: [2, 4] })],
  ['not in a value of select', service({ select: { name: { not: 'menu' } } })],
  ['or', service({ select: { or: [{ name: 'a' }] } })],
  ['a name with a space', service({ select: { name: ' menu' } })],
  ['an owner of a component', service({ owner: 'platform' })],
  ['not a property', typed('AWS::RDS::DBCluster', { expect: { not: { Engine: 'mysql' } } })],
  ['no comparison', typed('AWS::RDS::DBCluster', { expect: { DeletionProtection: {} } })],
  ['no element', typed('AWS::RDS::DBCluster', { expect: { EnableCloudwatchLogsExports: { includes: [] } } })],
  ['an empty range', typed('AWS::RDS::DBCluster', { expect: { Port: { atLeast: 7, atMost: 3 } } })],
  [
    'a number in quotes to compare with',
    typed('AWS::RDS::DBCluster', { expect: { Port: { atLeast: '7' } } }),
  ],
  [
    'a version with a v',
    typed('AWS::RDS::DBCluster', { expect: { EngineVersion: { atLeastVersion: 'v16' } } }),
  ],
  ['startsWith', typed('AWS::RDS::DBCluster', { expect: { Engine: { startsWith: 'aurora' } } })],
  ['a member with a small letter', typed('AWS::WAFv2::WebACL', { expect: { DefaultAction: { allow: {} } } })],
  ['behind true', service({ rules: { behind: true } })],
  ['behind one that is not there', service({ rules: { behind: ['edge', 'edgee'] } })],
  ['behind nothing', service({ rules: { behind: [] } })],
  ['region', policy({ scope: { region: 'sa-east-1' } })],
  ['an account as a number', policy({ scope: { accounts: 111122223333 } })],
  ['scope as text', policy({ scope: 'sa-east-1' })],
  ['satisfies as text', policy({ components: { edge: { ...edge, satisfies: 'PCI 1' } } })],
  ['name for title', JSON.stringify({ version: 1, id: 'p', name: 'P', components: { edge } })],
  ['resources for components', JSON.stringify({ version: 1, id: 'p', title: 'P', resources: { edge } })],
  ['unclaimed yes', policy({ components: { edge: { ...edge, unclaimed: 'yes' } } })],
  ['single quotes', good.replaceAll('"', "'")],
  ['typographic quotes', good.replace('"title"', '“title”')],
  ['True', good.replace('"type"', '"unclaimed":True,"type"')],
  ['None', good.replace('"P"', 'None')],
  ['a key without quotes', good.replace('"title"', 'title')],
  ['YAML', 'version: 1\nid: p\ncomponents:\n  edge:\n    type: x\n'],
  ['a missing comma', good.replace(',"title"', '\n"title"')],
  ['a comment', good.replace('{', '{ // why\n')],
  ['a comment of YAML', good.replace('{', '{ # why\n')],
  ['NaN', good.replace('"version":1', '"version":NaN')],
  ['a zero in front', good.replace('"version":1', '"version":01')],
  ['a placeholder', good.replace('"version":1', '"version":{{version}}')],
  ['the other bracket', good.replace(/}}}$/, '}]}')],
  ['a tab in a text', good.replace('"P"', '"\t"')],
  ['a character that was lost', good.replace('"P"', '"\ufffdbung"')],
  ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le').toString()],
  ['a comma too many', good.replace(/}$/, ',}')],
  ['two documents', `${good}\n${good}`],
  [
    'what is wrong in the first of two keys',
    good
      .replace('"version"', '"severity":"High","severity":"high","version"')
      .replace('"type"', '"select":{"nam":"a"},"select":{"name":"a"},"type"'),
  ],
];

const golden = JSON.parse(readFileSync('test/policies/newcomer.golden.json', 'utf8')) as Record<
  string,
  unknown
>;

test.each(guesses)('%s is answered with the right word', (name, text) => {
  expect(told(text)).toEqual(golden[name]);
});

test('each of the sentences answers a guess', () => {
  expect(Object.keys(golden)).toEqual(guesses.map(([name]) => name));
});

const followed = guesses.flatMap(([name, text]) =>
  read(text).mistakes.flatMap((mistake) =>
    advised(text, mistake).map((better) => [`${name}: ${mistake.message}`, text, better] as const),
  ),
);

test('most messages say what to write', () => {
  expect(followed.length).toBeGreaterThan(50);
});

test.each(followed)('what is advised is not refused next: %s', (_, text, better) => {
  const before = told(text);
  const after = told(better);
  expect(after.filter((message) => !before.includes(message))).toEqual([]);
  expect(after.length).toBeLessThan(before.length);
});
