import type { Finding, ResourceRef } from '../model/finding.ts';
import type { Exception, Policy } from '../model/policy.ts';
import type { Severity } from '../model/severity.ts';
import { fail, type Verdict } from '../model/verdict.ts';
import { matchesTags, matchesText, namesOf } from './match.ts';

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
  const valid = policy.exceptions.filter((exception) => endOf(exception) > now);
  return findings.map((finding) => {
    const exception = valid.find(
      (candidate) => accepts(candidate, finding) && covers(candidate, finding, tagsOf) === true,
    );
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
  return policy.exceptions.flatMap((exception) => complain(policy, exception, { findings, now, tagsOf }));
}

/**
 * A violation is accepted as one, what cannot be read as that, and neither as the other. Nobody can accept a fault of
 * ours, nor what is only moving: that will be told.
 */
function accepts({ accepts: what = 'violation' }: Exception, { verdict }: Finding): boolean {
  if (what === 'violation') return verdict.status === 'fail';
  return verdict.status === 'unknown' && !['fault', 'settling'].includes(verdict.unseen?.kind ?? '');
}

/** Undefined where the tags that would tell could not be read. */
function covers(
  { component, check, resources, tags }: Exception,
  finding: Finding,
  tagsOf: TagsOf,
): boolean | undefined {
  if (finding.component !== component || finding.check !== check) return false;
  if (!resources && !tags) return true;
  const { resource } = finding;
  if (resource === null) return false;
  const texts = [...namesOf(resource), resource.id];
  if (resources && !texts.some((text) => matchesText(text, resources))) return false;
  if (!tags) return true;
  const known = tagsOf(resource);
  return known && matchesTags(known, tags);
}

interface Found {
  readonly findings: readonly Finding[];
  readonly now: Date;
  readonly tagsOf: TagsOf;
}

function complain(policy: Policy, exception: Exception, found: Found): Finding[] {
  const trouble = troubleWith(exception, found);
  if (!trouble) return [];
  const component = policy.components.find(({ name }) => name === exception.component);
  return [
    {
      policy: policy.id,
      component: exception.component,
      check: `exception.${exception.id}`,
      severity: trouble.severity,
      place: null,
      resource: null,
      type: component?.type ?? '',
      verdict: trouble.verdict,
      because: exception.reason,
      satisfies: [],
      why: null,
      fix: trouble.fix,
      exception: null,
    },
  ];
}

function troubleWith(exception: Exception, { findings, now, tagsOf }: Found): Trouble | undefined {
  const { id, expires } = exception;
  const end = endOf(exception);
  const mayBeUsed = findings.some((finding) => mayNeed(exception, finding, tagsOf));
  if (end <= now)
    return {
      severity: 'high',
      verdict: fail(`exception ${id} expired on ${expires}`, { actual: expires }),
      fix: mayBeUsed
        ? 'Mend what it excepted and remove it, or renew it with a new approval.'
        : 'Remove it: there is nothing any more that it would except.',
    };
  const unused =
    exception.accepts === 'unknown' ? 'accepts nothing that is unknown' : 'excepts nothing that fails';
  if (!mayBeUsed)
    return { severity: 'low', verdict: fail(`exception ${id} ${unused}`), fix: correctionOf(exception) };
  if (end.getTime() - now.getTime() > soon) return undefined;
  return {
    severity: 'low',
    verdict: fail(`exception ${id} expires on ${expires}`, { actual: expires, upcoming: true }),
    fix: 'Mend what it excepts and remove it, or renew it with a new approval before then.',
  };
}

function mayNeed(exception: Exception, finding: Finding, tagsOf: TagsOf): boolean {
  const { component, check, resource, verdict } = finding;
  const isUnknown = verdict.status === 'unknown';
  const hidden = resource === null && isUnknown;
  if (hidden && component === null) return true; // it may be used where nobody looked
  if (hidden) return component === exception.component && check === exception.check;
  return covers(exception, finding, tagsOf) !== false && (accepts(exception, finding) || isUnknown);
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
