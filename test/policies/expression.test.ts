import { expect, test } from '@jest/globals';
import { registered } from '../../src/commands/registered.ts';
import { expressionIn } from '../../src/policies/expression.ts';
import { readPolicy } from '../../src/policies/read-policy.ts';

const meant: readonly (readonly [text: string, value: unknown])[] = [
  ['^aurora.*$', 'aurora*'],
  ['^aurora', 'aurora*'],
  ['aurora$', '*aurora'],
  ['^aurora$', 'aurora'],
  ['aurora.*', 'aurora*'],
  ['.*aurora.*', '*aurora*'],
  ['/aurora/', '*aurora*'],
  ['/^aurora/', 'aurora*'],
  ['regex:^aurora', 'aurora*'],
  ['^db\\.r6g\\..+$', 'db.r6g.?*'],
  ['^kiosk-[a-z]+$', 'kiosk-?*'],
  ['^kiosk-\\d$', 'kiosk-?'],
  ['^(aurora|mysql)$', ['aurora', 'mysql']],
  ['(shop|menu)-.*', ['shop-*', 'menu-*']],
  ['^a.*|^b.*', ['a*', 'b*']],
  ['^(a|b)(c|d)$', undefined],
  ['/aurora/i', undefined],
  ['a{2,3}[x', undefined],
  ['^a{2}$', undefined],
  ['a|b', ['a', 'b']],
  ['a|b|c', ['a', 'b', 'c']],
  ['a || b', ['a', 'b']],
  ['a,b, c', ['a', 'b', 'c']],
  ['a or b', ['a', 'b']],
  ['["a", "b"]', ['a', 'b']],
  ["in ('a', 'b')", ['a', 'b']],
  ['a|', 'a'],
  ['^a.*|b', ['a*', 'b']],
  ['!kiosk', { not: 'kiosk' }],
  ['!*x*', { not: '*x*' }],
  ['!=kiosk', { not: 'kiosk' }],
  ['not kiosk', { not: 'kiosk' }],
  ['!a|b', { not: ['a', 'b'] }],
  ['!~ ^kiosk', { not: 'kiosk*' }],
  ['!!kiosk', undefined],
  ['=kiosk', 'kiosk'],
  ['==kiosk', 'kiosk'],
  ['=~ ^kiosk', 'kiosk*'],
  ['%like%', '*like*'],
  ['like%', 'like*'],
  ['>=16', { atLeastVersion: '16' }],
  ['16+', { atLeastVersion: '16' }],
  ['16.4 or later', { atLeastVersion: '16.4' }],
  ['>16', { atLeastVersion: '16', not: '16' }],
  ['<17', { not: { atLeastVersion: '17' } }],
  ['<=16.4', { not: { atLeastVersion: '16.5' } }],
  ['>=16 <18', { atLeastVersion: '16', not: { atLeastVersion: '18' } }],
  ['^16', { atLeastVersion: '16', not: { atLeastVersion: '17' } }],
  ['^16.4', { atLeastVersion: '16.4', not: { atLeastVersion: '17' } }],
  ['~16.4', { atLeastVersion: '16.4', not: { atLeastVersion: '16.5' } }],
  ['~> 16.4', { atLeastVersion: '16.4', not: { atLeastVersion: '17' } }],
  ['>=kiosk', undefined],
  ['>=16,>=17', undefined],
  [' kiosk ', 'kiosk'],
  ['$' + '{var.name}', undefined],
  ['{{ name }}', undefined],
  ['<name>', undefined],
  ['!Ref Cluster', undefined],
  ['aws_kms_key.main.arn', undefined],
  ['var.name', undefined],
  ['db.(t3|t4g).large', ['db.t3.large', 'db.t4g.large']],
  ['^db-[ab]$', ['db-a', 'db-b']],
  ['^db-[0-6]$', undefined],
  ['[16,18)', { atLeastVersion: '16', not: { atLeastVersion: '18' } }],
  ['(,17]', { not: { atLeastVersion: '18' } }],
];

test.each(meant)('%s, which another language reads otherwise, means %j', (text, value) => {
  expect(expressionIn(text)).toEqual({ reads: expect.any(String), ...(value !== undefined && { value }) });
});

test.each(['[', '(|', '!', ' ', '|', ',', '^(', '/', '>=1 ', '%', '\\', 'a.'])(
  'a very long text of %j takes no longer than it is long',
  (part) => {
    expect(expressionIn(`${part.repeat(300_000)}x`)).not.toBe(null);
  },
);

test('what is too long to be one expression may still be several values', () => {
  const names = Array.from({ length: 100 }, (_, index) => `service-${index}`);
  expect(expressionIn(names.join('|'))?.value).toEqual(names);
});

