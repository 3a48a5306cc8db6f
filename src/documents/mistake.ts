import stringWidth from 'fast-string-width';
import { fitting } from '../text/cut.ts';
import { hanging, type Page, pageOf } from '../text/page.ts';
import { printableInPlace as safe } from '../text/printable.ts';
import { saying } from './sentence.ts';

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

/** The mistake, in a file. */
export const inFile = (file: string, mistake: Omit<Mistake, 'file'>): Mistake => {
  const { line, column, length, source } = mistake;
  return saying({ file, line, column, length, source }, () => mistake.message);
};

/** As mistakes are told: by their place, and each once. */
export function inOrder(mistakes: readonly Mistake[]): readonly Mistake[] {
  const byPlaces = new Map<string, Mistake[]>();
  for (const mistake of mistakes) {
    const place = `${mistake.line}:${mistake.column}`;
    const beside = byPlaces.get(place);
    if (beside) beside.push(mistake);
    else byPlaces.set(place, [mistake]);
  }
  return [...byPlaces.values()].flatMap(withoutTwins).sort(byPlace);
}

/** What stands alone in its place need not be compared. */
const withoutTwins = (beside: readonly Mistake[]): readonly Mistake[] =>
  beside.length === 1 ? beside : [...new Map(beside.map((one) => [one.message, one])).values()];

/** The order mistakes are told in. */
const byPlace = (a: Mistake, b: Mistake): number => a.line - b.line || a.column - b.column;

export const aboutFile = (file: string, message: string): Mistake => ({
  file,
  line: 0,
  column: 0,
  length: 1,
  message,
  source: '',
});

export interface MistakeOptions {
  readonly color: boolean;
  /** Columns; 0 where there is no terminal. */
  readonly width: number;
}

/** How many mistakes of a file are told: nobody mends more before looking again. */
const most = 50;

/** Each mistake with its line and a caret under what is meant. */
export function renderMistakes(mistakes: readonly Mistake[], options: MistakeOptions): string {
  const page = pageOf({ ...options, verbose: false });
  const byFile = new Map<string, Mistake[]>();
  for (const mistake of mistakes) {
    const own = byFile.get(mistake.file) ?? [];
    own.push(mistake);
    byFile.set(mistake.file, own);
  }
  return [...byFile]
    .flatMap(([file, own]) => [
      ...own.slice(0, most).flatMap((mistake) => linesOf(page, mistake)),
      ...(own.length > most ? [`${page.paint.bold(shownFile(file))}  and ${own.length - most} more`] : []),
    ])
    .join('\n');
}

/** A name that a log would take for a command, such as `::error`, is shown as another name of the same file. */
const shownFile = (file: string): string => safe(/^\s*[:#]/.test(file) ? `./${file}` : file);

function linesOf(page: Page, mistake: Mistake): readonly string[] {
  const { bold, dim, red } = page.paint;
  const { file, line, column, message } = mistake;
  const where = line === 0 ? shownFile(file) : `${shownFile(file)}:${line}:${column}`;
  const told = hanging(page, `${bold(where)}  ${safe(message)}`);
  if (line === 0) return told;
  const gutter = String(line).padStart(4);
  const { shown, before, under } = excerpt(mistake, page.width === 0 ? 120 : page.width - gutter.length - 3);
  return [
    ...told,
    `${dim(`${gutter} │`)} ${shown}`,
    `${dim(`${' '.repeat(gutter.length)} │`)} ${before}${red(under)}`,
  ];
}

/**
 * The part of a line around what is meant, in so many columns: a minified policy is one line of thousands of characters.
 * The caret stands by columns, for a character may take two, or none.
 */
function excerpt(
  { source, column, length }: Mistake,
  room: number,
): { shown: string; before: string; under: string } {
  const isLong = source.length > longest || stringWidth(safe(source).replaceAll('\t', tab)) > room;
  const from = isLong ? startOf(source, Math.max(0, column - 1 - Math.floor(room / 3))) : 0;
  const start = from > 0 ? '…' : '';
  const text = safe(source.slice(from, from + longest));
  const rest = isLong ? text.replaceAll('\t', ' ') : text;
  const kept = isLong ? fitting(rest, room - 2) : rest;
  const at = Math.min(column - 1 - from, kept.length);
  const meant = kept.slice(at, at + length);
  return {
    shown: `${start}${kept}${from + kept.length === source.length ? '' : '…'}`,
    before: `${start}${kept.slice(0, at)}`.replace(/[^\t]+/g, (part) => ' '.repeat(stringWidth(part))),
    under: '^'.repeat(Math.max(1, stringWidth(meant.replaceAll('\t', '')))),
  };
}

/** Characters of a line that are looked at: to measure a megabyte for each mistake takes seconds. */
const longest = 2000;

/** What a terminal may make of a tab. */
const tab = ' '.repeat(8);

/** No half of a character that takes two code units. */
const startOf = (text: string, from: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(from)) ? from + 1 : from;
