/**
 * Text as a log may hold it. GitHub Actions takes a line that begins with `::error` for a command, spaces before it or
 * not, and so does it, and Azure Pipelines, with `##[error]` and `##vso[…]` anywhere in a line: whoever can name a file or
 * a resource would give them. No line of ours begins so.
 */
export const withoutCommands = (text: string): string =>
  text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replace(/##(?=[\w-]*\[)/g, '# #');
