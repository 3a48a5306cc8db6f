/**
 * The semantics of AWS WAF for one request, written from the documentation and not from the prover, which it judges.
 * What is undocumented or unread is asked of an oracle: a proof must hold, and a witness pass, under every oracle.
 */
import { argumentsOf, headerOf, isAddress } from './interpreter-field.ts';
import { labelGeo, labelMatches } from './interpreter-label.ts';
import { labelManaged, labelToken, spaceOf } from './interpreter-managed.ts';
import { type Context, isLeaf, matches } from './interpreter-match.ts';
import type { Json, Outcome, Run, World } from './interpreter-run.ts';

type Verdict = 'ALLOW' | 'BLOCK' | null;

export function interpret(world: World): Outcome {
  const bodyLimit = bodyLimitOf(world.document.WebACL);
  const run: Run = { ...world, request: { ...world.request, bodyLimit }, labels: new Set(), counted: [] };
  const acl = world.document.WebACL;
  const lists = [
    acl.PreProcessFirewallManagerRuleGroups,
    acl.Rules,
    acl.PostProcessFirewallManagerRuleGroups,
  ];
  for (const list of lists) {
    for (const rule of sorted(list)) {
      const verdict = topLevel(run, rule, acl.LabelNamespace);
      if (verdict !== null) return { result: verdict, counted: run.counted };
    }
  }
  const { Allow, Block } = acl.DefaultAction ?? {};
  const allows = Allow ? true : Block ? false : world.oracle('default');
  return { result: allows ? 'ALLOW' : 'BLOCK', counted: run.counted };
}

/** What the web ACL says that it inspects of the bodies of an API gateway, if it does. */
function bodyLimitOf({ AssociationConfig: config }: Json): number | undefined {
  const limit = config?.RequestBody?.API_GATEWAY?.DefaultSizeInspectionLimit;
  return limit && Number(limit.replace('KB_', '')) * 1024;
}

function sorted(list: Json): Json[] {
  return [...(list ?? [])].sort((a, b) => a.Priority - b.Priority);
}

function topLevel(run: Run, rule: Json, prefix: string): Verdict {
  const statement = rule.FirewallManagerStatement ?? rule.Statement ?? {};
  const reference = statement.RuleGroupReferenceStatement ?? statement.ManagedRuleGroupStatement;
  if (!reference) return single(run, rule, prefix, { id: rule.Name, count: false });
  const id = `${rule.Name}:${rule.Priority}`;
  if (reference.ScopeDownStatement && !inScope(run, reference.ScopeDownStatement, prefix, rule.Name, id))
    return null;
  const { Count, None } = rule.OverrideAction ?? {};
  const count = Count ? true : None ? false : run.oracle(`override ${id}`);
  const verdict = statement.ManagedRuleGroupStatement
    ? managedGroup(run, reference, id, count)
    : customerGroup(run, reference, id, count);
  return count ? null : verdict;
}

function inScope(run: Run, statement: Json, prefix: string, rule: string, id: string): boolean {
  const context: Context = { run, prefix, rule, id: `${id} scope`, headersMissing: false };
  const hit = matches(context, statement);
  const applies = !context.headersMissing || isLeaf(statement) || run.oracle(`undocumented: ${id} applies`);
  labelGeo(run, statement, false, `${id} scope`);
  return hit && applies;
}

function customerGroup(run: Run, reference: Json, id: string, count: boolean): Verdict {
  const group = run.document.RuleGroups?.[reference.ARN];
  if (!group) return unread(run, id, [`awswaf:111122223333:rulegroup:${reference.ARN.split('/')[2]}:`]);
  for (const rule of sorted(group.Rules)) {
    const Action = override(reference, rule);
    const verdict = single(run, { ...rule, Action }, group.LabelNamespace, {
      id: `${id}/${rule.Name}`,
      count,
    });
    if (verdict !== null) return verdict;
  }
  return null;
}

function override(reference: Json, rule: Json): Json {
  const found = (reference.RuleActionOverrides ?? []).find((each: Json) => each.Name === rule.Name);
  if (found) return found.ActionToUse;
  const isExcluded = (reference.ExcludedRules ?? []).some((each: Json) => each.Name === rule.Name);
  return isExcluded ? { Count: {} } : rule.Action;
}

function managedGroup(run: Run, reference: Json, id: string, count: boolean): Verdict {
  const name = `${reference.VendorName}/${reference.Name}`;
  const group = run.document.ManagedRuleGroups?.[name];
  if (!group) {
    const isQuiet = reference.VendorName === 'AWS' && !run.secret(name, `unread ${name}`);
    if (reference.VendorName === 'AWS') labelToken(run, id);
    return isQuiet ? null : unread(run, id, [spaceOf(reference)]);
  }
  const matching = group.filter((rule: Json) => run.secret(rule.Name, `${name} ${rule.Name}`));
  let verdict: Verdict = null;
  for (const rule of matching) {
    verdict ??= act(run, { ...rule, Action: override(reference, rule) }, '', `${id}/${rule.Name}`, count);
  }
  labelManaged(run, reference, id, matching.length > 0);
  return verdict;
}

