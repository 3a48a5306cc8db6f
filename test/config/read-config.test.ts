import { expect, test } from '@jest/globals';
import { validate } from '../../src/commands/config-validator.ts';
import { readConfig } from '../../src/config/read-config.ts';

const read = (text: string, file = 'plumbline.config.json') => readConfig({ file, text }, validate);

const production = {
  name: 'production',
  roleArn: 'arn:aws:iam::111122223333:role/plumbline',
  externalId: 'kiosk-7',
  regions: ['sa-east-1', 'us-east-1'],
};
const ops = { name: 'ops', regions: ['sa-east-1'] };
const config = (more: object) =>
  JSON.stringify({ version: 1, policies: ['policies'], accounts: [production, ops], ...more });
const account = (more: object) => config({ accounts: [{ ...production, ...more }, ops] });
const role = (arn: string) => account({ roleArn: arn });
const notRole = 'must be the ARN of a role, such as "arn:aws:iam::111122223333:role/plumbline", not';

test('a sound configuration is read as it stands', () => {
  expect(read(config({ deadline: 60 }))).toEqual({
    config: { version: 1, policies: ['policies'], accounts: [production, ops], deadline: 60 },
    mistakes: [],
  });
});

test.each([
  ['of another partition', 'arn:aws-us-gov:iam::111122223333:role/plumbline'],
  ['with a path', 'arn:aws:iam::111122223333:role/audit/read only/plumbline'.replace(' ', '-')],
])('a role %s is one', (_, arn) => {
  expect(read(role(arn)).mistakes).toEqual([]);
});

test.each(['plumbline.db', '/var/lib/plumbline.db', 'postgres://plumbline@db.internal/plumbline'])(
  '%s is a store',
  (store) => {
    expect(read(config({ store })).mistakes).toEqual([]);
  },
);

test('alerts say to whom, how often and when not', () => {
  const alerts = {
    ...told,
    bySeverity: { critical: ['pager', 'platform'] },
    reminders: { critical: 240 },
    quiet: [window({ accounts: ['111122223333'], policies: ['shop'] })],
    slackApiUrl: 'http://127.0.0.1:8080/api/',
  };
  expect(read(config({ alerts })).mistakes).toEqual([]);
});

test('an account may be named where no role says it', () => {
  const accounts = [production, { ...ops, account: '444455556666' }];
  expect(read(config({ accounts })).mistakes).toEqual([]);
});

test('two roles of one account may look into regions of their own', () => {
  const other = { ...production, name: 'production-eu', regions: ['eu-west-1'] };
  expect(read(config({ accounts: [production, other] })).mistakes).toEqual([]);
});

const told = {
  routes: {
    platform: { slack: 'C0123456789', mentions: { critical: ['@here', 'S0123456789'] } },
    pager: { webhook: 'https://alerts.example.com/plumbline' },
  },
  fallback: 'platform',
};
const window = (more: object) => ({
  start: '0 22 * * 6',
  minutes: 120,
  timezone: 'America/Sao_Paulo',
  reason: 'maintenance',
  ...more,
});
const alerts = (more: object) => config({ alerts: { ...told, ...more } });
const routed = (route: object) => alerts({ routes: { ...told.routes, other: route } });

