import { isDeepStrictEqual } from 'node:util';
import type { Between, Change } from '../../model/drift.ts';
import type { Finding } from '../../model/finding.ts';
import type { KnownFinding } from '../../model/known.ts';
import { severities } from '../../model/severity.ts';
import type { Fail, Failure } from '../../model/verdict.ts';
import type { Step } from './comparing.ts';

/** What is new about a verdict whose standing is as before: an open one may be worse, or fail by another value. */
export function developed(finding: Finding, known: KnownFinding, since: Between): Step<KnownFinding> {
  const [before, now] = [known.finding.verdict, finding.verdict];
  const next = { ...known, finding };
  if (known.standing !== 'open' || before.status !== 'fail' || now.status !== 'fail')
    return { known: next, changes: [] };
  const kind = developmentOf(known.finding, before, finding, now);
  const changes: readonly Change[] = kind ? [{ kind, finding, before, since }] : [];
  return { known: next, changes };
}

function developmentOf(
  was: Finding,
  before: Fail,
  is: Finding,
  now: Fail,
): 'worsened' | 'changed' | undefined {
  const rank = ({ severity }: Finding): number => severities.indexOf(severity);
  const [had, has] = [factsOf(before), factsOf(now)];
  if (rank(is) > rank(was) || has.length > had.length) return 'worsened';
  return isDeepStrictEqual(new Set(had), new Set(has)) ? undefined : 'changed';
}

/** Each failing fact as text. In what order they are told does not matter. */
const factsOf = (verdict: Fail): string[] =>
  (verdict.facts ?? [verdict]).map(({ message, expected, actual, path }: Failure) =>
    JSON.stringify([message, expected, actual, path]),
  );
