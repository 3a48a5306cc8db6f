import type { Verdict } from '../model/verdict.ts';

/** What mends all that fails: each fact's own remedy, and the rule's where a fact has none. */
export function fixFor(verdict: Verdict, general: string | null): string | null {
  if (verdict.status !== 'fail') return general;
  const fixes = (verdict.facts ?? [verdict]).flatMap(({ fix }) => fix ?? general ?? []);
  return fixes.length > 0 ? [...new Set(fixes)].join(' ') : null;
}
