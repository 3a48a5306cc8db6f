import { isObject, type JsonObject } from '../documents/json-object.ts';
import { atKey, atValue, type Path, type Slip } from '../documents/slip.ts';
import { shown } from '../documents/wording.ts';
import { matchesGlob } from '../text/glob.ts';
import { type Expression, expressionIn } from './expression.ts';
import { untagged } from './select-words.ts';
import { isTooLong, jsonWritten, tagsWritten } from './written.ts';

/**
 * What AWS lets a tag hold that elsewhere is a sign:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html
 */
const TAG_SIGNS = ' =./+:';

/** In names too a space is none: file systems and subnets go by their Name tag. */
export const NAME_SIGNS = ' ';

/** What of a selector other languages would read otherwise, and what we take to the letter: it would select, or leave out, nothing. */
export function slipsOfTexts(keys: JsonObject, path: Path): readonly Slip[] {
  return Object.entries(keys).flatMap(([key, value]) => {
    if (key === 'not') return [];
    return key === 'tags'
      ? slipsOfTags(value, [...path, key])
      : slipsOfEach(value, [...path, key], NAME_SIGNS);
  });
}

/** The same of tags, which exceptions have as well. */
export function slipsOfTags(tags: unknown, path: Path): readonly Slip[] {
  if (!isObject(tags)) return [];
  const keys = Object.keys(tags).map((key) => key.toLowerCase());
  const isListed =
    keys.length === 2 && keys.includes('key') && (keys.includes('value') || keys.includes('values'));
  const written = isListed ? tagsWritten(tags) : undefined;
  if (written) return [atValue(path, `tags go by their keys; ${written}`)];
  return Object.entries(tags).flatMap(([tag, value]) => [
    ...slipsOfTagKey(tag, [...path, tag]),
    ...slipsOfAbsence(tag, value, [...path, tag]),
    ...slipsOfEach(value, [...path, tag], TAG_SIGNS),
  ]);
}

/** Cloud Custodian's words for a tag that is there, or is not; no tag has them as its value. */
function slipsOfAbsence(tag: string, value: unknown, path: Path): readonly Slip[] {
  return textsIn(value, path).flatMap(([place, text]) => {
    if (/^(absent|null|undefined)$/i.test(text))
      return [atValue(place, `${shown(text)} stands for what is not set; ${untagged(tag)}`)];
    return /^(present|not-null)$/i.test(text)
      ? [atValue(place, `${shown(text)} stands for whatever is set; write "*"`)]
      : [];
  });
}

/** A key is compared as a whole. */
function slipsOfTagKey(tag: string, path: Path): readonly Slip[] {
  // `tags.datadoghq.com/env` is a key as a whole.
  const [, own] = /^tags?[:.](?![\w-]+\.[\w.-]+\/)(.+)$/.exec(tag) ?? [];
  if (own !== undefined)
    return [atKey(path, `${shown(tag)} has more than the tag's key; write ${shown(own)}`)];
  if (/[*?]/.test(tag)) return [atKey(path, `${shown(tag)} is a key of a tag, in which nothing is wild`)];
  const found = expressionIn(tag, TAG_SIGNS);
  return found ? [atKey(path, `${shown(tag)} ${found.reads}, and is a key of a tag`)] : [];
}

/** One text or several, at a path of the document. */
export function slipsOfEach(value: unknown, path: Path, own = NAME_SIGNS): readonly Slip[] {
  return textsIn(value, path).flatMap(([place, text]) => {
    const found = isId(text) ? undefined : expressionIn(text, own);
    return found ? [atValue(place, `${shown(text)} ${found.reads}${remedyOf(found, place)}`)] : [];
  });
}

/** Of a scalable target: `service/kiosk/menu|ecs:service:DesiredCount|ecs`. */
const isId = (text: string): boolean => /^[^|]+\|[\w-]+:[\w-]+:\w+\|[\w-]+$/.test(text);

/** The names that one text has together, as `a|b` or as `a*`; undefined where it is another mistake. */
export function severalOf(text: string, names: readonly string[]): readonly string[] | undefined {
  const meant = expressionIn(text)?.value ?? text;
  const found = [meant]
    .flat()
    .map((one) => names.filter((name) => typeof one === 'string' && matchesGlob(name, one)));
  return found.every((some) => some.length > 0) ? [...new Set(found.flat())] : undefined;
}

export const textsIn = (value: unknown, path: Path): readonly (readonly [Path, string])[] =>
  (Array.isArray(value)
    ? value.map((one: unknown, index) => [[...path, index], one] as const)
    : [[path, value] as const]
  ).flatMap(([place, one]) => (typeof one === 'string' ? [[place, one] as const] : []));

/** `select` takes texts and lists of them; what must not be stands beside them. */
export function remedyOf({ value }: Pick<Expression, 'value'>, path: Path): string {
  if (isTooLong(value)) return '; a list is one of its values';
  if (typeof value === 'string') return `; write ${jsonWritten(value)}`;
  if (Array.isArray(value))
    return `; write ${typeof path.at(-1) === 'number' ? value.map(jsonWritten).join(', ') : jsonWritten(value)}`;
  const { not } = isObject(value) ? value : {};
  if ((typeof not !== 'string' && !Array.isArray(not)) || !path.includes('select'))
    return '; only * and ? are wild, and a list is one of its values';
  return isUnwanted(path)
    ? `; "not" says so already: write ${jsonWritten(not)}`
    : `; what it must not be stands in ${negated(path, not)} beside it`;
}

const isUnwanted = (path: Path): boolean =>
  path.some((key, at) => key === 'not' && path[at - 1] === 'select');

function negated(path: Path, not: unknown): string {
  const keys = path.filter((key) => typeof key !== 'number');
  const [part, key] = [String(keys.at(-2)), String(keys.at(-1))];
  const own = `{ ${JSON.stringify(key)}: ${jsonWritten(not)} }`;
  return part === 'tags' ? `"not": { "tags": ${own} }` : `"not": ${own}`;
}
