type Owns = (sign: string) => boolean;

/** Whether a text is one by its signs: in names and values of AWS none of them stands so, but those that are their own. */
export const isRegular = (text: string, owns: Owns): boolean =>
  telling.test(text) ||
  owned.some(([sign, pattern]) => !owns(sign) && pattern.test(text)) ||
  escapes(text, owns);

const telling =
  /^\/?\^|^\(\?|[\])][*+{]|\)\?|\([^()]*\|[^()]*\)|\.[*+]\?|(?:^|[:/_-])\.[*+]|\.\+$|[\w)\]]\{\d+(,\d*)?\}/;

const owned: readonly (readonly [sign: string, pattern: RegExp])[] = [
  ['[', /\[\^?[^\]"',]+\]/],
  ['$', /\$$/],
  ['/', /^\/.+\/[gim]*$/],
  ['\\', /\\[.+*?()[\]{}^$|/-]/],
  // `10.0.*` and `*.example.*` go by wildcards, as does `db.*` where such values hold dots.
  ['.', /^[^.]*[a-z_-]\.[*+][^.]*$/i],
];

/** Of letters a backslash is a sign of classes, but where it parts folders, as in `C:\data`. */
const escapes = (text: string, owns: Owns): boolean =>
  /\\[AbBdDsSwWzZ]/.test(text) && !(owns('\\') && /^([a-z]:)?\\/i.test(text));

/**
 * The text with `*` and `?` that says the same, or one for each of its alternatives; undefined where none does. What is
 * one of a class of characters is any.
 */
export function globOf(expression: string): string | readonly string[] | undefined {
  const [, inner, flags = ''] = /^\/(.+)\/([gim]*)$/.exec(expression) ?? [];
  const body = (inner ?? expression).replace(/^\(\?[a-z]+\)/, '');
  if (flags.includes('i') || /^\(\?i/.test(expression)) return undefined;
  // Who writes no slashes and no sign of a beginning, means one.
  const isFree = inner !== undefined || body.endsWith('$');
  const globs = alternativesOf(body).map((one) => globOfOne(one, isFree));
  const found = [...new Set(globs.flatMap((glob) => glob ?? []))];
  if (globs.includes(undefined) || found.length === 0) return undefined;
  return found.length === 1 ? found[0] : found;
}

/** `^(a|b)-c$` is `^a-c$` or `^b-c$`: one group, or none. */
function alternativesOf(body: string): readonly string[] {
  const [, before = '', group, after = ''] = /^([^()]*)\((?:\?:)?([^()]*)\)([^()]*)$/.exec(body) ?? [];
  if (group !== undefined && !/^[*+?{]/.test(after))
    return group.split('|').flatMap((one) => eachOfClass(`${before}${one}${after}`));
  return body.split('|').flatMap(eachOfClass);
}

/** `db.r[56]g` is `db.r5g` or `db.r6g`. */
function eachOfClass(one: string): readonly string[] {
  const [, before = '', characters, after = ''] =
    /^([^[\]]*)\[([A-Za-z0-9]{1,10})\]([^[\]]*)$/.exec(one) ?? [];
  if (characters === undefined || /^[*+?{]/.test(after)) return [one];
  return [...characters].map((character) => `${before}${character}${after}`);
}

/** What holds every letter or every digit; of fewer no wildcard stands for them. */
const wide = /\[\^?(?:a-z|A-Z|0-9|\\[wdsWDS]|[_.-])+\]/g;

function globOfOne(one: string, isFree: boolean): string | undefined {
  const [begins, ends] = [/^(\^|\\A)/.test(one), /(\$|\\[zZ])$/.test(one)];
  const glob = one
    .replace(/^(\^|\\A)/, '')
    .replace(/(\$|\\[zZ])$/, '')
    .replace(/\\b/g, '')
    .replace(wide, '\\w')
    .replace(/(\\[dDsSwW]|\.)([*+])\??/g, (_, __, often: string) => (often === '*' ? '*' : '?*'))
    .replace(/\\[dDsSwW]/g, '?')
    .replace(/\\([^A-Za-z0-9])/g, '$1');
  if (/[\\^$()[\]{}+|]/.test(glob) || glob === '') return undefined;
  const whole = `${begins || !isFree ? '' : '*'}${glob}${ends || /[*]$/.test(glob) ? '' : open(one, isFree)}`;
  return whole.replace(/\*{2,}/g, '*');
}

/** What ends without a sign of it goes on, but for what was written to the last letter as `aurora.*-v2`. */
const open = (one: string, isFree: boolean): string => (isFree || one.startsWith('^') ? '*' : '');
