/** How deep what people hand us may be: far deeper than any of it is, and shallow enough for what walks it. */
export const mostDepth = 200;

/** Whether JSON is nested deeper, told from its brackets alone and without a walk that could itself be too deep. */
export function isDeeperThan(most: number, text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length && depth <= most; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfString(text, at);
    else depth += steps[character] ?? 0;
  }
  return depth > most;
}

const steps: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
