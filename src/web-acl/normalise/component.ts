import type { Asked, Field, Need } from '../acl.ts';
import { createBudget } from '../budget.ts';
import type { Loose } from '../model.ts';
import { sizeAutomaton } from '../text/automaton.ts';
import { anyPart, type Names, type Parts, type Scope, somePart } from '../text/parts.ts';
import { preParse, preParsed } from './pre-parse.ts';
import { isObject, only, string } from './shapes.ts';

/** What of a request a statement looks at: https://docs.aws.amazon.com/waf/latest/APIReference/API_FieldToMatch.html */
export type Component =
  | {
      readonly kind: 'field';
      readonly field: Field;
      readonly parts: Parts | null;
      /** What is done to the query before it is split. */
      readonly before: readonly string[];
      readonly oversize: string | null;
      readonly fallback: boolean | null;
    }
  | {
      readonly kind: 'headers';
      readonly names: Names;
      readonly scope: Scope;
      readonly oversize: string;
    };

const FIELDS: Readonly<Record<string, Field['kind']>> = {
  UriPath: 'path',
  QueryString: 'query',
  Method: 'method',
  SingleHeader: 'header',
  Body: 'body',
};

/** What a request may be without, and the statement says what then. */
const FALLING_BACK: Readonly<Record<string, Field['kind']>> = {
  JA3Fingerprint: 'ja3',
  JA4Fingerprint: 'ja4',
  UriFragment: 'fragment',
};

/** What a statement looks at; null where that is not modelled. */
export function componentOf(statement: Loose): Component | null {
  const { FieldToMatch: fieldToMatch, PreParseTextTransformations: before } = statement;
  const [name, value] = only(fieldToMatch) ?? ['', {}];
  const steps = preParsed(before);
  if (steps === null) return null;
  switch (name) {
    case 'SingleQueryArgument': {
      const named = string(value['Name']).toLowerCase();
      return named === '' ? null : argument({ which: 'only', of: [named] }, steps);
    }
    case 'AllQueryArguments':
      return argument({ which: 'all', of: [] }, steps);
    default:
      return steps.length > 0 ? null : componentApart(name, value);
  }
}

function componentApart(name: string, value: Loose): Component | null {
  switch (name) {
    case 'Cookies':
      return cookies(value);
    case 'Headers':
      return headers(value);
    default: {
      if (Object.hasOwn(FALLING_BACK, name)) return fallingBack(FALLING_BACK[name], value);
      const kind = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
      const field = kind && { kind, name: string(value['Name']).toLowerCase() };
      const oversize = kind === 'body' ? oversizeOf(value) : null;
      return field && oversize !== '' ? { kind: 'field', field, ...WHOLE, oversize } : null;
    }
  }
}

const WHOLE = { parts: null, before: [], oversize: null, fallback: null } as const;

function fallingBack(kind: Field['kind'] | undefined, { FallbackBehavior }: Loose): Component | null {
  if (kind === undefined || (FallbackBehavior !== 'MATCH' && FallbackBehavior !== 'NO_MATCH')) return null;
  return { kind: 'field', field: { kind, name: '' }, ...WHOLE, fallback: FallbackBehavior === 'MATCH' };
}

const QUERY: Field = { kind: 'query', name: '' };
const COOKIE: Field = { kind: 'header', name: 'cookie' };

function argument(names: Names, before: readonly string[]): Component {
  return { ...WHOLE, kind: 'field', field: QUERY, parts: { separator: '&', names, scope: 'VALUE' }, before };
}

function cookies(value: Loose): Component | null {
  const looked = looksAt(value, 'IncludedCookies', 'ExcludedCookies');
  if (looked === null) return null;
  const { names, scope, oversize } = looked;
  return { ...WHOLE, kind: 'field', field: COOKIE, parts: { separator: ';', names, scope }, oversize };
}

function headers(value: Loose): Component | null {
  const looked = looksAt(value, 'IncludedHeaders', 'ExcludedHeaders');
  if (looked === null) return null;
  const of = looked.names.of.map((name) => name.toLowerCase());
  return { kind: 'headers', ...looked, names: { ...looked.names, of } };
}

