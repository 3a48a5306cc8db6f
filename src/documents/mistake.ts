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

/** Each mistake with its line and a caret under what is meant. */
export function renderMistakes(mistakes: readonly Mistake[], { color }: { readonly color: boolean }): string {
  const colors = pc.createColors(color);
  return mistakes
    .map((mistake) => {
      const { file, line, column, message } = mistake;
      if (line === 0) return `${colors.bold(safe(file))}  ${safe(message)}`;
      const gutter = String(line).padStart(4);
      const { shown, before, under } = excerpt(mistake);
      return [
        `${colors.bold(`${safe(file)}:${line}:${column}`)}  ${safe(message)}`,
        `${colors.dim(`${gutter} │`)} ${shown}`,
        `${colors.dim(`${' '.repeat(gutter.length)} │`)} ${before}${colors.red(under)}`,
      ].join('\n');
    })
    .join('\n');
}

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
