import { printable } from './printable.ts';

/** `<name a="b">…</name>`; members that are undefined are left out. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly content?: readonly Element[] | string;
}

export const xmlDocument = (root: Element): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`;

function lines({ name, attributes, content = [] }: Element, indent: string): string[] {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const head = `${indent}<${name}${given.join('')}`;
  if (content.length === 0) return [`${head}/>`];
  if (typeof content === 'string') return [`${head}>${textOf(content)}</${name}>`];
  return [`${head}>`, ...content.flatMap((one) => lines(one, `${indent}  `)), `${indent}</${name}>`];
}

/** Text may have lines, each of which begins with a space, so that none begins with what is foreign. */
const textOf = (text: string): string => text.split('\n').map(escaped).join('\n ');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Without what XML 1.0 cannot hold (section 2.2): controls, halves of surrogates, U+FFFE and U+FFFF. */
const escaped = (text: string): string =>
  printable(text)
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
