import { resolve } from 'node:path';
import { failureOf } from '../../files/failure.ts';
import { mostOfDocument, readText } from '../../files/read-file.ts';
import { UserError } from '../../model/user-error.ts';
import type { Question } from '../../reporters/web-acl/answer.ts';
import { isDeeperThan, mostDepth } from '../../text/json-depth.ts';
import { printable } from '../../text/printable.ts';
import { isCountryCode, noCountry } from '../../web-acl/country-codes.ts';
import type { WebAclDocument } from '../../web-acl/model.ts';
import type { Rate } from '../option-values.ts';

/** A web ACL to answer for, or why it cannot be. */
export type Subject =
  | { readonly kind: 'document'; readonly document: WebAclDocument; readonly question: Question }
  | { readonly kind: 'unread'; readonly name: string; readonly reason: string; readonly question: Question }
  | { readonly kind: 'mistake'; readonly message: string };

type Json = Readonly<Record<string, unknown>>;

/** The document of a file, or of each line of an `.ndjson`. What the flags ask outweighs what the file asks. */
export function subjectsIn(file: string, asked: Question): Iterable<Subject> {
  const isLines = /\.(ndjson|jsonl)$/i.test(file);
  const text = textOf(file, isLines ? mostOfLines : mostOfDocument);
  return isLines ? linesOf(text, asked) : [subjectOf(text, asked)];
}

/** Bytes of a file with a document a line, each of which may be as large as any other document. */
const mostOfLines = 256 * 1024 * 1024;

function* linesOf(text: string, asked: Question): Iterable<Subject> {
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const subject = subjectOf(line, asked);
    yield subject.kind === 'mistake'
      ? { ...subject, message: `line ${index + 1}: ${subject.message}` }
      : subject;
  }
}

function textOf(file: string, most: number): string {
  try {
    return readText(file, { most }).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UserError(
      `there is no web ACL to read at ${printable(resolve(file))}: ${printable(failureOf(error))}\nname a JSON document, or one a line in an .ndjson`,
    );
  }
}

function subjectOf(text: string, asked: Question): Subject {
  if (text.length > mostOfDocument) return { kind: 'mistake', message: 'it is larger than 5 MB' };
  if (isDeeperThan(mostDepth, text))
    return { kind: 'mistake', message: `it is nested deeper than ${mostDepth}` };
  try {
    const value: unknown = JSON.parse(text);
    const wrong = mistakeIn(value);
    if (wrong) return { kind: 'mistake', message: wrong };
    const document = value as Asking;
    return {
      kind: 'document',
      document,
      question: questionOf(asked, document),
    };
  } catch (error) {
    return { kind: 'mistake', message: `not valid JSON: ${(error as Error).message}` };
  }
}

type Asking = WebAclDocument & { readonly Country?: readonly string[]; readonly Rate?: Rate };

function questionOf({ from, allowOnly, rate }: Question, { Country, Rate }: Asking): Question {
  const where = allowOnly === undefined ? { from: from ?? Country } : { allowOnly };
  return { ...where, rate: rate ?? Rate };
}

function mistakeIn(value: unknown): string | undefined {
  if (!isObject(value)) return 'not a JSON object with a WebACL';
  if (!isObject(value['WebACL'])) return 'it has no WebACL';
  const maps = ['RuleGroups', 'IPSets', 'RegexPatternSets', 'ManagedRuleGroups'];
  const wrong = maps.find((name) => value[name] !== undefined && !isObject(value[name]));
  if (wrong) return `${wrong} is not an object`;
  const countries = value['Country'];
  if (countries !== undefined && !areTexts(countries))
    return 'Country is not a list of country codes, such as ["KP"]';
  const none = countries?.find((code) => !isCountryCode(code));
  if (none !== undefined) return `Country: ${noCountry(none)}`;
  if (value['Rate'] !== undefined && !isRate(value['Rate']))
    return 'Rate is not {"requests", "seconds"} with two positive whole numbers';
  return undefined;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((code) => typeof code === 'string');

const isRate = (value: unknown): boolean =>
  isObject(value) &&
  [value['requests'], value['seconds']].every((number) => Number.isSafeInteger(number) && Number(number) > 0);
