import { expect, test } from '@jest/globals';
import { untilInterrupted } from '../../src/commands/interruption.ts';

const never = new Promise<string>(() => undefined);

test('work that ends first is what counts', async () => {
  const { signal } = new AbortController();
  expect(await untilInterrupted(Promise.resolve('done'), signal)).toBe('done');
});

test('work that hangs is left behind when the signal comes', async () => {
  const interrupt = new AbortController();
  const waiting = untilInterrupted(never, interrupt.signal);
  interrupt.abort(new Error('stop'));
  await expect(waiting).rejects.toThrow('stop');
});

test('no work is waited for after the signal', async () => {
  await expect(untilInterrupted(never, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
});
