import { xmlLists } from './xml-lists.generated.ts';

/**
 * The list of an XML answer that holds something else than items: words, or elements of a name that AWS's model does
 * not know. The SDK takes it for an empty one, which would make everything in it absent.
 */
export function misshapenList(service: string, operation: string, xml: string): string | undefined {
  const lists = listsOf(`${service}:${operation}`);
  const open: string[] = [];
  for (const [, closes, name = '', empty, text = ''] of xml.matchAll(element)) {
    if (closes) open.pop();
    else {
      const [parent = ''] = open.slice(-1);
      if (lists.get(parent)?.has(name) === false) return parent;
      if (!empty) open.push(name);
    }
    const [within = ''] = open.slice(-1);
    if (lists.has(within) && text.trim() !== '') return within;
  }
  return undefined;
}

/** A tag, and the text up to the next one. */
const element = /<(\/?)([\w.:-]+)[^<>]*?(\/?)>([^<]*)/g;

function listsOf(key: string): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = (xmlLists[key] ?? '').split(' ').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const [list = '', items = ''] = pair.split('/');
      return [list, new Set(items.split('|'))] as const;
    }),
  );
}
