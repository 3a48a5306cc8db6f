import type { Forwarded, Position, Statement } from '../acl.ts';
import { type Budget, spend } from '../budget.ts';
import type { Loose, WebAclDocument } from '../model.ts';
import { fallbackOf, fieldLookedAt, fullOf, needOf, oversizeLookedAt, oversizeOf } from './component.ts';
import { membersOf, strangeMember } from './members.ts';
import { preParsed } from './pre-parse.ts';
import type { Reading } from './readings.ts';
import { canonical, isObject, objects, only, string, strings } from './shapes.ts';
import { comparisonOf, normaliseByteMatch, normaliseRegex, normaliseSize } from './text.ts';

/** What the rules of a web ACL or of a group have in common. */
export interface Context {
  /** The namespace of bare label keys. */
  readonly prefix: string;
  readonly reading: Reading;
  readonly patternSets: WebAclDocument['RegexPatternSets'];
  readonly budget: Budget;
}

/** Where a statement stands; the rule's name is for messages. */
export interface Place extends Context {
  readonly rule: string;
}

/** What reading a statement costs at least. */
const STATEMENT = 100;

/** Rate-based and rule group statements cannot be nested. */
export function normaliseNested(statement: unknown, place: Place): Statement {
  const member = only(statement);
  if (member === null) return unknown(`rule \`${place.rule}\` has a statement this version does not know`);
  const [name, value] = member;
  spend(place.budget, STATEMENT);
  const strange = strangeMember(name, value);
  if (strange !== null && membersOf(name) !== undefined) return strangeStatement(name, value, strange, place);
  const normalise = Object.hasOwn(statements, name) ? statements[name] : undefined;
  return normalise?.(value, place) ?? unknown(`rule \`${place.rule}\` has a ${name} that is not modelled`);
}

/** With a member that nobody has looked at, which may narrow or widen what it matches. */
export function strangeStatement(name: string, value: Loose, member: string, { rule }: Place): Statement {
  const why = unknown(`rule \`${rule}\` has a ${name} with ${member}, which this version does not know`);
  // What a label or a part of a whole is worth depends on where it stands.
  return STANDING_ALONE.includes(name) ? { ...why, id: `${name} ${canonical(value)}` } : why;
}

const STANDING_ALONE: readonly string[] = [
  'ByteMatchStatement',
  'RegexMatchStatement',
  'RegexPatternSetReferenceStatement',
  'SizeConstraintStatement',
  'SqliMatchStatement',
  'XssMatchStatement',
];

type Normalise = (value: Loose, place: Place) => Statement | null;

const statements: Readonly<Record<string, Normalise>> = {
  AndStatement: (value, place) => compound('and', value, place),
  OrStatement: (value, place) => compound('or', value, place),
  NotStatement: (value, place) => ({ kind: 'not', of: normaliseNested(value['Statement'], place) }),
  GeoMatchStatement: geo,
  AsnMatchStatement: asn,
  IPSetReferenceStatement: ipSet,
  LabelMatchStatement: label,
  ByteMatchStatement: (value, place) =>
    normaliseByteMatch(value, place) ?? unmodelled('ByteMatchStatement', value, place),
  RegexMatchStatement: (value, place) =>
    normaliseRegex(value, place) ?? unmodelled('RegexMatchStatement', value, place),
  SizeConstraintStatement: size,
  SqliMatchStatement: (value, place) => opaque('SqliMatchStatement', value, place),
  XssMatchStatement: (value, place) => opaque('XssMatchStatement', value, place),
  RegexPatternSetReferenceStatement: patternSet,
};

function compound(kind: 'and' | 'or', value: Loose, place: Place): Statement | null {
  if (!Array.isArray(value['Statements']) || value['Statements'].length === 0) return null;
  return { kind, of: value['Statements'].map((each: unknown) => normaliseNested(each, place)) };
}

function geo(value: Loose): Statement | null {
  const forwarded = forwardedBy(value['ForwardedIPConfig']);
  if (!Array.isArray(value['CountryCodes']) || forwarded === undefined) return null;
  return { kind: 'geo', countries: strings(value['CountryCodes']), forwarded };
}

function asn(value: Loose): Statement | null {
  const forwarded = forwardedBy(value['ForwardedIPConfig']);
  if (!Array.isArray(value['AsnList']) || forwarded === undefined) return null;
  return { kind: 'asn', numbers: value['AsnList'].map(Number), forwarded };
}