/** A configuration with one mistake, and its message. */
const wrong: readonly (readonly [text: string, message: string])[] = [
  ['', 'the file is empty; a configuration is an object'],
  ['[]', 'a configuration must be an object, not an empty list'],
  [config({ version: 2 }), '"version" must be 1, not 2'],
  [
    config({ policies: undefined }),
    'a configuration needs "policies": policy files and folders of them, from where this file stands',
  ],
  [config({ policies: [] }), '"policies" must hold at least 1'],
  [config({ policies: ['a', 'a'] }), '"policies" holds "a" twice; remove one of them'],
  [config({ regions: ['sa-east-1'] }), 'a configuration has no "regions"; it stands in each of "accounts"'],
  [account({ id: '111122223333' }), 'account "production" has no "id"; did you mean "account"?'],
  [
    JSON.stringify({ version: 1, id: 'p', title: 'P', components: {} }),
    'this is a policy, and no configuration; name it without --config',
  ],
  [JSON.stringify({ scripts: {} }), 'this is no configuration: it has neither "policies" nor "accounts"'],
  [
    config({ polices: ['a'] }),
    'a configuration has no "polices", and "policies" is there already; remove one of them',
  ],
  [config({ accounts: [] }), '"accounts" must hold at least 1'],
  [
    config({ accounts: ['production'] }),
    'item 1 of "accounts" must be an object such as { "name": …, "regions": … }, not "production"',
  ],
  [config({ store: '' }), '"store" must not be empty'],
  [
    config({ store: 'mysql://db/plumbline' }),
    'a store is a file or postgres://…, and "store" is of mysql://',
  ],
  [
    config({ store: 'postgres://plumbline:hunter2@db/plumbline' }),
    '"store" holds a password, and no secret stands here: PGPASSWORD or ~/.pgpass gives it',
  ],
  [
    config({ store: 'postgresql://db/plumbline?user=p&password=hunter2' }),
    '"store" holds a password, and no secret stands here: PGPASSWORD or ~/.pgpass gives it',
  ],
  [
    account({ account: '1111' }),
    '"account" must be the 12 digits of an account, such as "111122223333", not "1111"',
  ],
  [account({ account: '444455556666' }), 'the role is of account 111122223333, not of 444455556666'],
  [alerts({ fallback: 'ops' }), 'there is no route "ops"; there are: platform, pager'],
  [
    alerts({ bySeverity: { high: ['platform', 'ops'] } }),
    'there is no route "ops"; there are: platform, pager',
  ],
  [routed({}), 'the route "other" needs one of "slack" and "webhook"'],
  [
    routed({ slack: 'C0123456789', webhook: 'https://example.com' }),
    'the route "other" needs one of "slack" and "webhook"',
  ],
  [
    routed({ slack: '#alerts' }),
    '"slack" must be the id of a Slack channel, such as "C0123456789", not "#alerts"',
  ],
  [routed({ webhook: 'http://example.com' }), '"webhook" must be a URL that begins with https://'],
  [
    routed({ webhook: 'https://me:hunter2@example.com' }),
    '"webhook" holds a password, and no secret stands here',
  ],
  [alerts({ slackApiUrl: 'slack' }), '"slackApiUrl" must be a URL that begins with https://'],
  [alerts({ reminders: { high: 0 } }), '"high" must be at least 1, not 0'],
  [alerts({ quiet: [window({ timezone: 'Brazil/Kiosk' })] }), 'there is no time zone "Brazil/Kiosk"'],
  ...['every night', '0 22 * *', '0 0 22 * * 6', '0 25 * * *', '0 0 31 2 *'].map(
    (start) =>
      [
        alerts({ quiet: [window({ start })] }),
        `"start" must be five fields of cron, such as "0 22 * * 6", not ${JSON.stringify(start)}`,
      ] as const,
  ),
  [config({ deadline: 0 }), '"deadline" must be at least 1, not 0'],
  [config({ deadline: '5m' }), '"deadline" must be an integer, not "5m"'],
  [account({ name: undefined }), 'an account needs "name": what people call it, in reports: `production`'],
  [account({ name: '' }), '"name" must not be empty'],
  [account({ name: 'ops' }), 'the name "ops" is taken by another account'],
  [account({ regions: undefined }), 'account "production" needs "regions": the regions to look into'],
  [account({ regions: [] }), '"regions" must hold at least 1'],
  [
    account({ regions: ['Frankfurt'] }),
    'item 1 of "regions" must be a region such as "sa-east-1", not "Frankfurt"',
  ],
  [account({ regions: ['sa-east-1', 'sa-east-1'] }), '"regions" holds "sa-east-1" twice; remove one of them'],
  [
    account({ accessKeyId: 'AKIA' }),
    'account "production" has no "accessKeyId"; there are: account, externalId, name, regions, roleArn',
  ],
  [
    account({ roleARN: 'x' }),
    'account "production" has no "roleARN", and "roleArn" is there already; remove one of them',
  ],
  [role('plumbline'), `"roleArn" ${notRole} "plumbline"`],
  [role('arn:aws:iam::1111:role/p'), `"roleArn" ${notRole} "arn:aws:iam::1111:role/p"`],
  [role('arn:aws:iam::111122223333:user/p'), `"roleArn" ${notRole} "arn:aws:iam::111122223333:user/p"`],
  [role('arn:aws:iam::111122223333:role/'), `"roleArn" ${notRole} "arn:aws:iam::111122223333:role/"`],
  [account({ externalId: 'a b' }), '"externalId" must be 2 to 1224 letters, digits and _+=,.@:/-, not "a b"'],
  [
    config({ accounts: [{ ...ops, externalId: 'kiosk-7' }] }),
    'account "ops" needs "roleArn": the role to assume, in the account to look into. Left out: the credentials as they are',
  ],
  [
    config({ accounts: [ops, { ...ops, name: 'again' }] }),
    'only one account can be that of the credentials, and "ops" has no "roleArn" either',
  ],
  [
    config({ accounts: [production, { ...production, name: 'other', regions: ['us-east-1'] }] }),
    'account 111122223333 in us-east-1 stands in "production" already',
  ],
];

test.each(wrong)('%s: %s', (text, message) => {
  const { config: found, mistakes } = read(text);
  expect(found).toBeUndefined();
  expect(mistakes.map((mistake) => mistake.message)).toEqual([message]);
});

test('every mistake is told at once, each with its place', () => {
  const text = `{
  "version": 1, // no comments in .json
  "policies": ["policies"],
  "accounts": [
    { "name": "production", "roleArn": "plumbline", "regions": ["sa-east-1"] },
    { "name": "production", "secretAccessKey": "x", "regions": ["sao-paulo"] }
  ]
}`;
  const places = read(text).mistakes.map(({ file, line, column }) => `${file}:${line}:${column}`);
  expect(places).toEqual([
    'plumbline.config.json:2:17',
    'plumbline.config.json:5:40',
    'plumbline.config.json:6:15',
    'plumbline.config.json:6:29',
    'plumbline.config.json:6:65',
  ]);
  expect(read(text, 'plumbline.config.jsonc').mistakes).toHaveLength(4);
});