function unread(run: Run, id: string, prefixes: readonly string[]): Verdict {
  for (const prefix of prefixes) if (run.oracle(`labels of ${id}`)) run.labels.add(`${prefix}*`);
  for (const country of [run.request.country, run.request.forwardedCountry ?? 'XX'].values()) {
    if (run.oracle(`geo labels of ${id}`)) run.labels.add(`awswaf:clientip:geo:country:${country}`);
  }
  if (run.oracle(`goes on ${id}`)) return null;
  return run.oracle(`allows ${id}`) ? 'ALLOW' : 'BLOCK';
}

interface Where {
  readonly id: string;
  readonly count: boolean;
}

function single(run: Run, rule: Json, prefix: string, { id, count }: Where): Verdict {
  const statement = rule.Statement ?? {};
  if (statement.RateBasedStatement)
    return rateRule(run, rule, statement.RateBasedStatement, prefix, { id, count });
  const context: Context = { run, prefix, rule: rule.Name, id, headersMissing: false };
  const hit = matches(context, statement);
  const skips = context.headersMissing && (isLeaf(statement) || !run.oracle(`undocumented: ${id} applies`));
  const verdict = hit && !skips ? act(run, rule, prefix, id, count) : null;
  // A rule that ended its group, in a group overridden to Count, may or may not leave its labels.
  if (verdict === null || (count && run.oracle(`labels of ended ${id}`))) labelGeo(run, statement, true, id);
  return verdict;
}

function act(run: Run, rule: Json, prefix: string, id: string, count: boolean): Verdict {
  const action = rule.Action ?? {};
  const verdict = verdictOf(run, action, id);
  const labels = (rule.RuleLabels ?? []).map(({ Name }: Json) => `${prefix}${Name}`);
  const isKnown = Object.keys(action).length > 0;
  const adds = verdict === null ? isKnown || run.oracle(`adds ${id}`) : count && run.oracle(`adds ${id}`);
  if (adds) for (const each of labels) run.labels.add(each);
  return verdict;
}

function verdictOf(run: Run, action: Json, id: string): Verdict {
  if (action.Allow) return 'ALLOW';
  if (action.Block) return 'BLOCK';
  if (action.Monetize) return paid(run);
  if (action.Count) return null;
  if (action.Captcha || action.Challenge) return run.request.token === 'valid' ? null : 'BLOCK';
  if (run.oracle(`passes by ${id}`)) return null;
  return run.oracle(`allows ${id}`) ? 'ALLOW' : 'BLOCK';
}

/** A client may pay, and that it then gains access is all that AWS says. */
function paid(run: Run): Verdict {
  if (!run.oracle('undocumented: pays')) return 'BLOCK';
  return run.oracle('paid is allowed') ? 'ALLOW' : null;
}

function rateRule(run: Run, rule: Json, rate: Json, prefix: string, { id, count }: Where): Verdict {
  const value = rateAddress(run.request, rate);
  if (value === undefined) return null;
  if (rate.ScopeDownStatement && !inScope(run, rate.ScopeDownStatement, prefix, rule.Name, id)) return null;
  if (!isAddress(value.split(',')[0]?.trim() ?? '')) {
    return rate.ForwardedIPConfig.FallbackBehavior === 'MATCH' ? act(run, rule, prefix, id, count) : null;
  }
  if ((rate.CustomKeys ?? []).some((key: Json) => isMissing(run, key, prefix))) return null;
  const action = Object.keys(rule.Action ?? {})[0] ?? '';
  run.counted.push({ name: rule.Name, action, inCountGroup: count, statement: rate });
  return run.request.exceeded?.includes(rule.Name) ? act(run, rule, prefix, id, count) : null;
}

/** The header a rate rule counts by; undefined where it is absent, an address of no matter where it uses none. */
function rateAddress(
  request: Json,
  { AggregateKeyType, ForwardedIPConfig: config }: Json,
): string | undefined {
  return AggregateKeyType === 'FORWARDED_IP' ? headerOf(request, config.HeaderName) : '1.1.1.1';
}

function isMissing(run: Run, { Header, QueryArgument, LabelNamespace }: Json, prefix: string): boolean {
  const { request } = run;
  if (LabelNamespace)
    return !labelMatches(run, { Key: LabelNamespace.Namespace, Scope: 'NAMESPACE' }, prefix);
  if (Header) return headerOf(request, Header.Name) === undefined;
  return QueryArgument ? argumentsOf(request.query, QueryArgument.Name).length === 0 : false;
}
