import { forwardedCountry, headerOf, isAddress } from './interpreter-field.ts';
import { mayBe } from './interpreter-managed.ts';
import type { Json, Run } from './interpreter-run.ts';

export function labelMatches(run: Run, statement: Json, prefix: string): boolean {
  return [...run.labels].some((each) => labelFits(run, each, statement, prefix));
}

function labelFits(run: Run, each: string, { Key, Scope }: Json, prefix: string): boolean {
  if (each.endsWith('*'))
    return mayBe(each.slice(0, -1), { Key, Scope }) && run.oracle(`label ${Scope} ${Key} of ${each}`);
  const namespace = Key.endsWith(':') ? Key : `${Key}:`;
  if (Key.startsWith('awswaf:')) return Scope === 'LABEL' ? each === Key : each.startsWith(namespace);
  if (!each.startsWith(prefix)) return false;
  const own = each.slice(prefix.length);
  return Scope === 'LABEL' ? own === Key || own.endsWith(`:${Key}`) : own.startsWith(namespace);
}

export function labelGeo(run: Run, statement: Json, isRule: boolean, id: string): void {
  for (const [at, geo] of geosIn(statement).entries()) {
    const isWhole = isRule && statement.GeoMatchStatement === geo;
    if (!isWhole && isSkipped(run, isRule && isNegated(statement), `${id} ${at}`)) continue;
    if (geo.ForwardedIPConfig) labelForwarded(run, geo.ForwardedIPConfig.HeaderName, `${id} ${at}`);
    else labelPeer(run);
  }
}

/** Not must look at what it negates, though AWS does not say so; And and Or may do without. */
function isSkipped(run: Run, isSure: boolean, id: string): boolean {
  return isSure ? run.oracle(`undocumented: skips ${id}`) : !run.oracle(`inspects ${id}`);
}

function isNegated(statement: Json): boolean {
  return (
    Boolean(statement.GeoMatchStatement) ||
    (statement.NotStatement && isNegated(statement.NotStatement.Statement))
  );
}

function labelPeer({ labels, request }: Run): void {
  labels.add(`awswaf:clientip:geo:country:${request.country}`);
  labels.add(`awswaf:clientip:geo:region:${request.region ?? `${request.country}-00`}`);
}

function labelForwarded(run: Run, header: string, id: string): void {
  const value = headerOf(run.request, header);
  if (value === undefined) return;
  if (!isAddress(value.split(',')[0] ?? '') && !run.oracle(`malformed label ${id}`)) return;
  run.labels.add(`awswaf:forwardedip:geo:country:${forwardedCountry(run.request, header)}`);
}

function geosIn(statement: Json): Json[] {
  if (!statement) return [];
  if (statement.GeoMatchStatement) return [statement.GeoMatchStatement];
  const { AndStatement, OrStatement, NotStatement, RateBasedStatement } = statement;
  if (RateBasedStatement) return geosIn(RateBasedStatement.ScopeDownStatement);
  if (NotStatement) return geosIn(NotStatement.Statement);
  return ((AndStatement ?? OrStatement)?.Statements ?? []).flatMap(geosIn);
}
