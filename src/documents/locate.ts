import type { Node } from 'jsonc-parser';
import type { Mistake } from './mistake.ts';
import type { Path, Slip } from './slip.ts';

/** Finds the place of a slip in the text. */
export function locate(slip: Slip, text: string, root: Node | undefined): Omit<Mistake, 'file'> {
  const node = root && nodeOf(slip, root);
  return { ...spotOf(text, node?.offset ?? 0, node?.length ?? 1), message: slip.message };
}

/** Where the slip stands in the text. */
export const offsetOf = (slip: Slip, root: Node): number => nodeOf(slip, root).offset;

/** The order mistakes are told in. */
export const byPlace = (a: Mistake, b: Mistake): number => a.line - b.line || a.column - b.column;

/** Line and column of an offset, and how much of the range stands on that line. */
export function spotOf(text: string, offset: number, length: number): Omit<Mistake, 'file' | 'message'> {
  const before = text.slice(0, offset);
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const source = text.slice(start).split(/[\r\n]/, 1)[0] ?? '';
  return {
    line: before.split(/\r\n|\r|\n/).length,
    column: offset - start + 1,
    length: Math.max(1, Math.min(length, source.length - (offset - start))),
    source,
  };
}

function nodeOf({ path, at }: Slip, root: Node): Node {
  const node = nodeAt(path, root);
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  return at === 'key' && key ? key : node;
}

/** The node at a path, or the nearest above it that there is. */
function nodeAt(path: Path, root: Node): Node {
  let node = root;
  for (const key of path) {
    const next = typeof key === 'number' ? node.children?.[key] : memberOf(node, key);
    if (!next) return node;
    node = next;
  }
  return node;
}

/** Of a key that stands twice the last counts, as in `JSON.parse`. */
function memberOf({ children = [] }: Node, key: string): Node | undefined {
  return children.findLast((property) => property.children?.[0]?.value === key)?.children?.[1];
}
