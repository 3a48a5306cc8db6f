import { setImmediate } from 'node:timers/promises';

/** What the work gives, or the signal's reason as soon as it is aborted: not every wait of AWS hears of it at once. */
export async function untilInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const interrupted = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, interrupted]);
}

// Ctrl-C is heard between two proofs.
const breath = 50;

/** Gives way to whatever waits, Ctrl-C too, when the work has held the process for so many milliseconds. */
export function pauses(signal: AbortSignal): () => Promise<void> | undefined {
  let last = performance.now();
  async function giveWay(): Promise<void> {
    await setImmediate();
    signal.throwIfAborted();
    last = performance.now();
  }
  return () => (performance.now() - last < breath ? undefined : giveWay());
}
