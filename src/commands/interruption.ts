import { setImmediate } from 'node:timers/promises';
import { createContext, Script } from 'node:vm';
import type { Drive } from '../pipeline/drive.ts';

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

// In ms: starting one costs a tenth of one, and half a megabyte.
const stretch = 50;

interface Task {
  readonly work: Generator<void, unknown>;
  readonly end: (result: never) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Takes works that yield between their parts to their end, in stretches between which the event loop has its turn. Works
 * that wait at the same time, as those of many places do, share a stretch.
 */
export function driveUntil(signal: AbortSignal): Drive {
  const waiting: Task[] = [];
  let isDriving = false;
  async function driveAll(): Promise<void> {
    isDriving = true;
    try {
      while (waiting.length > 0) {
        await pause(signal);
        interruptible(() => stretchOf(waiting));
      }
    } catch (error) {
      for (const { fail } of waiting.splice(0)) fail(error);
    } finally {
      isDriving = false;
    }
  }
  return (work) =>
    new Promise((end, fail) => {
      waiting.push({ work, end, fail });
      if (!isDriving) void driveAll();
    });
}

function stretchOf(waiting: Task[]): void {
  const over = performance.now() + stretch;
  for (let task = waiting[0]; task && performance.now() <= over; task = waiting[0])
    if (isOver(task)) waiting.shift();
}

function isOver({ work, end, fail }: Task): boolean {
  try {
    const step = work.next();
    if (step.done === true) end(step.value as never);
    return step.done === true;
  } catch (error) {
    fail(error);
    return true;
  }
}
