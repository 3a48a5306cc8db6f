/**
 * A text as a shell takes it for one word, and a command not for an option; undefined where it holds what a terminal
 * does not show, which nobody could paste.
 */
export function shellWord(text: string): string | undefined {
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  const word = text.startsWith('-') ? `./${text}` : text;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
