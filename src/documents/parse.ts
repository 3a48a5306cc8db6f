import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { spotOf } from './locate.ts';
import type { Mistake } from './mistake.ts';
import { slipOfPen } from './slip-of-pen.ts';

export interface Parsed {
  /** Undefined where the text is too broken to go on with. */
  readonly root: Node | undefined;
  readonly value: unknown;
  readonly mistakes: readonly Omit<Mistake, 'file'>[];
}

export interface ParseOptions {
  readonly comments: boolean;
  /** What the document is: `a policy`. */
  readonly whole: string;
}

/** Reads JSON, or JSON with comments and trailing commas. */
export function parse(source: string, { comments, whole }: ParseOptions): Parsed {
  const text = source.replace(/^\uFEFF/, ' ');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: !comments, allowTrailingComma: comments });
  if (text.trim() === '')
    return broken([{ ...spotOf(text, 0, 1), message: `the file is empty; ${whole} is an object` }]);
  const slips = withoutConsequences(
    errors.map((error) => explain(error, text)),
    text,
  );
  const mistakes = slips.map(({ offset, length, message }) => ({ ...spotOf(text, offset, length), message }));
  if (!root || slips.some(({ fatal }) => fatal)) return broken(mistakes);
  return { root, value: getNodeValue(root), mistakes: [...mistakes, ...duplicates(root, text)] };
}

const broken = (mistakes: Parsed['mistakes']): Parsed => ({ root: undefined, value: undefined, mistakes });

interface SyntaxSlip {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  /** After it the parser guesses; what it guessed is not worth checking. */
  readonly fatal: boolean;
}

function explain({ error, offset, length }: ParseError, text: string): SyntaxSlip {
  const kind = printParseErrorCode(error);
  const before = text.slice(0, offset).trimEnd();
  const closes = /^[}\]]/.test(text.slice(offset));
  if (kind === 'InvalidCommentToken') {
    const message = 'JSON has no comments; remove it, or name the file .jsonc';
    return { offset, length, message, fatal: false };
  }
  if (closes && before.endsWith(',')) {
    const message = 'JSON has no comma after the last item; remove it, or name the file .jsonc';
    return { offset: before.length - 1, length: 1, message, fatal: false };
  }
  if (kind === 'CommaExpected') {
    const message = 'a comma is missing after this';
    return { offset: Math.max(0, before.length - 1), length: 1, message, fatal: false };
  }
  const pen = slipOfPen(text, offset);
  if (pen !== undefined) return { offset, length, message: pen, fatal: true };
  const found =
    offset >= text.trimEnd().length
      ? 'the end of the file'
      : JSON.stringify(text.slice(offset, offset + Math.min(length || 1, 20)));
  return { offset, length, message: `${expectation(kind)}, not ${found}`, fatal: true };
}

function expectation(kind: string): string {
  switch (kind) {
    case 'PropertyNameExpected':
      return 'here must be a key in double quotes';
    case 'ValueExpected':
      return 'here must be a value';
    case 'ColonExpected':
      return 'here must be a colon';
    case 'CloseBraceExpected':
      return 'here must be a closing }';
    case 'CloseBracketExpected':
      return 'here must be a closing ]';
    case 'EndOfFileExpected':
      return 'here must be the end of the file';
    case 'UnexpectedEndOfString':
      return 'here must be a string closed on its line';
    case 'UnexpectedEndOfComment':
      return 'here must be a comment closed by */';
    default:
      return 'here must be JSON (strings in double quotes, numbers, true, false, null)';
  }
}

/** After a syntax error the parser stumbles over its consequences on the same line. */
function withoutConsequences(slips: readonly SyntaxSlip[], text: string): readonly SyntaxSlip[] {
  const lineOf = ({ offset }: SyntaxSlip) => spotOf(text, offset, 1).line;
  return slips.filter((slip, index) => {
    const before = slips.slice(0, index).filter((other) => lineOf(other) === lineOf(slip));
    if (before.some(({ fatal, offset }) => fatal || offset === slip.offset)) return false;
    return before.length === 0 || !slip.fatal;
  });
}

function duplicates(node: Node, text: string): Parsed['mistakes'] {
  const children = node.children ?? [];
  const keys =
    node.type === 'object' ? children.flatMap(({ children: [key] = [] }) => (key ? [key] : [])) : [];
  const own = keys.flatMap((key, index) => {
    const first = keys.findIndex(({ value }) => value === key.value);
    if (first === index) return [];
    const line = spotOf(text, keys[first]?.offset ?? 0, 1).line;
    const message = `${JSON.stringify(key.value)} stands twice here, first on line ${line}; remove one of them`;
    return [{ ...spotOf(text, key.offset, key.length), message }];
  });
  return [...own, ...children.flatMap((child) => duplicates(child, text))];
}
