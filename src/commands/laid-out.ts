import { columns } from '../text/columns.ts';
import { type Page, pageOf, paragraph } from '../text/page.ts';
import type { Shell } from './shell.ts';

/**
 * What follows a command's options, as wide as the terminal. It is written as it is to be read in a pipe: a line
 * `  term   text` is a row, whose text may go on below itself, and any other line is a paragraph or a command. Laid out
 * where help is asked for: every command is declared at every start.
 */
export function laidOut(text: string, { width, color }: Pick<Shell, 'width' | 'color'>): () => string {
  return () => {
    const page = pageOf({ width, color, verbose: false });
    const lines = text.replace(/\n {12,}(?=\S)/g, ' ').split('\n');
    return `\n${runsOf(lines)
      .flatMap((run) => linesOf(page, run))
      .join('\n')}`;
  };
}

const row = /^ {2}(\S+(?: \S+)*) {2,}(\S.*)$/;

/** Rows that follow each other stand below each other. */
function runsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && row.test(last[0]) && row.test(line)) last.push(line);
    else runs.push([line]);
  }
  return runs;
}

function linesOf(page: Page, run: readonly string[]): readonly string[] {
  const [first = ''] = run;
  if (row.test(first))
    return columns(
      page,
      2,
      run.map((line) => row.exec(line)?.slice(1) ?? [line]),
    );
  return first.startsWith('  ') ? command(page, first.trim()) : titled(page, first);
}

const titled = (page: Page, line: string): readonly string[] =>
  paragraph(page, 0, line.endsWith(':') ? page.paint.bold(line) : line);

/** A command that is longer than the line goes on below as a shell takes it. */
function command(page: Page, text: string): readonly string[] {
  // Two columns before it, four before what goes on, and two for the mark.
  const lines = paragraph(page.width === 0 ? page : { ...page, width: page.width - 6 }, 0, text);
  return lines.map((line, at) => `${at === 0 ? '  ' : '    '}${line}${at < lines.length - 1 ? ' \\' : ''}`);
}
