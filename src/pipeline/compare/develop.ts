import { isDeepStrictEqual } from 'node:util';
import type { Between } from '../../model/drift.ts';
import type { Finding } from '../../model/finding.ts';
import type { KnownFinding } from '../../model/known.ts';
import { severities } from '../../model/severity.ts';
import type { Fail, Failure } from '../../model/verdict.ts';
import type { Step } from './comparing.ts';
import { byCode } from './difference.ts';

/**
 * What is new about a verdict whose standing is as before: an open one may be worse, or fail by another value. Of what
 * holds it is no news how it holds.
 */
export function developed(finding: Finding, known: KnownFinding, since: Between): Step<KnownFinding> {
  const [before, now] = [known.finding.verdict, finding.verdict];
  if (before.status !== 'fail' || now.status !== 'fail') {
    const isSame = isDeepStrictEqual(requirementOf(known.finding), requirementOf(finding));
    return { known: isSame ? known : { ...known, finding }, changes: [] };
  }
  const kind = known.standing === 'open' ? developmentOf(known.finding, before, finding, now) : undefined;
  return { known: { ...known, finding }, changes: kind ? [{ kind, finding, before, since }] : [] };
}

const requirementOf = ({ verdict: { status }, resource, ...rest }: Finding) => ({
  ...rest,
  status,
  id: resource?.id,
});

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

/**
 * Each failing fact by its values; only where there are none is it its sentence, which may tell what is about it, as what
 * came nearest. In what order they are told does not matter.
 */
const factsOf = (verdict: Fail): string[] =>
  (verdict.facts ?? [verdict]).map(({ message, expected, actual, path, offenders = [] }: Failure) =>
    JSON.stringify([
      actual === undefined && offenders.length === 0 ? message : null,
      expected,
      actual,
      path,
      offenders.map(({ name }) => name).sort(byCode),
    ]),
  );
