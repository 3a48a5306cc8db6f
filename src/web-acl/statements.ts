import type { Acl, Rule, Statement } from './acl.ts';

/** Every statement of a web ACL, nested ones included. */
export function statementsOf(acl: Acl): readonly Statement[] {
  return acl.entries.flatMap((entry) => {
    if (entry.kind === 'rule') return within(entry.rule.statement);
    const { scopeDown, rules } = entry.group;
    const scope = scopeDown === null ? [] : within(scopeDown);
    return isRead(rules) ? [...scope, ...rules.flatMap(({ statement }) => within(statement))] : scope;
  });
}

export function isRead(rules: readonly Rule[] | object): rules is readonly Rule[] {
  return Array.isArray(rules);
}

export function within(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'and':
    case 'or':
      return [statement, ...statement.of.flatMap(within)];
    case 'not':
      return [statement, ...within(statement.of)];
    case 'rate':
      return statement.scopeDown === null ? [statement] : [statement, ...within(statement.scopeDown)];
    default:
      return [statement];
  }
}
