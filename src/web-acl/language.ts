/** A set of character codes. */
export interface Characters {
  readonly ranges: readonly (readonly [number, number])[];
  readonly negated: boolean;
}

/** A regular language, in a normal form in which `key` names it. */
export type Language = { readonly key: string } & (
  | { readonly kind: 'nothing' | 'empty' }
  | { readonly kind: 'one'; readonly of: Characters }
  | { readonly kind: 'then'; readonly first: Language; readonly rest: Language }
  | { readonly kind: 'either'; readonly of: readonly Language[] }
  | { readonly kind: 'repeat'; readonly of: Language }
);

export const NOTHING: Language = { kind: 'nothing', key: '!' };
export const EMPTY: Language = { kind: 'empty', key: '' };
export const ANY_CHARACTER: Characters = { ranges: [], negated: true };
export const ANYTHING: Language = repeat(one(ANY_CHARACTER));

export function one(of: Characters): Language {
  const ranges = of.ranges.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`));
  return { kind: 'one', of, key: `[${of.negated ? '^' : ''}${ranges}]` };
}

export function then(first: Language, rest: Language): Language {
  if (first.kind === 'nothing' || rest.kind === 'nothing') return NOTHING;
  if (first.kind === 'empty') return rest;
  if (rest.kind === 'empty') return first;
  if (first.kind === 'then') return then(first.first, then(first.rest, rest));
  return { kind: 'then', first, rest, key: `${first.key}${rest.key}` };
}

export function either(languages: readonly Language[]): Language {
  const flat = languages.flatMap((language) => (language.kind === 'either' ? language.of : [language]));
  const byKey = new Map(flat.map((language) => [language.key, language]));
  if (byKey.has(ANYTHING.key)) return ANYTHING;
  byKey.delete(NOTHING.key);
  const of = [...byKey.keys()].sort((a, b) => (a < b ? -1 : 1)).map((key) => byKey.get(key) as Language);
  if (of.length <= 1) return of[0] ?? NOTHING;
  return { kind: 'either', of, key: `(${of.map((language) => language.key).join('|')})` };
}

export function repeat(of: Language): Language {
  if (of.kind === 'nothing' || of.kind === 'empty') return EMPTY;
  return of.kind === 'repeat' ? of : { kind: 'repeat', of, key: `{${of.key}}` };
}

export function text(literal: string): Language {
  return [...Array(literal.length).keys()].reduceRight<Language>((rest, at) => {
    const code = literal.charCodeAt(at);
    return then(one({ ranges: [[code, code]], negated: false }), rest);
  }, EMPTY);
}

export function contains(characters: Characters, code: number): boolean {
  return characters.ranges.some(([low, high]) => low <= code && code <= high) !== characters.negated;
}

export function acceptsEmpty(language: Language): boolean {
  switch (language.kind) {
    case 'empty':
    case 'repeat':
      return true;
    case 'nothing':
    case 'one':
      return false;
    case 'then':
      return acceptsEmpty(language.first) && acceptsEmpty(language.rest);
    case 'either':
      return language.of.some(acceptsEmpty);
  }
}

/** What may follow once a character was read (Brzozowski's derivative). */
export function after(language: Language, code: number): Language {
  switch (language.kind) {
    case 'empty':
    case 'nothing':
      return NOTHING;
    case 'one':
      return contains(language.of, code) ? EMPTY : NOTHING;
    case 'then': {
      const through = then(after(language.first, code), language.rest);
      return acceptsEmpty(language.first) ? either([through, after(language.rest, code)]) : through;
    }
    case 'either':
      return either(language.of.map((each) => after(each, code)));
    case 'repeat':
      return then(after(language.of, code), language);
  }
}

/** The character sets a language tells apart. */
export function charactersOf(language: Language): readonly Characters[] {
  switch (language.kind) {
    case 'empty':
    case 'nothing':
      return [];
    case 'one':
      return [language.of];
    case 'then': {
      const found: Characters[] = [];
      let rest: Language = language;
      for (; rest.kind === 'then'; rest = rest.rest) found.push(...charactersOf(rest.first));
      return [...found, ...charactersOf(rest)];
    }
    case 'either':
      return language.of.flatMap(charactersOf);
    case 'repeat':
      return charactersOf(language.of);
  }
}
