import type { UnreadFact } from '../model/audit.ts';
import type { Finding } from '../model/finding.ts';
import { isAccepted } from '../model/summary.ts';
import { looksAt } from './looks-at.ts';
import type { Plan } from './plan.ts';
import type { SelectorKeys } from './select.ts';

/**
 * Marks what could not be read, where somebody has accepted so: each check that is accepted as unknown takes what it
 * looks at with it. A check that is unknown and not accepted is counted by itself, whatever it shares with these.
 */
export function acceptUnread(
  unread: readonly UnreadFact[],
  findings: readonly Finding[],
  plan: Plan,
  keys: SelectorKeys,
): UnreadFact[] {
  const accepted = findings.filter(isAccepted);
  return unread.map((fact) => {
    if (fact.kind === 'fault') return fact;
    const why = accepted.find((finding) => looksAt(finding, fact, plan, keys))?.exception;
    return why ? { ...fact, exception: why } : fact;
  });
}
