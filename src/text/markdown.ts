import { printable } from './printable.ts';

/**
 * Foreign text that means nothing to Markdown, to GitHub's or GitLab's additions to it (mentions, references, links made
 * of bare addresses), or to HTML: every character that could is escaped.
 */
export const markdownText = (text: string): string =>
  printable(text)
    .replace(/[\\`*_{}[\]<>#!|~&:@$%]/g, (character) => entities[character] ?? `\\${character}`)
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, -1)}\\.`);

/** A mention is made of the text that is shown: between these stands what is seen by no one. */
const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '@': '&#64;',
};

/** A row of a table, of cells that are Markdown already. */
export const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
