import { isIn } from './interpreter-address.ts';
import { beyond, forwardedCountry, headerOf, isAddress, valuesOf } from './interpreter-field.ts';
import { labelMatches } from './interpreter-label.ts';
import type { Json, Run } from './interpreter-run.ts';
import { handled, textMatches } from './interpreter-text.ts';

export interface Context {
  readonly run: Run;
  readonly prefix: string;
  readonly rule: string;
  readonly id: string;
  headersMissing: boolean;
}

export function isLeaf(statement: Json): boolean {
  return !(statement.AndStatement || statement.OrStatement || statement.NotStatement);
}

export function matches(context: Context, statement: Json): boolean {
  const { run } = context;
  const [[kind, value] = ['', {}]] = Object.entries<Json>(statement ?? {});
  if (value.Unheard) return run.oracle(`statement ${context.id}`);
  switch (kind) {
    case 'AndStatement':
      return value.Statements.map((each: Json) => matches(context, each)).every(Boolean);
    case 'OrStatement':
      return value.Statements.map((each: Json) => matches(context, each)).some(Boolean);
    case 'NotStatement':
      return !matches(context, value.Statement);
    case 'GeoMatchStatement':
      return geoMatches(context, value);
    case 'IPSetReferenceStatement':
      return ipMatches(context, value);
    case 'LabelMatchStatement':
      return labelMatches(run, value, context.prefix);
    case 'ByteMatchStatement':
    case 'RegexMatchStatement':
    case 'SizeConstraintStatement':
      return textMatches(run.request, kind, value, (fact) => run.oracle(fact));
    case 'SqliMatchStatement':
    case 'XssMatchStatement':
      if (value.FieldToMatch.Body) return bodySecret(context, statement, value.FieldToMatch.Body);
      return beyond(run.request, value, run.oracle) ?? fieldSecret(context, statement, value);
    default:
      return run.oracle(`statement ${context.id}`);
  }
}

/** Nothing is found in no body, and of one that is too long the statement says what then. */
function bodySecret({ run, rule }: Context, statement: Json, body: Json): boolean {
  const { request, oracle, secret } = run;
  return handled(request, body, oracle) ?? (request.bodySize > 0 && secret(rule, JSON.stringify(statement)));
}

/** Nor in what is empty. */
function fieldSecret({ run, rule }: Context, statement: Json, value: Json): boolean {
  const isFull = valuesOf(run.request, value, run.oracle).some((each) => each !== '');
  return isFull && run.secret(rule, JSON.stringify(statement));
}

/** The address list of a forwarded header, or null, noted, where the header is absent. */
function forwarded(context: Context, config: Json): readonly string[] | null {
  const value = headerOf(context.run.request, config.HeaderName);
  if (value === undefined) {
    context.headersMissing = true;
    return null;
  }
  return value.split(',').map((each) => each.trim());
}

function geoMatches(context: Context, { CountryCodes, ForwardedIPConfig: config }: Json): boolean {
  const { request } = context.run;
  if (!config) return CountryCodes.includes(request.country);
  const list = forwarded(context, config);
  if (list === null) return false;
  if (!isAddress(list[0] ?? '')) return config.FallbackBehavior === 'MATCH';
  return CountryCodes.includes(forwardedCountry(request, config.HeaderName));
}

function ipMatches(context: Context, { ARN, IPSetForwardedIPConfig: config }: Json): boolean {
  const { run } = context;
  const set = run.document.IPSets?.[ARN]?.Addresses;
  const within = (address: string, where: string) =>
    set ? isIn(address, set) : run.oracle(`ip set ${ARN} ${where}`);
  if (!config) return within(run.request.sourceIp, 'peer');
  const list = forwarded(context, config);
  if (list === null) return false;
  const inspected =
    config.Position === 'ANY' ? list.slice(-10) : [config.Position === 'LAST' ? list.at(-1) : list[0]];
  const good = inspected.filter((each) => isAddress(each ?? ''));
  if (good.length < inspected.length && good.length > 0) return run.oracle(`partly malformed ${ARN}`);
  if (good.length === 0) return config.FallbackBehavior === 'MATCH';
  if (!set) return run.oracle(`ip set ${ARN} ${config.HeaderName} ${config.Position}`);
  return good.some((each) => within(each ?? '', config.HeaderName));
}
