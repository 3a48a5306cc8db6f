import type { Label, LabelSpace } from '../acl.ts';
import { spend } from '../budget.ts';
import { UNKNOWN_ACCOUNT } from '../normalise/rule.ts';
import { all, and, any, FALSE, type Literal, not, TRUE } from './circuit.ts';
import { matchCountry, validToken } from './facts.ts';
import { choice, fresh, oddity, type Vocabulary } from './vocabulary.ts';

/** A label, or a family of labels, and when a request carries it. */
export type LabelSource = { readonly when: Literal } & (
  | { readonly kind: 'label'; readonly label: string }
  /** The country and region labels of a geo match statement; `header` is null for the peer. */
  | { readonly kind: 'geo'; readonly header: string | null }
  /** Labels only a vendor, or an unread rule group, knows. */
  | {
      readonly kind: 'hidden';
      readonly id: string;
      readonly space: LabelSpace;
      readonly why: string;
    }
  /** What a vendor makes of the request's token. */
  | { readonly kind: 'token'; readonly id: string; readonly why: string }
);

/** A key that starts with `awswaf:` is complete; any other is relative to the web ACL or group the rule is in. */
export function labelled(vocabulary: Vocabulary, statement: Label, sources: readonly LabelSource[]): Literal {
  const { circuit, budget } = vocabulary;
  // There may be a hundred labels for each of a thousand rules, few of which are asked for.
  spend(budget, sources.length / 2);
  const found = sources.flatMap((source) => {
    const fit = fits(vocabulary, statement, source);
    return fit === FALSE ? [] : [and(circuit, source.when, fit)];
  });
  return any(circuit, found);
}

export function fits(vocabulary: Vocabulary, statement: Label, source: LabelSource): Literal {
  switch (source.kind) {
    case 'label':
      return fitsLabel(vocabulary, statement, source.label);
    case 'geo':
      return fitsGeo(vocabulary, statement, source.header);
    case 'hidden':
      return mayFit(statement, source.space)
        ? fresh(vocabulary, source.why, `label ${statement.scope} ${statement.key} of ${source.id}`)
        : FALSE;
    case 'token':
      return fitsToken(vocabulary, statement, source);
  }
}

function isComplete(key: string): boolean {
  return key.startsWith('awswaf:');
}

function mayFit({ key, scope }: Label, { prefixes, except }: LabelSpace): boolean {
  const wanted = scope === 'NAMESPACE' ? key.replace(/:?$/, ':') : key;
  const isIn = (prefix: string) => wanted.startsWith(prefix);
  const holds = (prefix: string) => scope === 'NAMESPACE' && prefix.startsWith(wanted);
  return isComplete(key) && !except.some(isIn) && prefixes.some((prefix) => isIn(prefix) || holds(prefix));
}

const TOKEN = /^awswaf:managed:(token|captcha):(?:(absent)|(accepted)|rejected(?::.+)?)$/;

/**
 * A token is absent, accepted or rejected: https://docs.aws.amazon.com/waf/latest/developerguide/waf-tokens-labeling.html.
 * Not every group that labels tokens does so for every request.
 */
function fitsToken(
  vocabulary: Vocabulary,
  statement: Label,
  { id, why }: Extract<LabelSource, { readonly kind: 'token' }>,
): Literal {
  const { key, scope } = statement;
  if (!mayFit(statement, TOKENS)) return FALSE;
  const { circuit } = vocabulary;
  const maybe = fresh(vocabulary, why, `label ${scope} ${key} of ${id}`);
  const [known, kind, absent, accepted] = scope === 'LABEL' ? (TOKEN.exec(key) ?? []) : [];
  if (known === undefined) return maybe;
  const valid = validToken(vocabulary, kind === 'captcha' ? 'Captcha' : 'Challenge');
  if (accepted !== undefined) return and(circuit, maybe, valid);
  const isBad = oddity(vocabulary, 'no request has a token that is rejected', 'rejected token');
  return all(circuit, [maybe, not(valid), absent === undefined ? isBad : not(isBad)]);
}

const TOKENS: LabelSpace = { prefixes: ['awswaf:managed:token:', 'awswaf:managed:captcha:'], except: [] };

function fitsLabel(vocabulary: Vocabulary, statement: Label, label: string): Literal {
  const { key, scope, prefix } = statement;
  if (isComplete(key)) return fitsComplete(vocabulary, statement, label);
  if (!label.startsWith(prefix)) return FALSE;
  const own = label.slice(prefix.length);
  if (scope === 'LABEL') return own === key || own.endsWith(`:${key}`) ? TRUE : FALSE;
  const namespaces = own.slice(0, own.lastIndexOf(':') + 1);
  const wanted = key.replace(/:?$/, ':');
  if (namespaces.startsWith(wanted)) return TRUE;
  if (!namespaces.includes(`:${wanted}`)) return FALSE;
  const why = `whether namespace \`${key}\` matches label \`${own}\` is not documented`;
  return fresh(vocabulary, why, `namespace ${key} ${label}`);
}

function fitsComplete(vocabulary: Vocabulary, { key, scope }: Label, label: string): Literal {
  const isMatch = scope === 'LABEL' ? label === key : label.startsWith(key.replace(/:?$/, ':'));
  if (isMatch) return TRUE;
  if (!label.startsWith(`awswaf:${UNKNOWN_ACCOUNT}:`)) return FALSE;
  // Only a document typed by hand has no ARN to tell the account by.
  const [own, wanted] = [label, key].map((each) => each.split(':').slice(2).join(':'));
  const sameRest = scope === 'LABEL' ? own === wanted : own?.startsWith(`${wanted}`);
  const why = `the account of label \`${label}\` is not known`;
  return sameRest ? fresh(vocabulary, why, `account ${key} ${label}`) : FALSE;
}

const FAMILIES = { peer: 'awswaf:clientip:geo:', header: 'awswaf:forwardedip:geo:' } as const;

function fitsGeo(vocabulary: Vocabulary, { key, scope }: Label, header: string | null): Literal {
  const family = header === null ? FAMILIES.peer : FAMILIES.header;
  if (scope === 'NAMESPACE')
    return [`${family}country:`, `${family}region:`].some(isUnder(key)) ? TRUE : FALSE;
  if (key.startsWith(`${family}country:`)) {
    const country = key.slice(`${family}country:`.length);
    const forwarded = header === null ? null : { header, malformedMatches: false };
    return matchCountry(vocabulary, { countries: [country], forwarded });
  }
  if (!key.startsWith(`${family}region:`)) return FALSE;
  return matchRegion(vocabulary, key.slice(`${family}region:`.length), header);
}

function isUnder(key: string): (namespace: string) => boolean {
  return (namespace) => namespace.startsWith(key.replace(/:?$/, ':'));
}

function matchRegion(vocabulary: Vocabulary, region: string, header: string | null): Literal {
  const at = vocabulary.regions.indexOf(region);
  if (at < 0) return FALSE;
  const regions = choice(vocabulary, `region ${header ?? 'peer'}`, vocabulary.regions.length + 1);
  const forwarded = header === null ? null : { header, malformedMatches: false };
  const country = matchCountry(vocabulary, { countries: [region.slice(0, 2)], forwarded });
  return and(vocabulary.circuit, country, regions[at + 1] ?? FALSE);
}
