import type { Finding } from '../model/finding.ts';
import type { Exception, Policy } from '../model/policy.ts';
import type { Severity } from '../model/severity.ts';
import { fail, type Verdict } from '../model/verdict.ts';
import { matchesGlob } from '../text/glob.ts';

const soon = 7 * 24 * 60 * 60 * 1000;

/** Marks the failures that stand under an exception. */
export function applyExceptions(policy: Policy, findings: readonly Finding[], now: Date): Finding[] {
  const valid = policy.exceptions.filter((exception) => endOf(exception) > now);
  return findings.map((finding) => {
    const exception =
      finding.verdict.status === 'fail' && valid.find((candidate) => covers(candidate, finding));
    return exception ? { ...finding, exception: { id: exception.id, expires: exception.expires } } : finding;
  });
}

/** What is wrong with the exceptions themselves, by what was found in every place. */
export function complaintsAbout(policy: Policy, findings: readonly Finding[], now: Date): Finding[] {
  return policy.exceptions.flatMap((exception) => complain(policy, exception, findings, now));
}

function covers({ component, check, resources }: Exception, finding: Finding): boolean {
  if (finding.component !== component || finding.check !== check) return false;
  if (!resources) return true;
  const { resource } = finding;
  return (
    resource !== null &&
    resources.some((glob) =>
      [resource.name, resource.label ?? resource.name, resource.id].some((text) => matchesGlob(text, glob)),
    )
  );
}

function complain(policy: Policy, exception: Exception, findings: readonly Finding[], now: Date): Finding[] {
  const trouble = troubleWith(exception, findings, now);
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
      fix: 'Renew it with a new approval, or remove it.',
      exception: null,
    },
  ];
}

function troubleWith(
  exception: Exception,
  findings: readonly Finding[],
  now: Date,
): { readonly severity: Severity; readonly verdict: Verdict } | undefined {
  const { id, expires } = exception;
  const end = endOf(exception);
  if (end <= now)
    return { severity: 'high', verdict: fail(`exception ${id} expired on ${expires}`, { actual: expires }) };
  const mayBeUsed = findings.some((finding) => {
    const hidden = finding.resource === null && finding.verdict.status === 'unknown';
    if (hidden && finding.component === null) return true; // it may be used where nobody looked
    if (hidden) return finding.component === exception.component && finding.check === exception.check;
    return covers(exception, finding) && ['fail', 'unknown'].includes(finding.verdict.status);
  });
  if (!mayBeUsed) return { severity: 'low', verdict: fail(`exception ${id} excepts nothing that fails`) };
  if (end.getTime() - now.getTime() > soon) return undefined;
  return { severity: 'low', verdict: fail(`exception ${id} expires on ${expires}`, { actual: expires }) };
}

/** An exception holds through its last day, UTC. */
function endOf({ expires }: Exception): Date {
  return new Date(new Date(`${expires}T00:00:00Z`).getTime() + 24 * 60 * 60 * 1000);
}
