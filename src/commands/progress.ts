import { Listr, ListrLogger, ProcessOutput } from 'listr2';
import type { Progress } from '../model/ports.ts';
import { plural } from '../text/plural.ts';
import { printable } from '../text/printable.ts';

export interface ProgressLine {
  readonly report: (event: Progress) => void;
  readonly end: () => Promise<void>;
}

/** One line on the standard error for whoever watches, gone when the report comes. */
export function showProgress(signal: AbortSignal, what: string): ProgressLine {
  const counts = { started: 0, done: 0, refused: 0 };
  let show: (title: string) => void = () => undefined;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const line = createLine(what, (setTitle) => {
    show = setTitle;
    return ended;
  });
  const running = line.run();
  // The cursor must be back before the process ends.
  signal.addEventListener('abort', end, { once: true });
  return {
    report({ kind, type }) {
      counts[kind] += 1;
      show(`${what}: ${stepOf(counts, type)}`);
    },
    async end() {
      end();
      await running;
    },
  };
}

function createLine(title: string, task: (setTitle: (title: string) => void) => Promise<void>) {
  const run = (_: unknown, line: { title: string }) =>
    task((title) => {
      line.title = title;
    });
  // The standard output is the report's. When that is no terminal listr2 falls back on its other renderer.
  const rendererOptions = {
    clearOutput: true,
    logger: new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) }),
  };
  return new Listr<unknown, 'default', 'default'>([{ title, task: run }], {
    registerSignalListeners: false,
    renderer: 'default',
    rendererOptions,
    fallbackRenderer: 'default',
    fallbackRendererOptions: rendererOptions,
  });
}

interface Counts {
  readonly started: number;
  readonly done: number;
  readonly refused: number;
}

function stepOf({ started, done, refused }: Counts, type: string): string {
  const read = `${done + refused} of ${plural(started, 'list')} read`;
  return `${read}${refused > 0 ? `, ${refused} refused` : ''}, ${printable(type)}`;
}
