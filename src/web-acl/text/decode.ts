import { createHash } from 'node:crypto';

/** What a transformation makes of a value, or undefined where AWS does not document it: https://docs.aws.amazon.com/waf/latest/APIReference/API_TextTransformation.html */
type Decode = (value: string) => string | undefined;

interface Decoder {
  readonly decode: Decode;
  /** Values that it makes this one of. */
  encode(value: string): readonly string[];
}

const latin1 = (bytes: Buffer): string => bytes.toString('latin1');
const bytesOf = (value: string): Buffer => Buffer.from(value, 'latin1');
const hexOf = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, '0');
const fromHex = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
const ascii = (code: number): string | undefined => (code <= 127 ? String.fromCharCode(code) : undefined);

/** Replaces each of what `pattern` finds, unless one of them has no documented meaning. */
function each(value: string, pattern: RegExp, meaning: (found: RegExpExecArray) => string | undefined) {
  let made = '';
  let from = 0;
  for (const found of value.matchAll(pattern)) {
    const meant = meaning(found);
    if (meant === undefined) return undefined;
    made += value.slice(from, found.index) + meant;
    from = found.index + found[0].length;
  }
  return made + value.slice(from);
}

/** Spells the first character, or the first letter or digit, in another way. */
const spelled =
  (as: (character: string) => string) =>
  (value: string): readonly string[] =>
    value === '' ? [] : [as(value.charAt(0)) + value.slice(1), value.replace(/[A-Za-z0-9]/, as)];

const base64: Decoder = {
  decode(value) {
    const bytes = Buffer.from(value, 'base64');
    return bytes.toString('base64') === value ? latin1(bytes) : undefined;
  },
  encode: (value) => [bytesOf(value).toString('base64')],
};

const hex: Decoder = {
  decode: (value) => (/^([0-9a-f]{2})*$/i.test(value) ? latin1(Buffer.from(value, 'hex')) : undefined),
  encode: (value) => [bytesOf(value).toString('hex')],
};

/** The named ones of AWS's list, and numbers of ASCII characters; what no reader takes for an entity stays. */
const ENTITY = /&(?:#x([0-9a-f]+);|#([0-9]+);|(quot|nbsp|lt|gt);|([a-z0-9]*)|)(?=(.?))/gis;
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', nbsp: '\u00a0', lt: '<', gt: '>' };

const html: Decoder = {
  decode: (value) =>
    each(value, ENTITY, ([whole, hexadecimal, decimal, name, other = '', next]) => {
      if (hexadecimal !== undefined) return ascii(Number.parseInt(hexadecimal, 16));
      if (decimal !== undefined) return ascii(Number(decimal));
      if (name !== undefined) return ENTITIES[name];
      return /^(quot|nbsp|lt|gt|amp)/i.test(other) || next === '#' || next === ';' ? undefined : whole;
    }),
  encode: spelled((character) => `&#x${hexOf(character)};`),
};

const path = (isWindows: boolean): Decoder => ({
  decode: (value) => normalisedPath(isWindows ? value.replaceAll('\\', '/') : value),
  encode: (value) => [
    `/.${value}`,
    `/${value}`,
    `/x/..${value}`,
    value.replace('/', isWindows ? '\\' : '//'),
  ],
});

/** Without empty and self-referring parts, and with what a back-reference takes back. */
function normalisedPath(value: string): string | undefined {
  if (!value.startsWith('/')) return undefined;
  const [, ...parts] = value.split('/');
  const kept: string[] = [];
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1;
    if (isLast && part.startsWith('.') && /^\.\.?$/.test(part)) return undefined;
    if (part === '..' && kept.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && (part !== '' || isLast)) kept.push(part);
  }
  return `/${kept.join('/')}`;
}

const escapes: Decoder = {
  decode: (value) =>
    each(value, /\\(?:x([0-7][0-9a-f])(?![0-9a-f])|)/gi, ([, code]) => code && fromHex(code)),
  encode: spelled((character) => `\\x${hexOf(character)}`),
};

const css: Decoder = {
  decode: (value) =>
    each(value, /\\(?:0000([0-7][0-9a-f])(?![0-9a-f\s])|)/gi, ([, code]) => code && fromHex(code)),
  encode: spelled((character) => `\\0000${hexOf(character)}`),
};

const sqlHex: Decoder = {
  decode: (value) =>
    each(value, /0x((?:[0-7][0-9a-f])+(?![0-9a-f])|)/gi, ([, codes]) =>
      codes ? latin1(Buffer.from(codes, 'hex')) : undefined,
    ),
  encode: (value) => (value === '' ? [] : [`0x${bytesOf(value).toString('hex')}`]),
};

const comments: Decoder = {
  // A comment that does not end goes to the end; an end without a comment stays.
  decode: (value) => value.replace(/\/\*.*?(?:\*\/|$)/gs, ' '),
  encode: (value) => [value.replace(' ', '/**/'), value.replace(/ $/, '/*')],
};

const urlUni: Decoder = {
  decode: (value) =>
    each(value, /\+|%([0-9a-f]{2})?/gi, ([whole, code]) => (whole === '+' ? ' ' : code && fromHex(code))),
  encode: spelled((character) => `%${hexOf(character)}`),
};

/** Its steps give another result in another order where separators, spaces and quotes meet. */
const AMBIGUOUS = /[\t\n\v\f\r\u00a0]|[,; ]["'\\^]|[,;][ ,;/(]| [,;]/;

const commandLine: Decoder = {
  decode: (value) =>
    AMBIGUOUS.test(value)
      ? undefined
      : value
          .replace(/["'\\^]/g, '')
          .replace(/ +(?=[/(])/g, '')
          .replace(/[,;]/g, ' ')
          .replace(/ +/g, ' ')
          .replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  encode: (value) => [value.toUpperCase(), `^${value}`, value.replace(' ', ','), value.replace('/', ' /')],
};

const md5: Decoder = {
  decode: (value) => latin1(createHash('md5').update(bytesOf(value)).digest()),
  encode: () => [],
};

const unicode: Decoder = {
  decode: (value) => (/^[\0-\x7f]*$/.test(value) ? value : undefined),
  encode: (value) => [value],
};

const decoders: Readonly<Record<string, Decoder>> = {
  BASE64_DECODE: base64,
  BASE64_DECODE_EXT: base64,
  CMD_LINE: commandLine,
  CSS_DECODE: css,
  ESCAPE_SEQ_DECODE: escapes,
  HEX_DECODE: hex,
  HTML_ENTITY_DECODE: html,
  JS_DECODE: escapes,
  MD5: md5,
  NORMALIZE_PATH: path(false),
  NORMALIZE_PATH_WIN: path(true),
  REPLACE_COMMENTS: comments,
  SQL_HEX_DECODE: sqlHex,
  URL_DECODE_UNI: urlUni,
  UTF8_TO_UNICODE: unicode,
};

export function decoderOf(name: string): Decoder | null {
  return Object.hasOwn(decoders, name) ? (decoders[name] ?? null) : null;
}
