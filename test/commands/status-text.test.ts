import { expect, test } from '@jest/globals';
import type { Status } from '../../src/commands/status/gather.ts';
import { statusText } from '../../src/commands/status/text.ts';

const status = (violated: number): Status => ({
  at: '2026-11-27T00:00:00.000Z',
  places: [
    {
      account: '111122223333',
      region: 'sa-east-1',
      name: null,
      lastAudit: '2026-11-26T23:55:00.000Z',
      state: 'audited',
      saw: { holds: 1, violated, excepted: 0, unknown: 0, 'not-applicable': 0 },
      unseen: [],
    },
  ],
  incidents: [],
  outbox: [],
});

test('a place where something is violated is not marked as well, and why that is no incident is told', () => {
  const text = statusText(status(2), { width: 0, color: false });
  expect(text).toContain('✗ 111122223333/sa-east-1');
  expect(text).toContain(
    'no incident is open\n  what is violated becomes one where the configuration has `alerts`\n',
  );
});

test('where all holds neither is said', () => {
  const text = statusText(status(0), { width: 0, color: false });
  expect(text).toContain('✓ 111122223333/sa-east-1');
  expect(text).not.toContain('becomes one');
});
