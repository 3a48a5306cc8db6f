import stringWidth from 'fast-string-width';
import { type Page, paragraph } from './page.ts';

const widestColumn = 36;

/**
 * Rows whose cells stand below each other; the last cell of each is wrapped within its own column. A cell that is wider
 * than its column may be stands on a line of its own. Without a width nothing is wrapped.
 */
export function columns(page: Page, indent: number, rows: readonly (readonly string[])[]): string[] {
  const count = Math.max(0, ...rows.map(({ length }) => length - 1));
  const share = Math.floor((page.width - indent) / 2 / Math.max(count, 1));
  const widest = page.width === 0 ? Number.POSITIVE_INFINITY : Math.min(widestColumn, share);
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(0, ...rows.map((cells) => stringWidth(cells[at] ?? '')).filter((width) => width <= widest)),
  );
  return rows.flatMap((cells) => rowLines(page, indent, cells, widths));
}

function rowLines(page: Page, indent: number, cells: readonly string[], widths: readonly number[]): string[] {
  const lines: string[] = [];
  let head = ' '.repeat(indent);
  let column = indent;
  for (const [at, width] of widths.entries()) {
    head += cells[at] ?? '';
    column += width + 2;
    const gap = column - stringWidth(head);
    if (gap < 2) lines.push(...paragraph(page, indent, head.trimStart()));
    head = gap < 2 ? ' '.repeat(column) : head + ' '.repeat(gap);
  }
  const [first = '', ...rest] = paragraph(page, column, cells.at(-1) ?? '');
  return [...lines, `${head}${first.slice(column)}`.trimEnd(), ...rest];
}
