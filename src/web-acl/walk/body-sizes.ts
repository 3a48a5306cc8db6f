import type { Acl, Statement } from '../acl.ts';

/** For each answer that the body's size can give, the least such size, ascending. None at all is a size of its own. */
export function bodySizes(acl: Acl, statements: readonly Statement[]): readonly number[] {
  const limits = statements.flatMap((each) => (each.kind === 'body-size' ? [each.size] : []));
  const readsBody = statements.some(looksAtBody);
  if (limits.length === 0 && !readsBody) return [0];
  const { surely, perhaps } = acl.bodyLimits;
  const around = [...limits, ...surely, ...perhaps].flatMap((size) => [size - 1, size, size + 1]);
  return [...new Set([0, 1, ...around.filter((size) => size > 0)])].sort((a, b) => a - b);
}

function looksAtBody(statement: Statement): boolean {
  if (statement.kind !== 'opaque') return 'field' in statement && statement.field?.kind === 'body';
  const { need } = statement;
  return need !== null && 'field' in need && need.field.kind === 'body';
}
