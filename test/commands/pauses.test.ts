import { expect, test } from '@jest/globals';
import { pauses } from '../../src/commands/interruption.ts';

/** Work that takes a while, as a proof does. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('what was just begun does not give way', () => {
  expect(pauses(new AbortController().signal)()).toBeUndefined();
});
test('what has held the process for long lets others have their turn, and then goes on', async () => {
  const pause = pauses(new AbortController().signal);
  const heard: string[] = [];
  setImmediate(() => heard.push('others'));
  work(60);
  await pause();
  expect(heard).toEqual(['others']);
  expect(pause()).toBeUndefined();
});
test('an interruption is heard then, and ends the work', async () => {
  const stop = new AbortController();
  const pause = pauses(stop.signal);
  setImmediate(() => stop.abort(new Error('interrupted')));
  work(60);
  await expect(pause()).rejects.toThrow('interrupted');
});