const POSITIONS: readonly unknown[] = ['FIRST', 'LAST', 'ANY'];

function ipSet(value: Loose): Statement | null {
  const config = value['IPSetForwardedIPConfig'];
  const forwarded = forwardedBy(config);
  const set = string(value['ARN']);
  if (forwarded === undefined) return null;
  if (forwarded === null) return { kind: 'ip-set', set, forwarded };
  const position = isObject(config) ? config['Position'] : undefined;
  if (!POSITIONS.includes(position)) return null;
  return { kind: 'ip-set', set, forwarded: { ...forwarded, position: position as Position } };
}

/** Null without a forwarded-IP configuration, undefined where it is not understood. */
export function forwardedBy(config: unknown): Forwarded | null | undefined {
  if (config === undefined || config === null) return null;
  if (!isObject(config)) return undefined;
  const fallback = config['FallbackBehavior'];
  const header = string(config['HeaderName']).toLowerCase();
  if (header === '' || (fallback !== 'MATCH' && fallback !== 'NO_MATCH')) return undefined;
  return { header, malformedMatches: fallback === 'MATCH' };
}

function label(value: Loose, place: Place): Statement | null {
  const scope = value['Scope'];
  const key = string(value['Key']);
  if ((scope !== 'LABEL' && scope !== 'NAMESPACE') || key === '') return null;
  return { kind: 'label', key, scope, prefix: place.prefix };
}

function size(value: Loose, place: Place): Statement | null {
  const body = isObject(value['FieldToMatch']) ? value['FieldToMatch']['Body'] : undefined;
  const operator = comparisonOf(value['ComparisonOperator']);
  const limit = value['Size'];
  if (operator === null || typeof limit !== 'number') return null;
  const isPlain = objects(value['TextTransformations']).every(({ Type }) => Type === 'NONE');
  if (isObject(body) && isPlain && preParsed(value['PreParseTextTransformations'])?.length === 0) {
    const oversize = oversizeOf(body);
    if (oversize === '') return null;
    return {
      kind: 'body-size',
      operator,
      size: limit,
      oversize,
    };
  }
  if (limit > longest) return unmodelled('SizeConstraintStatement', value, place);
  return normaliseSize(value, operator, limit, place) ?? unmodelled('SizeConstraintStatement', value, place);
}

// No load balancer takes a longer line or header, and a witness of it could not be shown.
const longest = 65_536;

/** Matches where one of the set's expressions does. */
function patternSet(value: Loose, place: Place): Statement {
  const arn = string(value['ARN']);
  const { patternSets = {} } = place;
  const set = Object.hasOwn(patternSets, arn) ? patternSets[arn] : undefined;
  const list = set?.RegularExpressionList;
  if (
    strangeMember('RegexPatternSet', set) !== null ||
    !Array.isArray(list) ||
    objects(list).length < list.length
  ) {
    const statement = unmodelled('RegexPatternSetReferenceStatement', value, place);
    return { ...statement, unknown: `regex pattern set ${arn} could not be read` };
  }
  const of = objects(list).map(({ RegexString }) => {
    const single = { ...value, RegexString };
    return normaliseRegex(single, place) ?? unmodelled('RegexMatchStatement', single, place);
  });
  return { kind: 'or', of };
}

function opaque(name: string, value: Loose, place: Place): Statement {
  return {
    kind: 'opaque',
    id: `${name} ${canonical(value)}`,
    rule: place.rule,
    need: needOf(value),
    full: fullOf(value),
    fallback: fallbackOf(value),
    oversize: oversizeLookedAt(value),
  };
}

/** What a client chooses, in a way this version cannot follow: the same each time it is asked of one request. */
function unmodelled(
  name: string,
  value: Loose,
  place: Place,
): Extract<Statement, { readonly kind: 'unknown' }> {
  const why = `rule \`${place.rule}\` has a ${name} that is not modelled`;
  return {
    kind: 'unknown',
    unknown: why,
    id: `${name} ${canonical(value)}`,
    field: fieldLookedAt(value),
    oversize: oversizeLookedAt(value),
  };
}

export function unknown(why: string): Extract<Statement, { readonly kind: 'unknown' }> {
  return { kind: 'unknown', unknown: why };
}
