import type { Forwarded, Rate, Statement } from '../acl.ts';
import { within } from '../normalise/statements.ts';
import { all, and, any, choose, FALSE, type Literal, not, or, TRUE } from './circuit.ts';
import { malformedIn, presentIn } from './facts.ts';
import { type Varies, variesIn } from './label-keys.ts';
import { type Inspected, inspectionLabels } from './label-sources.ts';
import { type LabelSource, labelled } from './labels.ts';
import { match } from './match.ts';
import { holds } from './match-text.ts';
import { atom, departure, fresh, type Vocabulary } from './vocabulary.ts';

/** A rule's statement held against a request. */
export interface Applied {
  readonly matched: Literal;
  /** AWS leaves a rule out when the forwarded header it looks at is absent. */
  readonly skipped: Literal;
  /** The geo and ASN statements that looked at the request, whose labels it gets whether or not they matched. */
  readonly inspected: readonly Inspected[];
  readonly counted: Counted | null;
}

/** When a rate rule counts a request, over its limit or not. */
export interface Counted {
  readonly statement: Rate;
  readonly counted: Literal;
  readonly inScope: Literal;
  /** Whether the labels that it counts by may differ from one request of a client to the next. */
  readonly namespaces: readonly { readonly key: string; readonly varies: Varies }[];
}

export function appliedRule(
  vocabulary: Vocabulary,
  statement: Statement,
  labels: readonly LabelSource[],
  id = '',
): Applied {
  if (statement.kind === 'rate') return rateRule(vocabulary, statement, labels, id);
  const skipped = absentHeaders(vocabulary, statement);
  return {
    matched: guarded(vocabulary, statement, match(vocabulary, statement, labels)),
    skipped,
    inspected: inspections(vocabulary, statement, true),
    counted: null,
  };
}

/** When a request is in the scope of a rule group, and the labels that finding out may add. */
export function scopeOf(
  vocabulary: Vocabulary,
  scopeDown: Statement,
  labels: readonly LabelSource[],
): Pick<Applied, 'matched' | 'inspected'> {
  return {
    matched: guarded(vocabulary, scopeDown, match(vocabulary, scopeDown, labels)),
    inspected: inspections(vocabulary, scopeDown, false),
  };
}

function absentHeaders(vocabulary: Vocabulary, statement: Statement): Literal {
  const headers = within(statement).flatMap((each) =>
    'forwarded' in each && each.forwarded !== null ? [each.forwarded.header] : [],
  );
  const { circuit } = vocabulary;
  return any(
    circuit,
    headers.map((header) => not(presentIn(vocabulary, header))),
  );
}

/**
 * With a forwarded header absent AWS does not apply the rule, it documents. In case a header that is only looked at
 * inside And, Or or Not does not stop the rule, it may also be evaluated with that part false.
 */
function guarded(vocabulary: Vocabulary, statement: Statement, matched: Literal): Literal {
  const skipped = absentHeaders(vocabulary, statement);
  const isNested = statement.kind === 'and' || statement.kind === 'or' || statement.kind === 'not';
  if (skipped === FALSE || !isNested || matched === FALSE) return matched;
  const { circuit } = vocabulary;
  return and(circuit, matched, or(circuit, not(skipped), departure(vocabulary, DOCUMENTED)));
}

const DOCUMENTED = 'a rule is not applied when a forwarded header it looks at is absent';

/** Which of the statements inside And, Or and Not AWS evaluates is not documented. */
function inspections(vocabulary: Vocabulary, statement: Statement, isWhole: boolean): Applied['inspected'] {
  return within(statement).flatMap((each): Applied['inspected'] => {
    switch (each.kind) {
      case 'unknown':
        return (['geo', 'any'] as const).map((kind) => ({
          kind,
          header: null,
          inspected: fresh(vocabulary, each.unknown),
        }));
      case 'asn':
        return [{ kind: 'asn', header: each.forwarded?.header ?? null, inspected: TRUE }];
      case 'geo':
        return [inspectedGeo(vocabulary, each.forwarded, sureOf(vocabulary, statement, each, isWhole))];
      default:
        return [];
    }
  });
}

function inspectedGeo(
  vocabulary: Vocabulary,
  forwarded: Forwarded | null,
  surely: Literal,
): Applied['inspected'][number] {
  if (forwarded === null) return { kind: 'geo', header: null, inspected: surely };
  const { header } = forwarded;
  return { kind: 'geo', header, inspected: and(vocabulary.circuit, surely, wellFormed(vocabulary, header)) };
}

/** Not needs what it negates; And and Or may do without some of theirs. */
function sureOf(vocabulary: Vocabulary, whole: Statement, geo: Statement, isWhole: boolean): Literal {
  if (isWhole && geo === whole) return TRUE;
  if (isWhole && geo === innermost(whole))
    return not(departure(vocabulary, 'a geo match inside Not adds labels'));
  return fresh(vocabulary, 'whether a geo match inside another statement adds labels is not documented');
}

function innermost(statement: Statement): Statement {
  return statement.kind === 'not' ? innermost(statement.of) : statement;
}

/** Whether a malformed address gets a label is not documented. */
function wellFormed(vocabulary: Vocabulary, header: string): Literal {
  const { circuit } = vocabulary;
  const malformed = malformedIn(vocabulary, header, 'FIRST');
  if (malformed === FALSE) return TRUE;
  const why = `whether a malformed header ${header} adds geo labels is not documented`;
  return and(
    circuit,
    presentIn(vocabulary, header),
    choose(circuit, malformed, fresh(vocabulary, why), TRUE),
  );
}

/** A rate rule matches the counted requests of a client that is over the limit. */
function rateRule(
  vocabulary: Vocabulary,
  statement: Rate,
  labels: readonly LabelSource[],
  id: string,
): Applied {
  const { circuit } = vocabulary;
  const { scopeDown, forwarded } = statement;
  const scope =
    scopeDown === null ? TRUE : guarded(vocabulary, scopeDown, match(vocabulary, scopeDown, labels));
  const needed = statement.needs.map((need) => holds(vocabulary, need));
  const inspected = scopeDown === null ? [] : inspections(vocabulary, scopeDown, false);
  // Whether the scope-down statement labels a request before it is counted is not documented.
  const sources = [...labels, ...inspectionLabels(vocabulary, TRUE, inspected)];
  const keys = statement.namespaces.map((namespace) => labelled(vocabulary, namespace, sources));
  const namespaces = statement.namespaces.map((namespace) => {
    return { key: namespace.key, varies: variesIn(vocabulary, namespace, sources) };
  });
  const inScope = all(circuit, [scope, ...needed, ...keys]);
  const exceeded = atom(vocabulary, `exceeded ${id}`, {
    kind: 'exceeded',
    rule: id.split(' ').slice(3).join(' '),
  });
  const over = and(circuit, inScope, exceeded);
  if (forwarded === null) {
    return {
      matched: over,
      skipped: FALSE,
      inspected,
      counted: { statement, counted: inScope, inScope, namespaces },
    };
  }
  const there = presentIn(vocabulary, forwarded.header);
  const malformed = malformedIn(vocabulary, forwarded.header, 'FIRST');
  const fallback = forwarded.malformedMatches ? inScope : FALSE;
  return {
    matched: and(circuit, there, choose(circuit, malformed, fallback, over)),
    skipped: not(there),
    inspected,
    counted: { statement, counted: all(circuit, [there, not(malformed), inScope]), inScope, namespaces },
  };
}
