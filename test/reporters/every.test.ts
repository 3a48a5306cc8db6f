import { expect, test } from '@jest/globals';
import { reporters } from '../../src/registry.generated.ts';
import { hostile } from '../support/audits.ts';

test.each([...reporters])('a name or a value cannot steer a terminal that %s is read on', async (_, load) => {
  const reporter = await load();
  const text = reporter.render(hostile, { width: 0, color: false, verbose: true });
  expect(text.replaceAll(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  expect(text).toContain('kiosk');
});
