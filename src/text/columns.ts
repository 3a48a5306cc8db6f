import stringWidth from 'fast-string-width';
import { behind, type Page, paragraph } from './page.ts';

const widestColumn = 36;

/** What the last column keeps where the others would take all. */
const leastOfTheLast = 30;

/**
 * Rows whose cells stand below each other; the last cell of each is wrapped within its own column. A cell that is wider
 * than its column may be stands on a line of its own. Without a width nothing is wrapped.
 */
export function columns(page: Page, indent: number, rows: readonly (readonly string[])[]): string[] {
  const widths = widthsOf(page, indent, rows);
  return rows.flatMap((cells) => rowLines(page, indent, cells, widths));
}

/** Each as wide as its cells where all of it fits, else as its share allows. */
function widthsOf(page: Page, indent: number, rows: readonly (readonly string[])[]): readonly number[] {
  const count = Math.max(0, ...rows.map(({ length }) => length - 1));
  const widthIn = (at: number, widest: number) =>
    Math.max(0, ...rows.map((cells) => stringWidth(cells[at] ?? '')).filter((width) => width <= widest));
  const within = (widest: number) => Array.from({ length: count }, (_, at) => widthIn(at, widest));
  if (page.width === 0) return within(Number.POSITIVE_INFINITY);
  const last = Math.max(0, ...rows.map((cells) => stringWidth(cells.at(-1) ?? '')));
  const wanted = within(widestColumn);
  const taken = wanted.reduce((sum, width) => sum + width + 2, indent);
  if (taken + Math.min(last, leastOfTheLast) <= page.width) return wanted;
  return within(Math.min(widestColumn, Math.floor((page.width - indent) / 2 / Math.max(count, 1))));
}

function rowLines(page: Page, indent: number, cells: readonly string[], widths: readonly number[]): string[] {
  const lines: string[] = [];
  let head = ' '.repeat(indent);
  let column = indent;
  for (const [at, width] of widths.entries()) {
    head += cells[at] ?? '';
    column += width + 2;
    const gap = column - stringWidth(head);
    if (gap < 2) lines.push(...paragraph(page, head.length - head.trimStart().length, head.trimStart()));
    head = gap < 2 ? ' '.repeat(column) : head + ' '.repeat(gap);
  }
  const last = behind(head, column, paragraph(page, column, cells.at(-1) ?? ''));
  return [...lines, ...last.map((line) => line.trimEnd())];
}