test.each([
  'kiosk',
  'kiosk/menu-*',
  'kiosk/**',
  '*[\\\\',
  'a?c',
  '*.dkr.ecr.*',
  '10.0.*',
  '16.*',
  '8.0.mysql_aurora.3.08.2',
  'arn:aws:ecs:sa-east-1:111122223333:cluster/kiosk',
  'Mon:05:00-Mon:06:00',
  'ELBSecurityPolicy-TLS13-1-2-2021-06',
  '',
])('%s is the text itself', (text) => {
  expect(expressionIn(text)).toBeUndefined();
});

test.each([
  ['/health/', '/'],
  ['200,202', ','],
  ['db.*', '.'],
  ['100%', '%'],
  ['c++', '+='],
  ['18+', '+'],
  ['^not one, or (two|three)$', 'any'],
])('%s is the text itself where such texts hold %s', (text, own) => {
  expect(expressionIn(text, own)).toBeUndefined();
});

const told = (type: string, more: object) =>
  readPolicy(
    {
      file: 'p.json',
      text: JSON.stringify({ version: 1, id: 'p', title: 'P', components: { it: { type, ...more } } }),
      sha256: '',
    },
    { ...registered, now: new Date('2026-11-24T12:00:00Z') },
  ).mistakes.map(({ message }) => message);

const cluster = 'AWS::RDS::DBCluster';
const service = 'AWS::ECS::Service';
const group = 'AWS::ElastiCache::ReplicationGroup';
const targets = 'AWS::ElasticLoadBalancingV2::TargetGroup';

test.each([
  [cluster, { EngineVersion: '^16' }, '"^16" reads as a comparison; write "16"'],
  [cluster, { EngineVersion: '16.x' }, '"16.x" reads as a range of versions; write "16"'],
  [cluster, { EngineVersion: 'v16' }, '"v16" begins with a v, as no version does; write "16"'],
  [cluster, { EngineVersion: '^16.*' }, '"^16.*" reads as a regular expression; write "16"'],
  [
    cluster,
    { EngineVersion: ['15', '16+'] },
    '"16+" reads as a comparison; write { "atLeastVersion": "16" }',
  ],
  [cluster, { EngineVersion: { not: '!16' } }, '"!16" reads as a negation; write "16"'],
  [cluster, { Engine: '!mysql' }, '"!mysql" reads as a negation; write { "not": "mysql" }'],
  [cluster, { Engine: 'aurora.*' }, '"aurora.*" reads as a regular expression; write "aurora*"'],
  [
    cluster,
    { Engine: 'aurora-mysql|aurora-postgres' },
    '"aurora-mysql|aurora-postgres" reads as several values; write ["aurora-mysql", "aurora-postgresql"]',
  ],
  [
    cluster,
    { Engine: { not: '*oracle*' } },
    '"Engine" is never "*oracle*"; there are: aurora-mysql, aurora-postgresql, mysql, postgres',
  ],
  [
    cluster,
    { EnableCloudwatchLogsExports: { none: '^audit$' } },
    '"^audit$" reads as a regular expression; write "audit"',
  ],
  [
    cluster,
    { EnableCloudwatchLogsExports: ['audit|error'] },
    '"audit|error" reads as several values; write "audit", "error"',
  ],
  [cluster, { KmsKeyId: 'absent' }, '"absent" stands for what is not set; write null'],
  [cluster, { KmsKeyId: 'not-null' }, '"not-null" stands for whatever is set; write { "not": null }'],
  [cluster, { KmsKeyId: { not: 'null' } }, '"null" stands for what is not set; write null'],
  [
    cluster,
    { BackupRetentionPeriod: '7+' },
    '"BackupRetentionPeriod" takes no sign as in "7+"; write { "atLeast": 7 }',
  ],
  [
    cluster,
    { BackupRetentionPeriod: '7-35' },
    '"BackupRetentionPeriod" takes no sign as in "7-35"; write { "atLeast": 7, "atMost": 35 }',
  ],
  [targets, { HealthCheckPath: '^/health' }, '"^/health" reads as a regular expression; write "/health*"'],
])('%s, expecting %j, is refused', (type, expected, message) => {
  expect(told(type, { expect: expected })).toEqual([message]);
});

test.each([
  [group, { EngineVersion: '6.x' }],
  [group, { EngineVersion: '7.*', CacheNodeType: 'cache.*' }],
  [group, { ReplicationGroupDescription: 'sessions, carts | (prod)' }],
  [targets, { HealthCheckPath: '/health/', Matcher: { HttpCode: '200,202' } }],
  [cluster, { DBClusterIdentifier: { exactly: 'a|b' }, Engine: 'aurora*' }],
  [
    'AWS::ApplicationAutoScaling::ScalableTarget',
    { ScheduledActions: { any: { Schedule: 'cron(0 8 * * ? *)' } } },
  ],
  [service, { 'Live.TaskDefinition.ContainerDefinitions': { every: { Image: '*.dkr.ecr.*' } } }],
])('%s, expecting %j, means what it says', (type, expected) => {
  expect(told(type, { expect: expected })).toEqual([]);
});
