import { isTooComplex } from '../budget.ts';
import type { Proof, WebAclDocument } from '../model.ts';
import { isObject, objects } from './shapes.ts';

/** What a search string that is a string in the document is: the text itself, or its bytes in base64. */
export type Reading = 'text' | 'base64';

/**
 * The ways a document's search strings may be meant, the likeliest first. The SDK gives bytes; `aws wafv2 get-web-acl`
 * prints base64; people type text. One file comes from one of them, so that a string that is no base64 of any text makes
 * all of it text, and padding, or nothing but words once decoded, all of it base64. What is left could be either.
 */
export function readings({ WebACL, RuleGroups }: WebAclDocument): readonly [Reading, ...Reading[]] {
  const texts: string[] = [];
  collect(WebACL, texts);
  collect(RuleGroups, texts);
  const decoded = texts.map(decodedText);
  if (decoded.includes(null)) return ['text'];
  // Few look for what ends in padding, and nobody for `aWQ9`.
  const isPadded = texts.some((text) => text.endsWith('='));
  const isOdd = texts.some((text) => !WORD.test(text)) || decoded.join('').length >= SURELY;
  const areWords = decoded.every((text) => text !== null && WORDS.test(text));
  const isSure = texts.length === 0 || isPadded || (areWords && isOdd);
  return isSure ? ['base64'] : ['base64', 'text'];
}

/** What holds in every reading; where they differ, nobody knows. */
export function agreed(document: WebAclDocument, prove: (reading: Reading) => Proof): Proof {
  try {
    const [likeliest, ...rest] = readings(document);
    const first = prove(likeliest);
    const others = rest.map(prove);
    if (others.every(({ verdict }) => verdict === first.verdict)) return first;
    return { verdict: 'unknown', reason: 'a SearchString may be base64 or plain text, and that decides' };
  } catch (error) {
    if (isTooComplex(error)) return { verdict: 'unknown', reason: 'too complex' };
    throw error;
  }
}

/** Few words of so many letters happen to be base64 of other words. */
const SURELY = 6;

/** What a string is as UTF-8 in base64, or null. Bytes that are no text are nobody's search string, but `/api` is. */
function decodedText(text: string): string | null {
  if (text.length % 4 > 0 || !ALPHABET.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  // Only the last letter before the padding can be one that no encoder writes.
  if (text.endsWith('=') && bytes.toString('base64') !== text) return null;
  const decoded = bytes.toString();
  return decoded.includes('\ufffd') ? null : decoded;
}

const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;
/** What people type: a word in small letters, in capitals or with one, a number, or a path of such. */
const WORD = /^[/+]?(?:[A-Z]?[a-z]+|[A-Z]*)[0-9]*(?:[/+](?:[A-Z]?[a-z]+|[A-Z]*)[0-9]*)*$/;
const WORDS = /^[\t\n\r\x20-\x7e\u00a0-\ufffc]*$/;

function collect(value: unknown, texts: string[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, texts);
  if (!isObject(value) || ArrayBuffer.isView(value)) return;
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (key === 'SearchString' && typeof member === 'string') texts.push(member);
    else if (typeof member === 'object') collect(member, texts);
  }
}

/** Why the document is not in the shape AWS gives it, or null. A list that is none would read as an empty one. */
export function misshapen({
  WebACL,
  RuleGroups = {},
  ManagedRuleGroups = {},
}: WebAclDocument): string | null {
  const acl: Readonly<Record<string, unknown>> = { ...WebACL };
  for (const list of [
    'PreProcessFirewallManagerRuleGroups',
    'Rules',
    'PostProcessFirewallManagerRuleGroups',
  ]) {
    if (!isListOrAbsent(acl[list])) return `${list} of the web ACL is no list of rules`;
  }
  const group = Object.entries(RuleGroups).find(([, held]) => held !== null && !isRuleGroup(held));
  if (group) return `rule group ${group[0]} is not in the shape of AWS`;
  const managed = Object.entries(ManagedRuleGroups).find(([, held]) => held !== null && !isList(held));
  return managed ? `managed rule group ${managed[0]} is not in the shape of AWS` : null;
}

/** AWS leaves out the rules of a group that has none, but never its capacity. */
function isRuleGroup(held: unknown): boolean {
  if (!isObject(held)) return held === undefined;
  return isList(held['Rules']) || (held['Rules'] === undefined && held['Capacity'] !== undefined);
}

const isList = (value: unknown): boolean => Array.isArray(value) && objects(value).length === value.length;
const isListOrAbsent = (value: unknown): boolean => value === undefined || value === null || isList(value);
