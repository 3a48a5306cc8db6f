import type { Finding } from '../model/finding.ts';

const days = 30;
const most = 3;

/**
 * What to paste into a policy's `exceptions` to accept failures for a while, one a check, as JSON. It is not sound until
 * a person has said why and who approved it: `validate` refuses it as long as they are empty.
 */
export function exceptionsFor(findings: readonly Finding[], from: string): readonly string[] {
  const expires = new Date(Date.parse(from) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const groups = new Map<string, readonly Finding[]>();
  for (const finding of findings) {
    const { component, check } = finding;
    if (component === null || check.startsWith('exception.')) continue;
    const key = `EX-${component}-${check}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups].slice(0, most).map(([id, [first, ...others]]) => {
    const names = [first, ...others].flatMap((finding) => (finding?.resource ? [finding.resource.name] : []));
    const resources = names.length > 0 ? { resources: [...new Set(names)].slice(0, 10) } : {};
    const { component, check } = first as Finding;
    return JSON.stringify({ id, component, check, ...resources, reason: '', approvedBy: '', expires });
  });
}
