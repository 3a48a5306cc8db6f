import type pc from 'picocolors';

export type Paint = Pick<ReturnType<typeof pc.createColors>, 'bold' | 'dim' | 'underline' | 'cyan'>;

/** What Slack makes of its mrkdwn, as text for a terminal. */
export function shownAs(mrkdwn: string, { bold, cyan, underline }: Paint): string {
  const shown = mrkdwn
    .replace(/```([^`]*)```/g, (_, lines: string) => `\n${cyan(lines)}`)
    .replace(/<!(here|channel|everyone)>/g, '@$1')
    .replace(/<https?:[^|>]*\|([^>]*)>/g, (_, text: string) => underline(text))
    .replace(/`([^`\n]+)`/g, (_, text: string) => cyan(text))
    .replace(/(?<![\p{L}\p{N}\u200b])\*([^*\n]+)\*(?![\p{L}\p{N}])/gu, (_, text: string) => bold(text));
  return shown
    .replaceAll('\u200b', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
