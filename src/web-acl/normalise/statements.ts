import type { Acl, Rule, Statement } from '../acl.ts';

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
  const found: Statement[] = [statement];
  // The list grows while it is read: whatever is found is looked into in turn.
  for (const each of found) found.push(...partsOf(each));
  return found;
}

function partsOf(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'and':
    case 'or':
      return statement.of;
    case 'not':
      return [statement.of];
    case 'rate':
      return statement.scopeDown === null ? [] : [statement.scopeDown];
    default:
      return [];
  }
}
