const wildcard = /[*?]/;

/**
 * Whether everything a listener rule's pattern matches, another matches too (`*` is any text, `?` one character).
 * It may answer no for two patterns of which one does hold the other, never yes for two that do not.
 */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  if (!wildcard.test(narrow)) return expressionOf(wide).test(narrow);
  const prefix = wide.slice(0, -1);
  return wide.endsWith('*') && !wildcard.test(prefix) && narrow.startsWith(prefix);
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
