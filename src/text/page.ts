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
export function spread(page: Page, left: string, right: string): string[] {
  const { width } = page;
  if (right === '') return [left];
  if (width === 0) return [`${left}   ${right}`];
  const gap = width - stringWidth(left) - stringWidth(right);
  if (gap >= 2) return [`${left}${' '.repeat(gap)}${right}`];
  const below = `${' '.repeat(Math.max(0, width - stringWidth(right)))}${right}`;
  return [...(stringWidth(left) > width ? indented(page, left) : [left]), below];
}

/** Wrapped where it stands; a mark does not stand alone. */
function indented(page: Page, line: string): string[] {
  const indent = line.length - line.trimStart().length;
  const text = line.trimStart().replace(' ', '\u00a0');
  const [first = '', ...rest] = hanging({ ...page, width: page.width - indent }, text);
  return [first.replace('\u00a0', ' '), ...rest].map((one) => `${' '.repeat(indent)}${one}`);
}

/**
 * Lines that break between words and nowhere else: an ARN, a digest or the name of a property is there to be copied
 * whole. One that the room does not hold stands further left; one that no line holds is left to the terminal, which
 * breaks it without a line's end.
 */
export function paragraph({ width }: Page, indent: number, text: string): string[] {
  const room = Math.max(width - indent, 1);
  const lines = width === 0 ? [text] : wrapAnsi(text, room).split('\n');
  return lines.map((line) => {
    const free = width === 0 ? indent : width - stringWidth(line);
    return `${' '.repeat(free >= indent ? indent : Math.max(0, Math.min(free, outdent)))}${line}`;
  });
}

/** Where a word stands that its room does not hold. */
const outdent = 4;

/** Lines of a paragraph behind a head that stands in the columns before it, or above it where the first word is too long. */
export function behind(head: string, column: number, [first = '', ...rest]: readonly string[]): string[] {
  const indent = ' '.repeat(column);
  return first.startsWith(indent) || first.trim() === ''
    ? [`${head}${first.slice(column)}`, ...rest]
    : [...(head.trim() === '' ? [] : [head.trimEnd()]), first, ...rest];
}

/** A paragraph whose further lines stand two columns in. */
export function hanging(page: Page, text: string): string[] {
  const [first = '', ...rest] = paragraph({ ...page, width: Math.max(0, page.width - 2) }, 0, text);
  return [first, ...rest.map((line) => `  ${line}`)];
}

/** A text of lines, of which those that a terminal of that width does not hold are wrapped; the others stay as they are. */
export function fitted(text: string, width: number): string {
  const page = pageOf({ width, color: false, verbose: false });
  const isWide = (line: string): boolean => page.width > 0 && stringWidth(line) > page.width;
  return text
    .split('\n')
    .flatMap((line) => (isWide(line) ? aroundCommand(page, line) : [line]))
    .join('\n');
}

/** What is to be typed at the end of a line stands on one of its own, whole, to be copied. */
function aroundCommand(page: Page, line: string): readonly string[] {
  const [, said, command] = /^(.*(?::| with)) (plumbline [a-z].*)$/.exec(line) ?? [];
  return said !== undefined && command !== undefined
    ? [...hanging(page, said), `  ${command}`]
    : hanging(page, line);
}

/** A paragraph behind a mark of one column, such as `?`. */
export function marked(page: Page, indent: number, mark: string, text: string): string[] {
  return behind(`${' '.repeat(indent)}${mark} `, indent + 2, paragraph(page, indent + 2, text));
}

const labelWidth = 10;

/** `expected  at least 2`, with what does not fit below its first line. */
export function labelled(page: Page, indent: number, label: string, text: string): string[] {
  const column = indent + labelWidth;
  const head = `${' '.repeat(indent)}${page.paint.dim(label.padEnd(labelWidth))}`;
  return behind(head, column, paragraph(page, column, text));
}

const mostOfAList = 5;

/** `a, b, c, d, e … and 7 more` */
export function folded(
  { verbose }: Pick<Page, 'verbose'>,
  items: readonly string[],
  separator = ', ',
): string {
  const shown = items.slice(0, verbose ? items.length : mostOfAList);
  const hidden = items.length - shown.length;
  return `${shown.join(separator)}${hidden > 0 ? ` … and ${hidden} more` : ''}`;
}
