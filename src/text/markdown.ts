import { printable } from './printable.ts';

/**
 * Foreign text that means nothing to Markdown, to GitHub's or GitLab's additions to it (mentions, references, links made
 * of bare addresses), or to HTML: every character that could is escaped.
 */
export const markdownText = (text: string): string =>
  printable(text)
    .replace(/[\\`*_{}[\]<>#!|~&:@$%]/g, (character) => entities[character] ?? `\\${character}`)
    // A mention is made of the text that is shown, entity or not; an address of mail is none.
    .replace(/(?<![a-z0-9])&#64;/gi, '&#64;&#8203;')
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, -1)}\\.`);

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '@': '&#64;',
};

/** A row of a table, of cells that are Markdown already. */
export const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
