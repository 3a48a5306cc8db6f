import { beforeAll, expect, test } from '@jest/globals';
import stringWidth from 'fast-string-width';
import { day } from '../../scripts/watch/day.ts';
import { playDay } from '../../scripts/watch/play.ts';
import { collectors } from '../../src/registry.generated.ts';

let shown = '';
// Jest cannot link modules that are imported at the same time and share others.
beforeAll(async () => {
  for (const load of collectors.values()) await load();
  const out = (text: string) => {
    shown += text;
  };
  await playDay(day, { out, color: false });
});

test.each([
  ['the first audit is one digest', '📋 Plumbline: baseline, 0 violations  (production · sa-east-1)'],
  [
    'a break calls those on call',
    '🔴 Elastic web platform: rate-limit and geo-block of firewall do not hold',
  ],
  ['it says what is and what ought to be', 'Expected every request from CU, IR, KP, SY is blocked'],
  ['it says since when', 'Since 27 Nov 10:15 UTC (between the audits of 09:15 and 10:15 UTC)'],
  ['it says what changed', 'Changed Rules[geo-block].Priority of kiosk-edge: 0 → 1'],
  ['it says what else is affected', 'Affects Public load balancer (edge)'],
  ['it says how to accept it', 'To accept it for a while, fill in reason and approvedBy'],
  ['an acknowledgement shows', '👀 acknowledged'],
  ['what cannot be seen is told as that', '🙈 Plumbline: cannot see AWS::ECS::Service'],
  ['it says what to grant', 'Fix Grant ecs:ListServices'],
  ['a change is a reply in the thread', 'Changed, still failing: firewall/rate-limit of kiosk-edge'],
  ['what is over says so', '✅ Elastic web platform: rate-limit and geo-block of firewall hold again'],
  ['and for how long it was', 'Resolved 27 Nov 13:00 UTC, after 2 h 45 min: 2 fixed'],
])('%s', (_, line) => {
  const joined = shown.replace(/\s*\n\s*[┃│]? ?\s*/g, ' ').replaceAll('  ', ' ');
  expect(joined).toContain(line.replaceAll('  ', ' '));
});

test('every line but a word to copy fits 80 columns, and holds nothing that only Slack understands', () => {
  const lines = shown.split('\n');
  expect(lines.filter((line) => stringWidth(line) > 80 && /^. \S+ \S/u.test(line))).toEqual([]);
  expect(shown).not.toMatch(/<!|<http|&amp;|&lt;|\*\w+\*/);
});
