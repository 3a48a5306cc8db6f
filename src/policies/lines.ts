import type { Node } from 'jsonc-parser';
import type { PolicyLines } from '../model/policy.ts';

/** On which line, from 1, each component, check and exception of a policy stands. */
export function linesOf(root: Node, text: string): PolicyLines {
  const lineOf = lineCounter(text);
  const components = membersOf(memberOf(root, 'components'));
  return {
    components: Object.fromEntries(components.map(([name, { key }]) => [name, lineOf(key)])),
    checks: Object.fromEntries(
      components.flatMap(([name, { value }]) =>
        checksIn(value).map(([check, at]) => [`${name}/${check}`, lineOf(at)] as const),
      ),
    ),
    exceptions: Object.fromEntries(
      (memberOf(root, 'exceptions')?.children ?? []).flatMap((exception) => {
        const id = memberOf(exception, 'id');
        return id ? [[String(id.value), lineOf(id)] as const] : [];
      }),
    ),
  };
}

const checksIn = (component: Node): (readonly [string, Node])[] => [
  ...membersOf(component).flatMap(([name, { key }]) => (name === 'count' ? [['count', key] as const] : [])),
  ...membersOf(memberOf(component, 'rules')).map(([name, { key }]) => [name, key] as const),
  ...membersOf(memberOf(component, 'expect')).map(([name, { key }]) => [`expect.${name}`, key] as const),
];

interface Member {
  readonly key: Node;
  readonly value: Node;
}

const membersOf = (node: Node | undefined): (readonly [string, Member])[] =>
  (node?.type === 'object' ? (node.children ?? []) : []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [[String(key.value), { key, value }] as const] : [],
  );

/** Of a key that stands twice the last counts, as in `JSON.parse`. */
const memberOf = (node: Node, name: string): Node | undefined =>
  membersOf(node).findLast(([key]) => key === name)?.[1].value;

function lineCounter(text: string): (node: Node) => number {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
  return ({ offset }) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