/** Of a body that is longer than AWS inspects; empty where it is none of AWS's. */
export function oversizeOf({ OversizeHandling: handling }: Loose): string {
  if (handling === undefined || handling === null) return 'CONTINUE';
  return OVERSIZE.includes(handling) ? string(handling) : '';
}

const SCOPES: readonly unknown[] = ['ALL', 'KEY', 'VALUE'];
const OVERSIZE: readonly unknown[] = ['CONTINUE', 'MATCH', 'NO_MATCH'];

function looksAt(
  { MatchPattern: pattern, MatchScope: scope, OversizeHandling: oversize }: Loose,
  included: string,
  excluded: string,
): { readonly names: Names; readonly scope: Scope; readonly oversize: string } | null {
  const members = isObject(pattern) ? Object.entries(pattern).filter(([, value]) => value != null) : [];
  const [[name, of] = ['', null]] = members;
  if (members.length !== 1 || !SCOPES.includes(scope) || !OVERSIZE.includes(oversize)) return null;
  const names = namesOf(name, of, included, excluded);
  return names && { names, scope: scope as Scope, oversize: oversize as string };
}

function namesOf(name: string, of: unknown, included: string, excluded: string): Names | null {
  if (name === 'All') return { which: 'all', of: [] };
  const isList = Array.isArray(of) && of.length > 0 && of.every((each) => typeof each === 'string');
  if (!isList) return null;
  if (name === included) return { which: 'only', of };
  return name === excluded ? { which: 'except', of } : null;
}

/** The name under which a question about some parts of a field is kept apart. */
export function partsId({ names, scope }: Parts): string {
  return JSON.stringify([names.which, names.of, scope]);
}

/** Whether the field has any of the parts. */
export function partIn(parts: Parts, before: readonly string[]): Asked {
  return {
    id: ['has', partsId(parts), ...before].join(' '),
    automaton: preParse(before, { automaton: anyPart(parts), beyond: null }).automaton,
  };
}

/** What a request must hold for a statement to look at anything, as far as one field tells. */
export function needOf(statement: Loose): Need | Names | null {
  const component = componentOf(statement);
  if (component?.kind === 'headers') return component.names;
  if (component?.kind === 'field') {
    const { field, parts, before } = component;
    return { field, part: parts && partIn(parts, before) };
  }
  const field = fieldLookedAt(statement);
  return field === undefined ? null : { field, part: null };
}

/** Whether any of what a statement looks at is surely not empty; null where none of it can be. */
export function fullOf(statement: Loose): Asked | null {
  const component = componentOf(statement);
  const full = { id: 'not empty', automaton: sizeAutomaton('GE', 1) };
  if (component?.kind === 'headers') return component.scope === 'VALUE' ? full : null;
  if (component === null || component.parts === null) return full;
  const { parts, before } = component;
  const some = somePart(parts, full.automaton, 'sure', createBudget(Number.POSITIVE_INFINITY));
  return {
    id: ['has a full', partsId(parts), ...before].join(' '),
    automaton: preParse(before, { automaton: some, beyond: null }).automaton,
  };
}

/** What a statement answers where a request has none of what it looks at, if it says so. */
export function fallbackOf(statement: Loose): boolean | null {
  const component = componentOf(statement);
  return component?.kind === 'field' ? component.fallback : null;
}

/** What a statement that is not followed answers where there is too much to inspect, if it looks at such a field. */
export function oversizeLookedAt(statement: Loose): string | null {
  const [name, value] = only(statement['FieldToMatch']) ?? ['', {}];
  if (name === 'JsonBody') return oversizeOf(value);
  return componentOf(statement)?.oversize ?? null;
}

/** The field without which a statement that is not modelled has nothing to look at. */
export function fieldLookedAt(statement: Loose): Field | undefined {
  switch (only(statement['FieldToMatch'])?.[0]) {
    case 'JsonBody':
      return { kind: 'body', name: '' };
    case 'Cookies':
      return COOKIE;
    default: {
      const component = componentOf(statement);
      return component?.kind === 'field' ? component.field : undefined;
    }
  }
}
