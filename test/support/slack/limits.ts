/** What Slack documents of a message: https://docs.slack.dev/reference/block-kit/blocks and /methods/chat.postMessage. */
export function complaintAbout(text: string | null, blocks: unknown, metadata: unknown): string | undefined {
  if (text === null && blocks === undefined) return 'no_text';
  if ((text ?? '').length > 40_000) return 'msg_too_long';
  return complaintAboutBlocks(blocks) ?? complaintAboutMetadata(metadata);
}

function complaintAboutBlocks(blocks: unknown): string | undefined {
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks) || blocks.length === 0 || blocks.length > 50) return 'invalid_blocks';
  if (!blocks.every((block) => isSound(block as Block))) return 'invalid_blocks';
  // Not documented: slackapi/bolt-js#2509 measured it.
  return JSON.stringify(blocks).length > 13_000 ? 'msg_blocks_too_long' : undefined;
}

interface Block {
  readonly type?: unknown;
  readonly text?: Text;
  readonly fields?: readonly Text[];
  readonly elements?: readonly Text[];
  readonly block_id?: string;
}

interface Text {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly verbatim?: unknown;
}

function isSound({ type, text, fields, elements, block_id }: Block): boolean {
  if ((block_id ?? '').length > 255) return false;
  switch (type) {
    case 'divider':
      return true;
    case 'header':
      return text?.type === 'plain_text' && within(text, 150);
    case 'section':
      return (
        allWithin(text ? [text] : fields, 1, 3000) &&
        allWithin(fields ?? [{ type: 'mrkdwn', text: '-' }], 10, 2000)
      );
    case 'context':
      return allWithin(elements, 10, 3000);
    default:
      return false;
  }
}

const allWithin = (texts: readonly Text[] | undefined, many: number, most: number): boolean =>
  texts !== undefined &&
  texts.length > 0 &&
  texts.length <= many &&
  texts.every((text) => within(text, most));

function within({ type, text, verbatim }: Text, most: number): boolean {
  if (type !== 'mrkdwn' && type !== 'plain_text') return false;
  if (type === 'plain_text' && verbatim !== undefined) return false;
  return typeof text === 'string' && text.length >= 1 && text.length <= most;
}

function complaintAboutMetadata(metadata: unknown): string | undefined {
  if (metadata === undefined) return undefined;
  const { event_type, event_payload } = (metadata ?? {}) as { event_type?: unknown; event_payload?: unknown };
  if (typeof event_type !== 'string' || !/^[A-Za-z0-9_]{1,255}$/.test(event_type))
    return 'invalid_metadata_format';
  if (typeof event_payload !== 'object' || event_payload === null) return 'invalid_metadata_format';
  return JSON.stringify(event_payload).length > 8000 ? 'metadata_too_large' : undefined;
}
