import pc from 'picocolors';
import { printableInPlace as safe } from '../text/printable.ts';

/** What is wrong in a policy, where it stands, and what to write instead. */
export interface Mistake {
  readonly file: string;
  /** Both from 1; 0 where the mistake is about the file as a whole. */
  readonly line: number;
  readonly column: number;
  /** How much of the line is meant; at least 1. */
  readonly length: number;
  readonly message: string;
  /** The line as it stands in the file. */
  readonly source: string;
}

export const aboutFile = (file: string, message: string): Mistake => ({
  file,
  line: 0,
  column: 0,
  length: 1,
  message,
  source: '',
});

/** How many mistakes of a file are told: nobody mends more before looking again. */
const most = 50;

/** Each mistake with its line and a caret under what is meant. */
export function renderMistakes(mistakes: readonly Mistake[], { color }: { readonly color: boolean }): string {
  const colors = pc.createColors(color);
  const byFile = new Map<string, Mistake[]>();
  for (const mistake of mistakes) {
    const own = byFile.get(mistake.file) ?? [];
    own.push(mistake);
    byFile.set(mistake.file, own);
  }
  return [...byFile]
    .flatMap(([file, own]) => [
      ...own.slice(0, most).map((mistake) => mistakeText(mistake, colors)),
      ...(own.length > most ? [`${colors.bold(shownFile(file))}  and ${own.length - most} more`] : []),
    ])
    .join('\n');
}

function mistakeText(mistake: Mistake, colors: ReturnType<typeof pc.createColors>): string {
  const { file, line, column, message } = mistake;
  if (line === 0) return `${colors.bold(shownFile(file))}  ${safe(message)}`;
  const gutter = String(line).padStart(4);
  const { shown, before, under } = excerpt(mistake);
  return [
    `${colors.bold(`${shownFile(file)}:${line}:${column}`)}  ${safe(message)}`,
    `${colors.dim(`${gutter} │`)} ${shown}`,
    `${colors.dim(`${' '.repeat(gutter.length)} │`)} ${before}${colors.red(under)}`,
  ].join('\n');
}

/** A name that a log would take for a command, such as `::error`, is shown as another name of the same file. */
const shownFile = (file: string): string => safe(/^\s*[:#]/.test(file) ? `./${file}` : file);

const widest = 120;
const lead = 40;

/** The part of a line around what is meant: a minified policy is one line of thousands of characters. */
function excerpt({ source, column, length }: Mistake): { shown: string; before: string; under: string } {
  const from = source.length > widest ? Math.max(0, column - 1 - lead) : 0;
  const cut = source.slice(from, from + widest);
  const start = from > 0 ? '…' : '';
  const end = from + widest < source.length ? '…' : '';
  const before = start + cut.slice(0, column - 1 - from);
  const under = '^'.repeat(Math.max(1, Math.min(length, cut.length - (column - 1 - from))));
  return { shown: safe(`${start}${cut}${end}`), before: before.replace(/[^\t]/g, ' '), under };
}
