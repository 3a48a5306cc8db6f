import {
  createScanner,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { mostDepth } from '../text/json-depth.ts';
import type { Mistake } from './mistake.ts';
import { slipOfPen } from './slip-of-pen.ts';
import { type Spots, spotsIn } from './spots.ts';

export interface Parsed {
  /** Undefined where the text is too broken to go on with. */
  readonly root: Node | undefined;
  readonly value: unknown;
  readonly mistakes: readonly Omit<Mistake, 'file'>[];
  readonly spots: Spots;
}

export interface ParseOptions {
  readonly comments: boolean;
  /** What the document is: `a policy`. */
  readonly whole: string;
}

/** Reads JSON, or JSON with comments and trailing commas. */
export function parse(source: string, { comments, whole }: ParseOptions): Parsed {
  const text = source.replace(/^\uFEFF/, ' ');
  const spots = spotsIn(text);
  const broken = (mistakes: Parsed['mistakes']): Parsed => ({
    root: undefined,
    value: undefined,
    mistakes,
    spots,
  });
  const foreign = foreignBytes(text);
  if (foreign !== undefined) return broken([{ ...spots(foreign.offset, 1), message: foreign.message }]);
  if (text.trim() === '')
    return broken([{ ...spots(0, 1), message: `the file is empty; ${whole} is an object` }]);
  const bound = boundOf(text);
  if (bound) return broken([{ ...spots(bound.offset, 1), message: bound.message }]);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: !comments, allowTrailingComma: comments });
  const slips = withoutConsequences(
    errors.map((error) => explain(error, text)),
    spots,
  );
  const mistakes = slips.map(({ offset, length, message }) => ({ ...spots(offset, length), message }));
  if (!root || slips.some(({ fatal }) => fatal)) return broken(mistakes);
  return { root, value: getNodeValue(root), mistakes: [...mistakes, ...duplicates(root, spots)], spots };
}

/** U+FFFD stands where what wrote the file could not read a character: a name with it matches nothing. UTF-16 without a mark is UTF-8, with zeros. */
function foreignBytes(text: string): { readonly offset: number; readonly message: string } | undefined {
  if (/^.{0,3}\0/.test(text)) return { offset: 0, message: 'the file is in UTF-16; save it in UTF-8' };
  const offset = text.indexOf('\uFFFD');
  if (offset < 0) return undefined;
  return {
    offset,
    message: 'here stands U+FFFD in the place of a character that was lost; write the character',
  };
}

/** Values and comments: nobody writes as many, and to tell what is wrong with each would take minutes. */
const mostParts = 100_000;

/** Words and signs: a part is a key, a colon, a value and its brackets at most. */
const mostTokens = 10 * mostParts;

/** Characters of a key, which every message about what is inside repeats. */
const mostOfKey = 1000;

/** Characters of a text: what holds it against a pattern goes as deep as it is long. */
const mostOfText = 100_000;

/** Where the text is more than a parser that calls itself would follow, or than anybody writes. */
function boundOf(text: string): { readonly offset: number; readonly message: string } | undefined {
  const scanner = createScanner(text, false);
  let [depth, parts, tokens] = [0, 0, 0];
  let last = { offset: 0, length: 0 };
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    depth += Number(opening.has(token)) - Number(closing.has(token));
    parts += Number(counted.has(token));
    tokens += Number(!blank.has(token));
    const offset = scanner.getTokenOffset();
    if (depth > mostDepth) return { offset, message: `here it is nested deeper than ${mostDepth}` };
    if (parts > mostParts || tokens > mostTokens)
      return { offset, message: `here it holds more than ${mostParts} values and comments` };
    if (token === SyntaxKind.StringLiteral) last = { offset, length: scanner.getTokenLength() };
    const long = tooLong(last.length, token === SyntaxKind.ColonToken);
    if (long !== undefined) return { offset: last.offset, message: long };
  }
  return undefined;
}

/** Quotes do not count. */
function tooLong(length: number, isKey: boolean): string | undefined {
  if (length > mostOfText + 2) return `this text is longer than ${mostOfText} characters`;
  return isKey && length > mostOfKey + 2 ? `this key is longer than ${mostOfKey} characters` : undefined;
}

