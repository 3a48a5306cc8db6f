import type { Change, Ending } from '../../model/drift.ts';
import type { Finding } from '../../model/finding.ts';
import { isOpen, type KnownFinding } from '../../model/known.ts';
import type { Unseen } from '../../model/unseen.ts';
import { type Comparing, isAnother, type Step } from './comparing.ts';
import { doubtOf, needed } from './settle.ts';
import { unseen } from './verdicts.ts';

/** What is known and was not found this time. Only a complete list shows that a thing is gone. */
export function compareMissing(known: KnownFinding, comparing: Comparing): Step<KnownFinding> {
  const end = endOf(known.finding, comparing);
  if (end === 'not-judged') return { known, changes: [] };
  if (typeof end === 'object') return unseen(known, end.unseen, comparing);
  if (end === 'policy-changed')
    return over(known, end, { after: known.confirmed, until: comparing.sighting.at });
  const doubt = doubtOf('gone', known, comparing);
  if (doubt.audits < needed('gone', known, comparing)) return { known: { ...known, doubt }, changes: [] };
  return over(known, end, doubt.since);
}

type End = Ending | 'not-judged' | { readonly unseen: Unseen | undefined };

function endOf(finding: Finding, comparing: Comparing): End {
  const { sighting, settings } = comparing;
  const { policy, check } = finding;
  if (!Object.hasOwn(sighting.policies, policy))
    return (settings.policies?.includes(policy) ?? true) ? 'not-judged' : 'policy-changed';
  const isComplaint = check.startsWith('exception.');
  if (!isComplaint && isAnother(policy, comparing) && !isAsked(finding, comparing)) return 'policy-changed';
  return isComplaint ? endOfComplaint(finding, comparing) : endByList(finding, comparing);
}

function endByList(finding: Finding, comparing: Comparing): End {
  const type = finding.resource?.type ?? finding.type;
  const hidden = comparing.sight.listUnseen(type);
  if (hidden || !comparing.sighting.looked.some((one) => one.type === type)) return { unseen: hidden };
  if (isAnother(finding.policy, comparing)) return 'policy-changed';
  return finding.resource && !isClaimed(finding, comparing) ? 'gone' : { unseen: undefined };
}

/** Whether the policy still asks for the check, of anything. */
const isAsked = ({ policy, component, check }: Finding, { sighting }: Comparing): boolean =>
  sighting.findings.some(
    (other) => other.policy === policy && other.component === component && other.check === check,
  );

const isClaimed = ({ policy, component, resource }: Finding, { sighting }: Comparing): boolean =>
  sighting.claims.some(
    (claim) =>
      claim.policy === policy && claim.component === component && claim.resource.name === resource?.name,
  );

/**
 * A complaint about an exception that is not repeated is over where something stands under the exception again. Otherwise
 * it was only that nobody could tell.
 */
function endOfComplaint(finding: Finding, comparing: Comparing): End {
  const { policy, check } = finding;
  const id = check.slice('exception.'.length);
  if (isAnother(policy, comparing) && !isStillThere(finding, id, comparing)) return 'policy-changed';
  return comparing.sighting.used.includes(`${policy} ${id}`) ? 'fixed' : { unseen: undefined };
}

/** Whether the policy has the exception yet, and as it was: of one that was renewed it is no complaint that it expired. */
function isStillThere({ policy, verdict }: Finding, id: string, { settings }: Comparing): boolean {
  const expires = settings.exceptions?.get(`${policy} ${id}`);
  const told = verdict.status === 'fail' ? verdict.actual : undefined;
  return expires !== undefined && (told === undefined || told === expires);
}

function over(known: KnownFinding, why: Ending, since: Change['since']): Step<KnownFinding> {
  const { finding, openedAt } = known;
  if (!isOpen(known) || openedAt === null) return { changes: [] };
  return { changes: [{ kind: 'closed', finding, why, openedAt, since }] };
}
