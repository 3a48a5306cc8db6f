import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/model/finding.ts';
import type { Notice } from '../../src/model/notice.ts';
import { fail } from '../../src/model/verdict.ts';
import { type Content, messageOf, replyOf } from '../../src/notifiers/slack/blocks.ts';
import { firewall, service, tellingOf } from '../support/alerts.ts';
import { resource } from '../support/audits.ts';
import { complaintAbout } from '../support/slack/limits.ts';

const noticeOf = (...findings: readonly Finding[]): Notice => tellingOf(findings).notice;

const linesOf = ({ blocks }: Content): readonly string[] =>
  blocks.flatMap((block) =>
    (block.type === 'section' ? [block.text] : block.elements).flatMap(({ text }) => text.split('\n')),
  );

test('a message says what broke, what it should be, since when, why it matters and what to do', () => {
  expect(linesOf(messageOf(noticeOf(firewall()), ['@here', 'S0123456789']))).toEqual([
    '🔴 *Elastic web platform*: geo-block of firewall does not hold  (production · sa-east-1) <!here> <!subteam^S0123456789>',
    '<https://sa-east-1.console.aws.amazon.com/wafv2/homev2/web-acl/kiosk-waf/0a1b/overview?region=sa-east-1|kiosk-waf>: GET /health from KP is allowed by rule health-check (priority 0) before geo-block (priority 1)  (firewall/geo-block, critical)',
    '*Expected* every request from CU, IR, KP, SY is blocked',
    '*Again* `plumbline web-acl arn:aws:wafv2:sa-east-1:111122223333:regional/webacl/kiosk-waf/0a1b --request \'{"country":"KP","path":"/health"}\'`',
    '*Why* Sanctions screening and abuse protection at the edge',
    '*Fix* Move geo-block before health-check, or exclude those countries there.',
    '*Since* 23 Nov 14:05 UTC (between the audits of 14:00 and 14:05 UTC)',
    '*To accept it for a while*, fill in `reason` and `approvedBy`, and add this to the `exceptions` of the policy `elastic-web-platform`',
    '```{"id":"EX-firewall-geo-block","component":"firewall","check":"geo-block","resources":["kiosk-waf"],"reason":"","approvedBy":"","expires":"2026-12-23"}```',
    'run 2026-11-23T14:05:00.000Z-1 · elastic-web-platform/firewall · critical · 111122223333 · react with 👀 to acknowledge',
  ]);
});

test('what fails alike is told once, with the names of all', () => {
  const notice = noticeOf(...[...Array(47).keys()].map((index) => service(`service-${index}`)));
  const lines = linesOf(messageOf(notice, []));
  expect(lines[0]).toContain('autoscaling of services does not hold on 47 resources');
  expect(lines[1]).toBe('MinCapacity is 1  (services/autoscaling, high)');
  expect(lines[2]).toMatch(/^\*On\* <.*\|kiosk\/service-9> and 37 more$/);
});

test.each([
  ['MinCapacity is 1', 1, []],
  ['the cluster has no instance', 0, ['*Actual* 0']],
])('what is actual is not said again where the message ends by it: %s', (message, actual, said) => {
  const notice = noticeOf(service('menu', { verdict: fail(message, { expected: 'at least 2', actual }) }));
  expect(linesOf(messageOf(notice, [])).filter((line) => line.startsWith('*Actual*'))).toEqual(said);
});

test('of many that fail each in its way the first are shown, and the others counted', () => {
  const findings = [...Array(47).keys()].map((index) =>
    service(`service-${index}`, { verdict: fail(`MinCapacity is ${index}`) }),
  );
  expect(linesOf(messageOf(noticeOf(...findings), []))).toContain('and 37 more');
});

