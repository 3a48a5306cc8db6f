import type { Statement } from '../acl.ts';
import { spend } from '../budget.ts';
import { UNKNOWN_ACCOUNT } from '../normalise/rule.ts';
import { and, any, FALSE, type Literal, TRUE } from './circuit.ts';
import { matchCountry } from './facts.ts';
import { choice, fresh, type Vocabulary } from './vocabulary.ts';

/** A label, or a family of labels, and when a request carries it. */
export type LabelSource = { readonly when: Literal } & (
  | { readonly kind: 'label'; readonly label: string }
  /** The country and region labels of a geo match statement; `header` is null for the peer. */
  | { readonly kind: 'geo'; readonly header: string | null }
  /** Labels only a vendor, or an unread rule group, knows. */
  | {
      readonly kind: 'hidden';
      readonly id: string;
      readonly prefixes: readonly string[];
      readonly why: string;
    }
);

type LabelStatement = Extract<Statement, { readonly kind: 'label' }>;

/** A key that starts with `awswaf:` is complete; any other is relative to the web ACL or group the rule is in. */
export function labelled(
  vocabulary: Vocabulary,
  statement: LabelStatement,
  sources: readonly LabelSource[],
): Literal {
  const { circuit, budget } = vocabulary;
  // There may be a hundred labels for each of a thousand rules, few of which are asked for.
  spend(budget, sources.length / 2);
  const found = sources.flatMap((source) => {
    const fit = fits(vocabulary, statement, source);
    return fit === FALSE ? [] : [and(circuit, source.when, fit)];
  });
  return any(circuit, found);
}

function fits(vocabulary: Vocabulary, statement: LabelStatement, source: LabelSource): Literal {
  switch (source.kind) {
    case 'label':
      return fitsLabel(vocabulary, statement, source.label);
    case 'geo':
      return fitsGeo(vocabulary, statement, source.header);
    case 'hidden':
      return mayFit(statement, source.prefixes)
        ? fresh(vocabulary, source.why, `label ${statement.scope} ${statement.key} of ${source.id}`)
        : FALSE;
  }
}

function isComplete(key: string): boolean {
  return key.startsWith('awswaf:');
}

function mayFit({ key }: LabelStatement, prefixes: readonly string[]): boolean {
  return isComplete(key) && prefixes.some((prefix) => key.startsWith(prefix) || prefix.startsWith(key));
}

function fitsLabel(vocabulary: Vocabulary, statement: LabelStatement, label: string): Literal {
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

function fitsComplete(vocabulary: Vocabulary, { key, scope }: LabelStatement, label: string): Literal {
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

function fitsGeo(vocabulary: Vocabulary, { key, scope }: LabelStatement, header: string | null): Literal {
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
