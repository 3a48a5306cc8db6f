/** What other languages write where JSON has another word, and what to write instead; undefined where it is no such thing. */
export function slipOfPen(text: string, offset: number): string | undefined {
  const rest = text.slice(offset, offset + 80);
  const [quote] = /^['‘’‚“”„«»`]/.exec(rest) ?? [];
  if (quote !== undefined) return `here must be straight double quotes (") around a text, not ${quote}`;
  const [word] = /^[A-Za-z_$][\w$.-]*/.exec(rest) ?? [];
  if (word === undefined) return rest.startsWith('#') ? hash : undefined;
  const isKey = /^[\w$.-]+\s*[:=]/.test(rest);
  if (isKey && text.slice(0, offset).trim() === '')
    return 'this is no JSON, which begins with {; YAML is not read';
  if (isKey) return `a key stands in double quotes: "${word}"`;
  const value = words[word.toLowerCase()];
  return value === undefined
    ? `a text stands in double quotes: "${word}"`
    : `here must be ${value}, not ${word}`;
}

const hash = 'a comment begins with //, and stands in .jsonc only';

const words: Readonly<Record<string, string>> = {
  true: 'true',
  yes: 'true',
  on: 'true',
  false: 'false',
  no: 'false',
  off: 'false',
  none: 'null',
  nil: 'null',
  undefined: 'null',
};
