/** What other languages write where JSON has another word, and what to write instead; undefined where it is no such thing. */
export function slipOfPen(text: string, offset: number): string | undefined {
  const rest = text.slice(offset, offset + 80);
  const sign = numberMeant(text, offset) ?? signMeant(text, offset);
  if (sign !== undefined) return sign;
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

function signMeant(text: string, offset: number): string | undefined {
  const here = text.slice(Math.max(0, offset - 1), offset + 2);
  if (here.includes('{{') || text.startsWith('${', offset)) return 'here a placeholder is not filled in';
  return text.startsWith('=', offset) ? 'here must be a colon, not =' : undefined;
}

/** Numbers that other languages have, and JSON has not: `02`, `.5`, `+5`, `0x10`, `1_000`, `NaN`. */
function numberMeant(text: string, offset: number): string | undefined {
  const [before = ''] = /[-+.\w]*$/.exec(text.slice(Math.max(0, offset - 40), offset)) ?? [];
  const [after = ''] = /^[-+.\w]*/.exec(text.slice(offset, offset + 40)) ?? [];
  const word = before + after;
  if (/^[-+]?(nan|inf|infinity)$/i.test(word)) return `JSON has no ${word}`;
  if (!/^[-+]?\.?[0-9]/.test(word) || /^-?(0|[1-9]\d*)(\.\d+)?(e[-+]?\d+)?$/i.test(word)) return undefined;
  const number = Number(word.replaceAll('_', '').replace(/^[-+](?=0[0-9x])/i, ''));
  if (!Number.isFinite(number)) return undefined;
  return `here must be a number as JSON writes it, ${word.startsWith('-0') ? -number : number}, not ${word}`;
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
