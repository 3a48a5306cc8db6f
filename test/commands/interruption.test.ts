import { describe, expect, test } from '@jest/globals';
import { driveUntil, interruptible, untilInterrupted } from '../../src/commands/interruption.ts';

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

describe('work that does not wait', () => {
  const heard = () => new Promise((resolve) => process.once('SIGINT', resolve));
  const endless = () => {
    process.kill(process.pid, 'SIGINT');
    for (;;);
  };

  test('gives what it gives', () => {
    expect(interruptible(() => ({ found: 1 }))).toEqual({ found: 1 });
  });

  test('throws what it throws', () => {
    const thrown = new Error('a fault');
    const work = () => {
      throw thrown;
    };
    expect(() => interruptible(work)).toThrow(thrown);
  });

  test('ends where the signal finds it, and whoever listens is told', async () => {
    const told = heard();
    expect(() => interruptible(endless)).toThrow(/interrupted/);
    await told;
  });

  test('ends between its parts where the signal came in one of them', async () => {
    const interrupt = new AbortController();
    const parts = (function* () {
      for (let part = 0; ; part += 1) {
        if (part === 3) setImmediate(() => interrupt.abort(new Error('stop')));
        yield;
      }
    })();
    await expect(driveUntil(interrupt.signal)(parts)).rejects.toThrow('stop');
  });

  test('ends by itself', async () => {
    const parts = (function* () {
      yield;
      yield;
      return 'done';
    })();
    expect(await driveUntil(new AbortController().signal)(parts)).toBe('done');
  });
});

describe('works that wait at the same time', () => {
  test('end each by itself, and one that throws harms no other', async () => {
    const drive = driveUntil(new AbortController().signal);
    const ending = (result: string) =>
      (function* () {
        yield;
        return result;
      })();
    const throwing = (function* () {
      yield;
      throw new Error('a fault');
    })();
    const all = await Promise.allSettled([drive(ending('a')), drive(throwing), drive(ending('b'))]);
    expect(all).toMatchObject([{ value: 'a' }, { reason: { message: 'a fault' } }, { value: 'b' }]);
    expect(await drive(ending('later'))).toBe('later');
  });

  test('end all with the signal', async () => {
    const interrupt = new AbortController();
    const drive = driveUntil(interrupt.signal);
    const endlessly = () =>
      (function* () {
        for (;;) yield;
      })();
    const all = Promise.allSettled([drive(endlessly()), drive(endlessly())]);
    setImmediate(() => interrupt.abort(new Error('stop')));
    const reason = { message: 'stop' };
    expect(await all).toMatchObject([{ reason }, { reason }]);
  });
});
