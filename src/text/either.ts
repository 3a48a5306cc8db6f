/** `a`, `a or b`, `a, b or c`; empty where there is none. */
export const either = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? '');
