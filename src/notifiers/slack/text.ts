import { printable } from '../../text/printable.ts';

/**
 * Text of ours or of the account as Slack's mrkdwn shows it, letter for letter. `<`, `>` and `&` are all that can make a
 * mention, a link or a channel of it (https://docs.slack.dev/messaging/formatting-message-text); what would make it bold
 * or code is parted from its word by a space of no width.
 */
export const plain = (text: string, most = 500): string =>
  cutEscaped(printable(text), most).replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, '\u200b$&');

/** The same as code: exactly as it is but for the mark that would end it. */
export const code = (text: string, most = 200): string => {
  const shown = cutEscaped(printable(text), most).replaceAll('`', "'").trim();
  return shown === '' ? '` `' : `\`${shown}\``;
};

/** Lines to copy. */
export const codeBlock = (lines: readonly string[], most = 2500): string => {
  const text = lines.map((line) => escaped(printable(line)).replaceAll('`', "'")).join('\n');
  return text.length > most ? '' : `\`\`\`${text}\`\`\``;
};

/** A link to an address of ours with a text of the account's. */
export const link = (url: string, text: string): string => {
  if (url.length > 700) return code(text, 150);
  const shown = cutEscaped(printable(text), 150).replaceAll('|', '¦').replaceAll('`', "'");
  return `<${escaped(url).replaceAll('|', '%7C')}|${shown}>`;
};

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** As long as it may be once it is escaped, by whole characters: Slack counts `&amp;` as five. */
function cutEscaped(text: string, most: number): string {
  let shown = '';
  for (const character of text) {
    const next = escaped(character);
    if (shown.length + next.length >= most) return `${shown}…`;
    shown += next;
  }
  return shown;
}

/** `23 Nov 14:05 UTC` */
export function time(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return plain(iso, 40);
  const [, day, month] = date.toUTCString().split(' ');
  return `${Number(day)} ${month} ${date.toISOString().slice(11, 16)} UTC`;
}

/** `14:00 and 14:05 UTC`, with the day where it is not the same. */
export function times(from: string, to: string): string {
  return from.slice(0, 10) === to.slice(0, 10)
    ? `${from.slice(11, 16)} and ${to.slice(11, 16)} UTC`
    : `${time(from)} and ${time(to)}`;
}

/** A mention as settings name it: `@here`, or the id of a user group or a person. Anything else calls nobody. */
export function mention(name: string): string {
  if (/^@?(here|channel|everyone)$/.test(name)) return `<!${name.replace('@', '')}>`;
  if (/^S[A-Z0-9]{6,}$/.test(name)) return `<!subteam^${name}>`;
  if (/^[UW][A-Z0-9]{6,}$/.test(name)) return `<@${name}>`;
  return '';
}
