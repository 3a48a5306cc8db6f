import { getNodeValue, type Node } from 'jsonc-parser';
import { locator, offsets } from './locate.ts';
import type { Mistake } from './mistake.ts';
import type { Slip } from './slip.ts';
import type { Spots } from './spots.ts';

/** A document as it would be read if an earlier one of keys that stand twice counted. */
export interface Shadowed {
  readonly value: unknown;
  /** Undefined where the slip is not in what is otherwise passed over. */
  readonly place: (slip: Slip) => Omit<Mistake, 'file'> | undefined;
}

// Nobody mends more by one run, and each is a reading of the whole.
const mostReadings = 3;
const mostKeys = 100;

/** One for the first of each such key, one for the second where there are more than two. Of a key that stands twice the last counts. */
export function shadowedIn(root: Node, spots: Spots): readonly Shadowed[] {
  const keys = repeated(root);
  if (keys.length === 0 || keys.length > mostKeys) return [];
  const deepest = Math.max(...keys.map(({ length }) => length)) - 1;
  return [...Array(Math.min(deepest, mostReadings)).keys()].map((index) => {
    const other = keeping(root, index);
    const [offsetOf, located] = [offsets(other), locator(spots, other)];
    const passedOver = keys.flatMap((properties) => properties.slice(0, -1)[index] ?? []);
    return {
      value: getNodeValue(other) as unknown,
      place: (slip) => {
        const at = offsetOf(slip);
        const isTold = passedOver.some(({ offset, length }) => at >= offset && at < offset + length);
        return isTold ? located(slip) : undefined;
      },
    };
  });
}

/** The properties of each key that stands more than once in an object. */
function repeated(node: Node): readonly (readonly Node[])[] {
  const children = node.children ?? [];
  const own =
    node.type === 'object' ? [...groupsOf(children).values()].filter(({ length }) => length > 1) : [];
  return [...own, ...children.flatMap(repeated)];
}

function groupsOf(properties: readonly Node[]): ReadonlyMap<unknown, readonly Node[]> {
  const groups = new Map<unknown, Node[]>();
  for (const property of properties) {
    const key: unknown = property.children?.[0]?.value;
    const group = groups.get(key);
    if (group) group.push(property);
    else groups.set(key, [property]);
  }
  return groups;
}

/** A copy in which of each key that occurrence stands alone, or the last where there are fewer. */
function keeping(node: Node, index: number, parent?: Node): Node {
  const children: Node[] = [];
  const copy: Node = { ...node, ...(parent && { parent }), ...(node.children && { children }) };
  const kept =
    node.type === 'object'
      ? [...groupsOf(node.children ?? []).values()].flatMap((group) => group[index] ?? group.at(-1) ?? [])
      : (node.children ?? []);
  for (const child of kept) children.push(keeping(child, index, copy));
  return copy;
}
