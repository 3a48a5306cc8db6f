import { setImmediate } from 'node:timers/promises';
import { createContext, Script } from 'node:vm';

/** What the work gives, or the signal's reason as soon as it is aborted: not every wait of AWS hears of it at once. */
export async function untilInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const interrupted = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, interrupted]);
}

const script = new Script('work()');

/**
 * Runs what does not wait. The process hears no signal meanwhile, but the engine can be told to stop at one: Ctrl-C ends
 * the work at once, whatever it is doing, and whoever listens to the signal is told.
 */
export function interruptible<Result>(work: () => Result): Result {
  try {
    const context = createContext({ work });
    return script.runInContext(context, { breakOnSigint: true, displayErrors: false }) as Result;
  } catch (error) {
    if (isInterruption(error)) process.emit('SIGINT');
    throw error;
  }
}

// It is no `Error` of ours: it comes of the script's own context.
function isInterruption(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED';
}

/** Hears the signal, should it have come while something else ran. */
export async function pause(signal: AbortSignal): Promise<void> {
  // The first ends the loop's present round; only between it and the second are signals surely looked for.
  await setImmediate();
  await setImmediate();
  signal.throwIfAborted();
}

// In ms: starting one costs a tenth of one.
const stretch = 50;

/** Work that yields between its parts, in stretches between which the event loop has its turn. */
export async function interruptibly<Result>(
  work: Generator<void, Result>,
  signal: AbortSignal,
): Promise<Result> {
  for (;;) {
    await pause(signal);
    const step = interruptible(() => stretchOf(work));
    if (step.done === true) return step.value;
  }
}

function stretchOf<Result>(work: Generator<void, Result>): IteratorResult<void, Result> {
  const end = performance.now() + stretch;
  for (;;) {
    const step = work.next();
    if (step.done === true || performance.now() > end) return step;
  }
}
