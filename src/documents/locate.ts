import type { Node } from 'jsonc-parser';
import type { Mistake } from './mistake.ts';
import { saying } from './sentence.ts';
import type { Path, Slip } from './slip.ts';
import type { Spots } from './spots.ts';

/** Finds the places of slips in the text that a root was parsed from. */
export function locator(spots: Spots, root: Node | undefined): (slip: Slip) => Omit<Mistake, 'file'> {
  const membersOf = indexed();
  return (slip) => {
    const node = root && nodeOf(slip, root, membersOf);
    return saying(spots(node?.offset ?? 0, node?.length ?? 1), () => slip.message);
  };
}

/** Finds where slips stand in the text, as offsets. */
export function offsets(root: Node): (slip: Slip) => number {
  const membersOf = indexed();
  return (slip) => nodeOf(slip, root, membersOf).offset;
}

type MembersOf = (node: Node) => ReadonlyMap<string, Node>;

function nodeOf({ path, at }: Slip, root: Node, membersOf: MembersOf): Node {
  const node = nodeAt(path, root, membersOf);
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  return at === 'key' && key ? key : node;
}

/** The node at a path, or the nearest above it that there is. */
function nodeAt(path: Path, root: Node, membersOf: MembersOf): Node {
  let node = root;
  for (const key of path) {
    const next = typeof key === 'number' ? node.children?.[key] : membersOf(node).get(key);
    if (!next) return node;
    node = next;
  }
  return node;
}

/** Of a key that stands twice the last counts, as in `JSON.parse`. */
function indexed(): MembersOf {
  const known = new WeakMap<Node, ReadonlyMap<string, Node>>();
  return (node) => {
    const members = known.get(node) ?? new Map((node.children ?? []).flatMap(memberOf));
    known.set(node, members);
    return members;
  };
}

function memberOf({ children: [key, value] = [] }: Node): readonly (readonly [string, Node])[] {
  return typeof key?.value === 'string' && value ? [[key.value, value]] : [];
}