// Its enum is a constant one, which a file compiled by itself cannot name.
const SyntaxKind = {
  OpenBraceToken: 1,
  CloseBraceToken: 2,
  OpenBracketToken: 3,
  CloseBracketToken: 4,
  CommaToken: 5,
  ColonToken: 6,
  StringLiteral: 10,
  LineCommentTrivia: 12,
  BlockCommentTrivia: 13,
  LineBreakTrivia: 14,
  Trivia: 15,
  EOF: 17,
} as const;
const { OpenBraceToken, OpenBracketToken, CloseBraceToken, CloseBracketToken } = SyntaxKind;
const opening = new Set<number>([OpenBraceToken, OpenBracketToken]);
const closing = new Set<number>([CloseBraceToken, CloseBracketToken]);
const blank = new Set<number>([SyntaxKind.LineBreakTrivia, SyntaxKind.Trivia]);
const counted = new Set<number>([
  SyntaxKind.CommaToken,
  SyntaxKind.LineCommentTrivia,
  SyntaxKind.BlockCommentTrivia,
]);

interface SyntaxSlip {
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  /** After it the parser guesses; what it guessed is not worth checking. */
  readonly fatal: boolean;
}

const endOfFile = 'the end of the file';

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
  const pen = slipOfPen(text, offset);
  if (kind === 'CommaExpected') return commaExpected({ text, offset, length, before }, pen);
  if (pen !== undefined) return { offset, length, message: pen, fatal: true };
  const found =
    offset >= text.trimEnd().length
      ? endOfFile
      : JSON.stringify(text.slice(offset, offset + Math.min(length || 1, 20)));
  return { offset, length, message: `${expectation(kind)}, not ${found}`, fatal: true };
}

/** Beside a comma that was forgotten: the other bracket, or a number that was taken for two. */
function commaExpected(
  at: { readonly text: string; readonly offset: number; readonly length: number; readonly before: string },
  pen: string | undefined,
): SyntaxSlip {
  const { text, offset, length, before } = at;
  const [closing] = /^[}\]]/.exec(text.slice(offset, offset + 1)) ?? [];
  if (closing !== undefined) {
    const message = `here must be a closing ${closing === ']' ? '}' : ']'}, not ${closing}`;
    return { offset, length: 1, message, fatal: true };
  }
  if (pen?.includes(' number ')) return { offset, length, message: pen, fatal: true };
  const message = 'a comma is missing after this';
  return { offset: Math.max(0, before.length - 1), length: 1, message, fatal: false };
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
    case 'InvalidCharacter':
      return 'here must be a text without a tab or a line break in it (\\t, \\n)';
    case 'InvalidEscapeCharacter':
      return 'here must be a text that escapes by \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u0000';
    case 'UnexpectedEndOfComment':
      return 'here must be a comment closed by */';
    default:
      return 'here must be JSON (strings in double quotes, numbers, true, false, null)';
  }
}

/** After a syntax error the parser stumbles over its consequences, on the same line and at the end of the file. */
function withoutConsequences(slips: readonly SyntaxSlip[], spots: Spots): readonly SyntaxSlip[] {
  const before = new Map<number, { isBroken: boolean; readonly offsets: Set<number> }>();
  let isBroken = false;
  return slips.filter(({ offset, length, message, fatal }) => {
    if (isBroken && message.includes(endOfFile)) return false;
    isBroken ||= fatal;
    const { line } = spots(offset, length);
    const own = before.get(line);
    const told = own ?? { isBroken: false, offsets: new Set() };
    const isConsequence = own !== undefined && (own.isBroken || own.offsets.has(offset) || fatal);
    told.isBroken ||= fatal;
    told.offsets.add(offset);
    before.set(line, told);
    return !isConsequence;
  });
}

function duplicates(node: Node, spots: Spots): Parsed['mistakes'] {
  const children = node.children ?? [];
  const keys =
    node.type === 'object' ? children.flatMap(({ children: [key] = [] }) => (key ? [key] : [])) : [];
  const first = new Map<unknown, Node>();
  const own = keys.flatMap((key) => {
    const other = first.get(key.value);
    if (!other) {
      first.set(key.value, key);
      return [];
    }
    const { line } = spots(other.offset, 1);
    const message = `${JSON.stringify(key.value)} stands twice here, first on line ${line}; remove one of them`;
    return [{ ...spots(key.offset, key.length), message }];
  });
  return [...own, ...children.flatMap((child) => duplicates(child, spots))];
}
