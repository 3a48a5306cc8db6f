import { isTooComplex } from '../budget.ts';
import type { Proof, WebAclDocument, Witness } from '../model.ts';
import { strangeMember } from './members.ts';
import { isObject, objects } from './shapes.ts';

/** What a search string that is a string in the document is: the text itself, or its bytes in base64. */
export type Reading = 'text' | 'base64';

/**
 * The ways a document's search strings may be meant, the likeliest first. The SDK gives bytes; `aws wafv2 get-web-acl`
 * prints base64; people type text. One file comes from one of them, so that a string that no encoder writes makes all of
 * it text, and one that nobody types all of it base64. What is left could be either.
 */
export function readings({ WebACL, RuleGroups }: WebAclDocument): readonly [Reading, ...Reading[]] {
  const texts: string[] = [];
  collect(WebACL, texts);
  collect(RuleGroups, texts);
  if (!texts.every(isBase64)) return ['text'];
  const odd = texts.filter((text) => !WORD.test(text));
  const told = odd.filter((text) => isPlain(decoded(text)));
  const isSure = lengthOf(told.map(decoded)) >= SURELY || told.some((text) => text.endsWith('=='));
  if (texts.length === 0 || isSure) return ['base64'];
  const words = texts.filter((text) => !isPlain(decoded(text)));
  if (odd.length === 0 && lengthOf(words) >= SURELY) return ['text'];
  return odd.length === 0 && words.some((text) => text.startsWith('/')) ? ['text'] : ['base64', 'text'];
}

/** What holds in every reading; where they differ, nobody knows. A witness had better get by in each. */
export function agreed(
  document: WebAclDocument,
  prove: (reading: Reading) => Proof,
  getsBy: (witness: Witness, reading: Reading) => boolean,
): Proof {
  try {
    const ways = readings(document);
    const proofs = ways.map(prove);
    const first = proofs[0] as Proof;
    if (proofs.some(({ verdict }) => verdict !== first.verdict)) {
      return { verdict: 'unknown', reason: 'a SearchString may be base64 or plain text, and that decides' };
    }
    if (ways.length === 1 || first.verdict !== 'violated') return first;
    const violated = proofs.filter((proof) => proof.verdict === 'violated');
    const common = violated.find(({ witness }) => ways.every((reading) => getsBy(witness, reading)));
    return common ?? { ...first, assumptions: [...first.assumptions, `search strings are ${ways[0]}`] };
  } catch (error) {
    if (isTooComplex(error)) return { verdict: 'unknown', reason: 'too complex' };
    throw error;
  }
}

/** So many letters do not happen to be what they look like. */
const SURELY = 6;

/** Whether an encoder would write it: only the last letter before the padding can be one that none does. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && ALPHABET.test(text) && decoded(text).toString('base64') === text;
}

const decoded = (text: string): Buffer => Buffer.from(text, 'base64');
const lengthOf = (texts: readonly { readonly length: number }[]): number =>
  texts.reduce((sum, { length }) => sum + length, 0);

const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;
/** What people type: a word in small letters, in capitals or with one, a number, or a path of such. */
const WORD = /^[/+]?(?:[A-Z]?[a-z]+|[A-Z]*)[0-9]*(?:[/+](?:[A-Z]?[a-z]+|[A-Z]*)[0-9]*)*$/;

/** Bytes that are text, as most search strings are. */
function isPlain(bytes: Buffer): boolean {
  return /^[\t\n\r\x20-\x7e\u00a0-\ufffc]*$/.test(bytes.toString());
}

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
  const strange = strangeMember('WebACL', acl);
  if (strange !== null) return `the web ACL has ${strange}, which this version does not know`;
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