describe('what comes from the account', () => {
  const hostile = '<!channel> <@U0ANNA> <https://evil.example|sign in> & `code` *bold* @here #general';

  test.each([
    [
      'a message',
      service('menu', { verdict: fail(hostile, { expected: hostile, actual: { [hostile]: hostile } }) }),
    ],
    ['a name', service(hostile)],
    [
      'a label',
      service('menu', { resource: { ...resource('AWS::ECS::Service', 'kiosk/menu'), label: hostile } }),
    ],
    ['a type nobody knows', service('menu', { resource: resource('AWS::Kiosk::Till', hostile) })],
    ['a policy', service('menu', { because: hostile, fix: hostile, component: hostile, check: hostile })],
  ])('in %s mentions nobody and links nowhere', (_, finding) => {
    const notice = {
      ...noticeOf(finding),
      news: [hostile],
      changed: [hostile],
      detour: hostile,
      audit: hostile,
    };
    for (const content of [messageOf(notice, []), replyOf(notice, [], null)]) {
      const text = [content.text, ...linesOf(content)].join('\n');
      const tags = [...text.matchAll(/<([^>]*)>/g)].map(([, tag]) => tag ?? '');
      expect(tags.filter((tag) => !tag.startsWith('https://sa-east-1.console.aws.amazon.com/'))).toEqual([]);
    }
  });

  test('has no control characters, and none that turn a line around', () => {
    const content = messageOf(noticeOf(service('menu', { verdict: fail('a\u202eb\u0007c\nd') })), []);
    expect(JSON.stringify(linesOf(content))).toContain('abc d');
  });
});

test('only settings mention, and only whom Slack knows', () => {
  const notice = noticeOf(firewall());
  expect(messageOf(notice, ['@here', 'U0ANNA77', '<!channel>', 'S1|x']).text).toContain(
    ' <!here> <@U0ANNA77>: ',
  );
});

test('an edit calls nobody', () => {
  expect(messageOf({ ...noticeOf(firewall()), calls: false }, ['@here']).text).not.toContain('<!here>');
});

test('whatever it says, Slack takes it', () => {
  const long = { maxLength: 4000, size: 'max' } as const;
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }),
    fc.string({ unit: fc.constantFrom('&', '<', '*', 'é'), ...long }),
  );
  const findings = fc.array(
    fc.record({ name: text, message: text, expected: text, why: text, fix: text, check: text }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(findings, fc.array(text, { maxLength: 40 }), (given, news) => {
      const notice = noticeOf(
        ...given.map(({ name, message, expected, why, fix, check }) =>
          service(name, { verdict: fail(message, { expected }), why, fix, check: `c${check}`.slice(0, 60) }),
        ),
      );
      for (const { text, blocks } of [
        messageOf(notice, ['@here']),
        replyOf({ ...notice, news }, [], news[0] ?? null),
      ])
        expect(complaintAbout(text, blocks, undefined)).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

test('the last line says whose it is', () => {
  const lines = linesOf(messageOf({ ...noticeOf(firewall()), owner: 'platform <!here>' }, []));
  expect(lines.at(-1)).toContain(' · owner platform &lt;!here&gt; · critical · ');
});

test.each([
  ['a command that is too long', { request: `'${'x'.repeat(2000)}'` }, false],
  ['an id that a shell would take apart', { id: 'arn:aws:wafv2:x;rm' }, false],
  ['a request of a web ACL', {}, true],
])(
  'a command is there to be pasted, or not at all: %s',
  (_, { request, id }: { request?: string; id?: string }, shown) => {
    const notice = noticeOf(firewall());
    const items = notice.items.map((item) => ({
      ...item,
      request: request ?? item.request,
      resources: item.resources.map((one) => ({ ...one, id: id ?? one.id })),
    }));
    const text = linesOf(messageOf({ ...notice, items }, [])).join('\n');
    expect(text.includes('*Again*')).toBe(shown);
  },
);

test('a backtick in a request neither ends the command nor is lost', () => {
  const notice = noticeOf(firewall());
  const items = notice.items.map((item) => ({ ...item, request: `'{"path":"/\`"}'` }));
  expect(linesOf(messageOf({ ...notice, items }, [])).join('\n')).toContain(
    `--request '{"path":"/\\u0060"}'\``,
  );
});
