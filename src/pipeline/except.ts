import type { Finding, ResourceRef } from '../model/finding.ts';
import type { Exception, Policy } from '../model/policy.ts';
import type { Severity } from '../model/severity.ts';
import { fail, type Verdict } from '../model/verdict.ts';
import { indexExceptions, textsOf } from './exception-index.ts';
import { matchesTags, matchesText } from './match.ts';

const soon = 7 * 24 * 60 * 60 * 1000;

/** The tags of a resource; undefined where they could not be read. */
export type TagsOf = (resource: ResourceRef) => Readonly<Record<string, string>> | undefined;

/** Marks what stands under an exception: it stays what it is. */
export function applyExceptions(
  policy: Policy,
  findings: readonly Finding[],
  now: Date,
  tagsOf: TagsOf,
): Finding[] {
  const valid = indexExceptions(policy.exceptions.filter((exception) => endOf(exception) > now));
  return findings.map((finding) => {
    const exception = valid
      .candidates(finding)
      .find((candidate) => accepts(candidate, finding) && covers(candidate, finding, tagsOf) === true);
    return exception ? { ...finding, exception: { id: exception.id, expires: exception.expires } } : finding;
  });
}

/** What is wrong with the exceptions themselves, by what was found in every place. */
export function complaintsAbout(
  policy: Policy,
  findings: readonly Finding[],
  now: Date,
  tagsOf: TagsOf,
): Finding[] {
  const useful = usefulOf(policy.exceptions, findings, tagsOf);
  const types = new Map(policy.components.map(({ name, type }) => [name, type]));
  return policy.exceptions.flatMap((exception) => {
    const trouble = troubleWith(exception, useful.has(exception), now);
    return trouble ? [complain(policy, exception, trouble, types.get(exception.component) ?? '')] : [];
  });
}

/** Those that cover something, or may: nobody calls one unused while what it may cover could not be read. */
function usefulOf(
  exceptions: readonly Exception[],
  findings: readonly Finding[],
  tagsOf: TagsOf,
): ReadonlySet<Exception> {
  if (findings.some((finding) => isHidden(finding) && finding.component === null)) return new Set(exceptions); // one may be used where nobody looked
  const index = indexExceptions(exceptions);
  const useful = new Set<Exception>();
  const mayServe = (exception: Exception, finding: Finding) =>
    !useful.has(exception) &&
    (finding.verdict.status === 'unknown' || accepts(exception, finding)) &&
    covers(exception, finding, tagsOf) !== false;
  for (const finding of findings) {
    const served = isHidden(finding)
      ? index.about(finding)
      : index.candidates(finding).filter((exception) => mayServe(exception, finding));
    for (const exception of served) useful.add(exception);
  }
  return useful;
}

const isHidden = ({ resource, verdict }: Finding) => resource === null && verdict.status === 'unknown';

/**
 * A violation is accepted as one, what cannot be read as that, and neither as the other. Nobody can accept a fault of
 * ours, nor what is only moving: that will be told.
 */
function accepts({ accepts: what = 'violation' }: Exception, { verdict }: Finding): boolean {
  if (what === 'violation') return verdict.status === 'fail';
  return verdict.status === 'unknown' && !['fault', 'settling'].includes(verdict.unseen?.kind ?? '');
}

/** Of a candidate. Undefined where the tags that would tell could not be read. */
function covers({ resources, tags }: Exception, finding: Finding, tagsOf: TagsOf): boolean | undefined {
  if (!resources && !tags) return true;
  const { resource } = finding;
  if (resource === null) return false;
  if (resources && !textsOf(resource).some((text) => matchesText(text, resources))) return false;
  if (!tags) return true;
  const known = tagsOf(resource);
  return known && matchesTags(known, tags);
}

const complain = (policy: Policy, exception: Exception, trouble: Trouble, type: string): Finding => ({
  policy: policy.id,
  component: exception.component,
  check: `exception.${exception.id}`,
  severity: trouble.severity,
  place: null,
  resource: null,
  type,
  verdict: trouble.verdict,
  because: exception.reason,
  satisfies: [],
  why: null,
  fix: trouble.fix,
  exception: null,
});

function troubleWith(exception: Exception, isUseful: boolean, now: Date): Trouble | undefined {
  const { id, expires } = exception;
  const end = endOf(exception);
  if (end <= now)
    return {
      // Where it would hide nothing, nobody need be called.
      severity: isUseful ? 'high' : 'low',
      verdict: fail(`exception ${id} expired on ${expires}`, { actual: expires }),
      fix: isUseful
        ? 'Mend what it excepted and remove it, or renew it with a new approval.'
        : 'Remove it: there is nothing any more that it would except.',
    };
  const unused =
    exception.accepts === 'unknown' ? 'accepts nothing that is unknown' : 'excepts nothing that fails';
  if (!isUseful)
    return { severity: 'low', verdict: fail(`exception ${id} ${unused}`), fix: correctionOf(exception) };
  if (end.getTime() - now.getTime() > soon) return undefined;
  return {
    severity: 'low',
    verdict: fail(`exception ${id} expires on ${expires}`, { actual: expires, upcoming: true }),
    fix: 'Mend what it excepts and remove it, or renew it with a new approval before then.',
  };
}

interface Trouble {
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly fix: string;
}

/** What is not needed any more goes; or it was never about what it was meant for. */
function correctionOf({ resources, tags }: Exception): string {
  const narrowing = [...(resources ? ['`resources`'] : []), ...(tags ? ['`tags`'] : [])];
  const told = ['`component`', '`check`', ...narrowing];
  return `Remove it, or correct its ${told.slice(0, -1).join(', ')} or ${told.at(-1)} where it is meant for something else.`;
}

/** An exception holds through its last day, UTC. */
function endOf({ expires }: Exception): Date {
  return new Date(new Date(`${expires}T00:00:00Z`).getTime() + 24 * 60 * 60 * 1000);
}
