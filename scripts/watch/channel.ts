import { wrapAnsi } from 'fast-wrap-ansi';
import pc from 'picocolors';
import type { SlackMessage } from '../../test/support/slack/workspace.ts';
import { shownAs } from './mrkdwn.ts';

const width = Math.min(Math.max(Number(process.env['COLUMNS']) || process.stdout.columns || 80, 50), 100);

interface Block {
  readonly type: string;
  readonly text?: { readonly text: string };
  readonly elements?: readonly { readonly text: string }[];
}

/** Messages as a person sees them in the channel: who and when, a bar in the colour of what it means, and the blocks. */
export function createChannel(color: boolean) {
  const colors = pc.createColors(color);
  return { message, reply, became, aside };

  function message(time: string, { versions }: SlackMessage): string {
    const { text = '', blocks = [] } = versions.at(-1) ?? {};
    const bar = barOf(text);
    return lines(
      [`${colors.bold('Plumbline')} ${colors.dim(`APP  ${time}`)}`, ...ofBlocks(blocks, text)],
      `${bar} `,
    );
  }

  /** An edit: the head of it, and what it did not say before. */
  function became(time: string, { versions }: SlackMessage): string {
    const [before, now] = [versions.at(-2), versions.at(-1)].map((version) =>
      ofBlocks(version?.blocks ?? [], version?.text ?? ''),
    );
    const [head = '', ...rest] = now ?? [];
    const fresh = rest.filter((line) => !before?.includes(line));
    const same = rest.length > fresh.length ? [colors.dim('(the rest as before)')] : [];
    return lines(
      [colors.dim(`${time}  the message now reads`), head, ...fresh, ...same],
      `${barOf(versions.at(-1)?.text ?? '')} `,
    );
  }

  function reply(time: string, { versions }: SlackMessage): string {
    const { text = '', blocks = [] } = versions.at(-1) ?? {};
    return lines(
      [`${colors.bold('Plumbline')} ${colors.dim(`APP  ${time}  in its thread`)}`, ...ofBlocks(blocks, text)],
      '    │ ',
    );
  }

  function aside(text: string): string {
    return `${colors.dim(wrapAnsi(text, width))}\n`;
  }

  function barOf(text: string): string {
    if (text.startsWith('🔴')) return colors.red('┃');
    if (text.startsWith('✅')) return colors.green('┃');
    return /^(🟠|🟡|🔁|❔|🙈)/u.test(text) ? colors.yellow('┃') : colors.dim('┃');
  }

  function ofBlocks(blocks: readonly unknown[], text: string): readonly string[] {
    if (blocks.length === 0) return shownAs(text, colors).split('\n');
    return (blocks as readonly Block[]).flatMap((block) => {
      if (block.text) return shownAs(block.text.text, colors).split('\n');
      return (block.elements ?? []).flatMap((element) =>
        colors.dim(shownAs(element.text, colors)).split('\n'),
      );
    });
  }
}

function lines(texts: readonly string[], margin: string): string {
  const room = width - 6;
  const wrapped = texts.flatMap((text) => wrapAnsi(text, room).split('\n'));
  return `${wrapped.map((line) => `${margin}${line.trimEnd()}`.trimEnd()).join('\n')}\n`;
}
