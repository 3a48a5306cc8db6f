import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import picocolors from 'picocolors';

/** How lines are laid out. Without a width, as in a pipe, nothing is wrapped or aligned: a line stays a line. */
export interface Page {
  readonly width: number;
  readonly verbose: boolean;
  readonly paint: ReturnType<typeof picocolors.createColors>;
}

export interface PageOptions {
  /** Columns; 0 where there is no terminal. */
  readonly width: number;
  readonly color: boolean;
  readonly verbose: boolean;
}

export function pageOf({ width, color, verbose }: PageOptions): Page {
  // Beyond that the eye loses the line between a check and its severity; below it nothing can be laid out.
  const columns = width === 0 ? 0 : Math.min(Math.max(width, 40), 120);
  return { width: columns, verbose, paint: picocolors.createColors(color) };
}

/** `left` and, at the right margin, `right`. */
export function spread({ width }: Page, left: string, right: string): string[] {
  if (right === '') return [left];
  if (width === 0) return [`${left}   ${right}`];
  const gap = width - stringWidth(left) - stringWidth(right);
  if (gap >= 2) return [`${left}${' '.repeat(gap)}${right}`];
  return [left, `${' '.repeat(Math.max(0, width - stringWidth(right)))}${right}`];
}

export function paragraph({ width }: Page, indent: number, text: string): string[] {
  const room = width - indent;
  const lines = width === 0 ? [text] : wrapAnsi(broken(text, room), room, { hard: true }).split('\n');
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

/** A word that no line holds, as an ARN or a value in JSON, goes on in the next line after a mark of its own. */
function broken(text: string, room: number): string {
  return text.replace(/\S+/g, (word) =>
    word.includes('\u001b') || stringWidth(word) <= room ? word : pieces(word, room),
  );
}

function pieces(word: string, room: number): string {
  const [piece = ''] = new RegExp(`^.{1,${Math.max(1, room - 1)}}[,:;/&?{}]`, 'u').exec(word) ?? [];
  if (piece === '' || stringWidth(word) <= room) return word;
  return `${piece}\n${pieces(word.slice(piece.length), room)}`;
}

/** A paragraph whose further lines stand two columns in. */
export function hanging(page: Page, text: string): string[] {
  const [first = '', ...rest] = paragraph({ ...page, width: Math.max(0, page.width - 2) }, 0, text);
  return [first, ...rest.map((line) => `  ${line}`)];
}

/** A paragraph behind a mark of one column, such as `?`. */
export function marked(page: Page, indent: number, mark: string, text: string): string[] {
  const [first = '', ...rest] = paragraph(page, indent + 2, text);
  return [`${' '.repeat(indent)}${mark} ${first.slice(indent + 2)}`, ...rest];
}

const labelWidth = 10;

/** `expected  at least 2`, with what does not fit below its first line. */
export function labelled(page: Page, indent: number, label: string, text: string): string[] {
  const [first = '', ...rest] = paragraph(page, indent + labelWidth, text);
  const head = `${' '.repeat(indent)}${page.paint.dim(label.padEnd(labelWidth))}`;
  return [`${head}${first.slice(indent + labelWidth)}`, ...rest];
}

const mostOfAList = 5;

/** `a, b, c, d, e … and 7 more` */
export function folded({ verbose }: Page, items: readonly string[], separator = ', '): string {
  const shown = items.slice(0, verbose ? items.length : mostOfAList);
  const hidden = items.length - shown.length;
  return `${shown.join(separator)}${hidden > 0 ? ` … and ${hidden} more` : ''}`;
}
