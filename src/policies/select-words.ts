import { isObject, type JsonObject } from '../documents/json-object.ts';
import type { Path } from '../documents/slip.ts';
import { compact } from '../documents/wording.ts';
import { fromForeign } from './foreign-comparison.ts';
import { isForeign } from './foreign-operators.ts';
import { jsonWritten } from './written.ts';

/** What to write in `select` for a value of another shape: comparisons of `expect` and of other languages, numbers in a text. */
export function remedyInSelect([key, tag]: Path, value: unknown): string | undefined {
  if (key === undefined)
    return value === null || value === '*' ? 'leave it out where it is all of them' : undefined;
  if (typeof value === 'string' && /^\d+(\s*[,|]\s*\d+)+$/.test(value))
    return `write ${jsonWritten(value.split(/[,|]/).map(Number))}`;
  const isOfTag = key === 'tags' && tag !== undefined && tag !== 'not';
  if (isOfTag && (value === null || value === false)) return untagged(String(tag));
  return isObject(value) && key !== 'not' ? remedyOfObject(value, key, tag) : undefined;
}

const remedyOfObject = (value: JsonObject, key: Path[number], tag: Path[number] | undefined) =>
  'not' in value || tag === 'not' ? unwanted(key, tag, value['not']) : compared(value, key, tag);

/** Of texts, as `expect` has it; what must not be stands elsewhere in `select`. */
function compared(value: JsonObject, key: Path[number], tag: Path[number] | undefined): string | undefined {
  const { oneOf } = value;
  const isTag = key === 'tags' && tag !== undefined;
  if (!Object.keys(value).every((one) => isForeign(one) || one === 'oneOf' || one === 'exactly'))
    return undefined;
  const meant =
    oneOf ??
    value['exactly'] ??
    fromForeign({ type: { kind: 'text' }, mayBeNone: isTag }, value, () => false);
  if (meant === null) return isTag ? untagged(String(tag)) : undefined;
  if (isTexts(meant)) return `write ${jsonWritten(meant)}`;
  const { not } = isObject(meant) ? meant : {};
  if (not === null && isTag) return 'write "*"';
  return isTexts(not) ? unwanted(key, tag, not) : undefined;
}

const isTexts = (value: unknown): boolean =>
  [value].flat().length > 0 && [value].flat().every((one) => typeof one === 'string' && one !== '');

/** `not` stands elsewhere in `select` than in `expect`. */
function unwanted(key: Path[number], tag: Path[number] | undefined, not: unknown): string {
  const text = isTexts(not) ? jsonWritten(not) : '…';
  const inner =
    key === 'tags' && tag !== undefined && tag !== 'not'
      ? `"tags": { "${String(tag)}": ${text} }`
      : `"${String(key)}": ${text}`;
  return `what it must not be stands in "not": { ${inner} } beside "${String(key)}"`;
}

export const untagged = (tag: string): string =>
  `what has no tag ${JSON.stringify(tag)} is "not": { "tags": { ${JSON.stringify(tag)}: "*" } }`;

/** Where stands what other languages say by a key of `select`: a part of a sentence; undefined where it is no such key. */
export function selectorCalled(key: string, known: readonly string[], value: unknown): string | undefined {
  const text = isTexts(value) ? value : undefined;
  return (
    tagCalled(key, text) ?? negatedBy(key, known, text) ?? patternOf(key) ?? joinedBy(key.replace(/^\$/, ''))
  );
}

function tagCalled(key: string, text: unknown): string | undefined {
  const [, tag] = /^tags?[:.](.+)$/i.exec(key) ?? [];
  if (tag === undefined) return undefined;
  return `a tag stands in "tags": { ${JSON.stringify(tag)}: ${text === undefined ? '…' : jsonWritten(text)} }`;
}

/** `!name`, `notName`, `name!=`. */
function negatedBy(key: string, known: readonly string[], text: unknown): string | undefined {
  const [, after, before = ''] = /^(?:!|not(?=[A-Z_.-]))[_.-]?(.+)$|^(.+?)\s*!=?$/.exec(key) ?? [];
  const negated = known.find((one) => compact(one) === compact(after ?? before));
  return negated && unwanted(negated, undefined, text).replace(/ beside.*/, '');
}

function patternOf(key: string): string | undefined {
  const [, of = 'name'] =
    /^(name|arn|cluster)?[_-]?(?:prefix|suffix|regexp?|pattern|like|startsWith|glob)$/i.exec(key) ?? ['', ''];
  return of === '' ? undefined : `* and ? are wild in ${JSON.stringify(of.toLowerCase())}: "menu-*"`;
}

/** Other languages join selectors by a word. */
function joinedBy(key: string): string | undefined {
  if (/^(or|anyOf|oneOf|any)$/.test(key)) return 'a list is one of its values: "name": ["a", "b"]';
  if (/^(and|allOf|all)$/.test(key)) return 'all of its keys must match';
  return /^(filters?|where|match|selectors?)$/.test(key)
    ? 'keys stand in "select" itself: { "name": … }'
    : undefined;
}
